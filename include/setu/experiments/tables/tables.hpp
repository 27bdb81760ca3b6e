#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace setu {

/// Files for papers and spreadsheets, all made from a result folder's tables.json.
enum class TableFormat { Csv, Xlsx, Latex };

/// Formats from words like "csv" and "csv,latex", in a fixed order and each once. Throws InputError that names the known ones.
std::vector<TableFormat> parse_table_formats(const std::vector<std::string>& words);
std::vector<TableFormat> all_table_formats();
/// "csv, xlsx or latex".
std::string table_formats_text();

/// Writes the tables of `result`, a folder of `setu run`, into the folder `out`, all files or none: csv/ (a file a table),
/// tables.xlsx (a sheet a table and one on what was solved), latex/ (a file a table, one with all), and contents.json, what they were
/// made from. Formats written there before and not asked for now are left out, so that all files are of one run. Throws InputError where
/// `result` is no result folder or `out` holds other files.
void write_tables(const std::filesystem::path& result, const std::vector<TableFormat>& formats, const std::filesystem::path& out);

}  // namespace setu
