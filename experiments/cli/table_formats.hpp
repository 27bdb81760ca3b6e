#pragma once
#include <filesystem>

#include <boost/program_options.hpp>

#include "setu/calibration/imported.hpp"
#include "setu/base/tables/table_reader.hpp"

/// Import formats that are single tables. Private to the program.
namespace setu {

/// What --sheet, --separator and --decimal-comma say. Throws InputError for words that are not understood.
TableOptions table_options(const boost::program_options::variables_map& values);

/// Reads the whole file as a table, for the InputError that says what is wrong with it.
void complain_about_table(const std::filesystem::path& path, const boost::program_options::variables_map& values);

/// A square table: the labels of the first row are those of the first column.
bool is_sam(const std::filesystem::path& path, const boost::program_options::variables_map& values);
Imported read_sam_file(const std::filesystem::path& path, const boost::program_options::variables_map& values);

/// Writes an accounting matrix as a small open economy for setu economy: the shipped description and its tables.
void write_economy_folder(const std::filesystem::path& path, const boost::program_options::variables_map& values,
                          const std::filesystem::path& out);

/// The options of these formats, for setu import.
void add_table_options(boost::program_options::options_description& options);

}  // namespace setu
