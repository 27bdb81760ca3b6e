#pragma once
#include <string>
#include <vector>

#include "setu/calibration/balance/constrained_balance.hpp"

namespace setu {

/// How a table is balanced.
enum class BalanceMethod {
  Ras,           ///< rows and columns scaled in turn; no negative cells, margins only
  Gras,          ///< the same for tables with negative cells
  LeastSquares,  ///< Distance::LeastSquares, with every kind of condition
  CrossEntropy   ///< Distance::CrossEntropy, with every kind of condition
};
/// "ras", "gras", "ls", "ce". Throws InputError naming them.
BalanceMethod balance_method(const std::string& name);

/// A weighted sum of cells that must meet a value.
struct SideCondition {
  std::string name;
  std::vector<std::size_t> cells;    ///< positions in TableProblem::prior
  std::vector<double> coefficients;  ///< one per cell
  double value = 0;
  double error = 0;  ///< standard error, 0: exact (ConstrainedProblem::Total)
};

/// A table of rows × columns and what is asked of it. Everything is in one unit of value.
struct TableProblem {
  std::vector<std::string> rows, columns;
  std::vector<double> prior;                      ///< rows × columns, row by row
  std::vector<double> row_totals, column_totals;  ///< one per row and column; NaN: free. Empty: all free
  /// A social accounting matrix: the sum of row i must equal that of column i. Totals that are given hold as well.
  bool accounts_balance = false;
  std::vector<double> weight, lower, upper;  ///< one per cell, or empty (1, −∞, +∞)
  std::vector<SideCondition> sides;
  std::vector<std::string> notes{};  ///< how the table was found on its sheet, a sentence each
};

/// The table nearest to the prior (docs/balancing.md, E1–E8). `cells` is in the order of `prior`; `reached` has the row
/// totals, the column totals, then the side conditions.
///
/// Up to some 4,000 rows and columns: memory is about 50 bytes per cell and 8 per pair of columns. Throws InputError for
/// shapes and numbers that make no sense, conditions that the method does not know, and contradictory totals.
BalanceResult balance(const TableProblem& problem, BalanceMethod method, const BalanceOptions& options = {});

/// The same table as a list of cells and totals, in the order of TableProblem: rows, columns, sides; free totals left out.
ConstrainedProblem as_constrained(const TableProblem& problem, Distance distance);

}  // namespace setu
