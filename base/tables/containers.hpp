#pragma once
#include <span>
#include <string>
#include <vector>

namespace setu {

class ZipParts;

/// Throws InputError for files of programs whose formats are not read (GDX, RData, Stata, Parquet, …), known by how they begin: what the
/// file is, and how its table is exported.
void refuse_container(const std::string& name, std::span<const char> bytes);

/// The same for what a zip archive that is no xlsx workbook may be: xlsb, OpenDocument, Word, Numbers, NumPy.
void refuse_zip_container(const std::string& name, const ZipParts& zip);

/// The files in an archive that may be tables, by their names.
std::vector<std::string> table_members(const ZipParts& zip);

/// A file inside an archive.
struct ArchiveMember {
  std::string name, bytes, rest;  ///< `rest`: what of `wanted` is a sheet of it
};

/// The table inside an ordinary zip archive: the one called `wanted` (or "FILE!SHEET"), else the only one. Throws InputError that lists the
/// files where there are several or none.
ArchiveMember only_member(const std::string& name, const ZipParts& zip, const std::string& wanted);

}  // namespace setu
