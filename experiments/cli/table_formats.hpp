#pragma once
#include <filesystem>

#include <boost/program_options.hpp>

#include "setu/calibration/imported.hpp"

/// Import formats that are single tables. Private to the program.
namespace setu {

/// Reads the whole file as a table, for the InputError that says what is wrong with it.
void complain_about_table(const std::filesystem::path& path, const boost::program_options::variables_map& values);

/// A square table: the labels of the first row are those of the first column.
bool is_sam(const std::filesystem::path& path, const boost::program_options::variables_map& values);
Imported read_sam_file(const std::filesystem::path& path, const boost::program_options::variables_map& values);

/// The options of these formats, for setu import.
void add_table_options(boost::program_options::options_description& options);

}  // namespace setu
