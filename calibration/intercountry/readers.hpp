#pragma once
#include <string>
#include <vector>

#include "table_builder.hpp"

namespace setu::detail {

using Cells = std::vector<std::string>;

/// The kinds of layout, by their titles.
enum class Layout { Unknown, Matrix, Grid, Flat, Wide };

/// The layout that rows `rows`, the last one just read, show; Unknown while more rows are needed.
Layout layout_of(const std::vector<Cells>& rows);

/// Each is called with the title rows read (the last one is the table's current row) and reads the rest.
InterCountryTable read_matrix(TableReader& table, const std::vector<Cells>& titles, double scale);
InterCountryTable read_grid(TableReader& table, const std::vector<Cells>& titles, double scale);
InterCountryTable read_flat(TableReader& table, const std::vector<Cells>& titles, double scale);

InterCountryTable read_wide(TableReader& table, const std::vector<Cells>& titles, double scale);
/// EXIOBASE 3 and Eora26: a folder of matrices and labels.
InterCountryTable read_folder(const std::filesystem::path& folder, const TableOptions& options, double scale);

/// True if the row numbers columns c1, c2, … or F1, F2, …
bool numbers_columns(const Cells& row);
/// Which of the titles does.
std::size_t grid_numbers(const std::vector<Cells>& titles);
/// Where the columns of a long table are, by their usual titles; nothing if it has not all that it needs.
struct FlatTitles {
  std::size_t row_area, row_item, column_area, column_item, value, period;
};
std::optional<FlatTitles> flat_titles(const Cells& row);
/// "AUS12" or "vAUS12": economy and number, of the wide tables of WIOD in R and Stata.
std::optional<std::pair<std::string, std::size_t>> wide_title(std::string_view title);

}  // namespace setu::detail
