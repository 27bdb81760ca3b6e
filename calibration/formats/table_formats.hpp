#pragma once
#include "setu/calibration/formats/formats.hpp"

/// Import formats that are single tables. Private to this folder.
namespace setu {

/// Reads the whole file as a table, for the InputError that says what is wrong with it.
void complain_about_table(const std::filesystem::path& path, const ImportOptions& options);

/// A square table: the labels of the first row are those of the first column.
bool is_sam(const std::filesystem::path& path, const ImportOptions& options);
Imported read_sam_file(const std::filesystem::path& path, const ImportOptions& options);

}  // namespace setu
