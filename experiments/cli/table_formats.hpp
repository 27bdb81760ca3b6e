#pragma once
#include <filesystem>

#include <boost/program_options.hpp>

#include "setu/calibration/imported.hpp"

/// Import formats that are single tables. Private to the program.
namespace setu {

/// A square table: the labels of the first row are those of the first column.
bool is_sam(const std::filesystem::path& path);
Imported read_sam_file(const std::filesystem::path& path, const boost::program_options::variables_map& values);

/// Writes an accounting matrix as a small open economy for setu economy: the shipped description and its tables.
void write_economy_folder(const std::filesystem::path& path, const boost::program_options::variables_map& values,
                          const std::filesystem::path& out);

/// The options of these formats, for setu import.
void add_table_options(boost::program_options::options_description& options);

}  // namespace setu
