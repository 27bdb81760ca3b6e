#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "data_table.hpp"

/// Writers of a set of tables. Each writes into an existing folder or file name and throws InputError where that fails.
namespace setu {

/// What stands on a workbook's first sheet: "Database", "data/indo-pacific-2022".
using Facts = std::vector<std::pair<std::string, std::string>>;

/// ID.csv for each table, units in the headings, numbers with all digits; tables.csv lists them.
void write_tables_csv(const TableSet& set, const std::filesystem::path& folder);
/// ID.tex for each table (booktabs), rounded as the text tables; tables.tex with all of them, preview.tex to typeset that.
void write_tables_latex(const TableSet& set, const std::filesystem::path& folder);
/// A workbook: a sheet of facts and one for each table; all digits (16), shown with the text tables' number of digits.
void write_tables_xlsx(const TableSet& set, const Facts& facts, const std::filesystem::path& file);

/// Names of the tables' files without ending: lower-case letters, digits and hyphens, no two alike.
std::vector<std::string> file_names(const TableSet& set);
/// Names of the tables' sheets by Excel's rules: at most 31 characters, none of []:*?/\, no two alike in any case.
std::vector<std::string> sheet_names(const TableSet& set, const std::string& first);

/// `text` for LaTeX: nothing in it is a command, and dashes, quotes and arrows look as they should.
std::string latex_escaped(std::string_view text);
/// "IND→JPN before (US$ million FOB)": a heading that is understood alone.
std::string full_heading(const DataTable& table, const TableColumn& column);

}  // namespace setu
