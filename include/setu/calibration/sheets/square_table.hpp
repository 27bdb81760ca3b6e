#pragma once
#include <optional>
#include <string>
#include <vector>

#include "setu/base/tables/table_grid.hpp"

namespace setu {

/// A table whose rows and columns name the same accounts, found wherever it stands on its sheet.
struct SquareTable {
  std::string name;                       ///< of the file
  std::vector<std::string> labels;        ///< as the rows write them
  std::vector<std::string> descriptions;  ///< what stands beside each label, or nothing
  std::vector<double> values;             ///< n × n, row by row: row i receives from column j
  std::vector<std::size_t> lines;         ///< of the rows
  std::vector<std::string> notes;         ///< what was found and what was left out, a sentence each
  std::string short_rows;                 ///< "row 3 has 10 of 11 fields", where rows of a text are short; not an error by itself

  [[nodiscard]] std::size_t size() const { return labels.size(); }
};

struct SquareOptions {
  std::optional<bool> decimal_comma;
  double tolerance = 1e-4;    ///< of an account: how well totals fit, and which way of reading numbers balances
  bool must_balance = false;  ///< numbers that can be read in two ways may be decided by which way the accounts balance
};

/// Where the labels of a square table stand.
struct SquareCorner {
  std::size_t row = 0, column = 0;
  std::size_t matched = 0, in_row = 0, in_column = 0;  ///< labels found in both; in the row, in the column
  std::size_t letters = 0;                             ///< of the labels found in both
  bool fold_case = false, numbers = false;             ///< labels match without regard to case; labels are numbers
};

/// The row and column of labels that match each other best; nothing where no row matches a column in at least half of its labels.
std::optional<SquareCorner> find_square(const TableGrid& grid);

/// "no row of labels matches a column of labels: row 1 holds 'year', 'value'; column 1 holds 'a', 'b', …".
std::string why_not_square(const TableGrid& grid);

/// Reads the table. Totals, under any usual name, are checked and left out; check columns, notes, numbering and subtotals are left out.
/// Throws InputError with file and cell for labels that are missing or stand twice, text in a number, numbers that may be read in two ways,
/// totals that do not fit.
SquareTable read_square(const TableGrid& grid, const SquareOptions& options = {});

}  // namespace setu
