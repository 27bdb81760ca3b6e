#pragma once
#include <string>
#include <vector>

#include "setu/calibration/sheets/square_table.hpp"

/// Which rows and columns of a sheet are accounts. Private to calibration/sheets.
namespace setu::sheets {

enum class LineKind { Account, Total, Check, Empty, Unknown };

/// One row or column behind the labels.
struct Line {
  std::size_t at = 0;      ///< row or column of the grid
  std::string label, key;  ///< as written, and as compared
  LineKind kind = LineKind::Unknown;
  std::size_t account = 0;  ///< for accounts: its number in the rows' order
  bool numbers = false;     ///< some cell of it is a number that is not zero
  bool marked = false;      ///< some cell of it is a number or a mark
};

struct Axes {
  std::vector<Line> rows, columns;
  std::vector<std::string> labels, descriptions;
  std::vector<std::size_t> row_of, column_of;  ///< by account: where it stands in the grid
};

/// Sorts the rows and columns by what their labels say, labels that stand twice told apart by a second row and column of labels. Throws
/// InputError for accounts with a row or a column only, or with two.
Axes find_axes(const TableGrid& grid, const SquareCorner& corner);

/// Accounts that are sums of the accounts beside them, row by row and column by column: subtotals under any name.
std::vector<std::size_t> find_subtotals(const std::vector<double>& values, std::size_t n);

/// Takes them out of the table, with a note.
void leave_out_subtotals(SquareTable& table);

}  // namespace setu::sheets
