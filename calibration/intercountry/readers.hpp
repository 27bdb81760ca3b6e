#pragma once
#include <string>
#include <vector>

#include "table_builder.hpp"

namespace setu::detail {

using Cells = std::vector<std::string>;

/// The kinds of layout, by their titles.
enum class Layout { Unknown, Matrix, Grid, Flat };

/// The layout that rows `rows`, the last one just read, show; Unknown while more rows are needed.
Layout layout_of(const std::vector<Cells>& rows);

/// Each is called with the title rows read (the last one is the table's current row) and reads the rest.
InterCountryTable read_matrix(TableReader& table, const std::vector<Cells>& titles, double scale);
InterCountryTable read_grid(TableReader& table, const std::vector<Cells>& titles, double scale);
InterCountryTable read_flat(TableReader& table, const std::vector<Cells>& titles, double scale);

/// True if the row numbers columns c1, c2, … or F1, F2, …
bool numbers_columns(const Cells& row);

}  // namespace setu::detail
