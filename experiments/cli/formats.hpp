#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <boost/program_options.hpp>

#include "setu/calibration/imported.hpp"

namespace setu {

/// One kind of somebody else's files that `setu import` reads. A new one is a row in formats.cpp.
struct ImportFormat {
  const char* name;     ///< for --format
  const char* summary;  ///< for the help: which files
  /// Looks at the file or folder itself, tables by the options given. Other formats' files are false, not an error.
  bool (*recognises)(const std::filesystem::path&, const boost::program_options::variables_map&);
  Imported (*read)(const std::filesystem::path&, const boost::program_options::variables_map&);
};

/// One kind of files that `setu export` writes; `write` returns what the user should know.
struct ExportFormat {
  const char* name;
  const char* summary;
  std::vector<std::string> (*write)(const Database&, const std::filesystem::path& folder, const boost::program_options::variables_map&);
};

const std::vector<ImportFormat>& import_formats();
const std::vector<ExportFormat>& export_formats();

/// The format called `name`; if that is empty, the only one that recognises `path`. Throws InputError that lists the
/// formats when there is none, or more than one; for a table that cannot be read at all, what is wrong with it.
const ImportFormat& import_format(const std::string& name, const std::filesystem::path& path,
                                  const boost::program_options::variables_map& values);
const ExportFormat& export_format(const std::string& name);

/// "gtap: GTAP header arrays, …", a line for each format.
std::string import_formats_text();
std::string export_formats_text();

}  // namespace setu
