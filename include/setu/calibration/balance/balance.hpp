#pragma once
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace setu {

/// The stiffness of a total that must be met exactly.
inline constexpr double exact = std::numeric_limits<double>::infinity();

/// Cells with prior values, and totals that weighted sums of the cells must meet.
///
/// A prior of zero stays zero, and a cell never changes sign. A total is `exact`, or has a stiffness s: it may then
/// move away from its value like a cell whose prior is that value and whose weight is s (s = 1: as freely as one cell
/// of that size, s = 100: a hundred times less).
class BalanceProblem {
 public:
  /// Adds a cell (in the unit of the totals, for instance US$ million). `weight` > 0 says how costly its change is
  /// relative to other cells. Returns its number. Throws InputError if the prior is not finite.
  std::size_t add_cell(double prior, double weight = 1.0);
  /// Adds a total called `name` in messages. Returns its number. Throws InputError for a value or stiffness that makes
  /// no sense (a soft total needs a positive value).
  std::size_t add_total(std::string name, double value, double stiffness = exact);
  /// Lets `cell` enter `total` with `coefficient`.
  void add_term(std::size_t total, std::size_t cell, double coefficient = 1.0);
  /// Replaces a cell's prior; zero removes the cell.
  void set_prior(std::size_t cell, double prior) { cells_.at(cell).prior = prior; }

  struct Cell {
    double prior = 0, weight = 1;
  };
  struct Total {
    std::string name;
    double value = 0, stiffness = exact;
  };
  struct Term {
    std::size_t total, cell;
    double coefficient;
  };
  [[nodiscard]] const std::vector<Cell>& cells() const { return cells_; }
  [[nodiscard]] const std::vector<Total>& totals() const { return totals_; }
  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }

 private:
  std::vector<Cell> cells_;
  std::vector<Total> totals_;
  std::vector<Term> terms_;
};

/// When to stop, and when to give up.
struct BalanceOptions {
  /// Largest |Σ a x − b| of an exact total, relative to the larger of |b| and Σ |a x|. Range (0, 1e-3].
  double tolerance = 1e-12;
  /// Newton steps before the totals are declared contradictory. Range [1, 10000].
  int max_iterations = 300;
  /// A residual that is accepted where rounding stops the steps before `tolerance` (constrained_balance.hpp and
  /// balance_table.hpp only). Range [0, 1e-3].
  double good_enough = 0;
  /// Takes every step that lowers the residual, not only those that lower the dual, whose fall rounding hides in large
  /// problems. For constrained problems without bounds.
  bool by_residual = false;
};

/// Balanced cells and how far they are from the priors.
struct BalanceResult {
  std::vector<double> cells;    ///< one per cell, the sign of its prior, zero where the prior is zero
  std::vector<double> reached;  ///< one per total: Σ a x
  double max_residual = 0;      ///< over exact totals, in the measure of BalanceOptions::tolerance
  double distance = 0;          ///< Σ w (x log(x/x⁰) − x + x⁰), of cells and of soft totals
  int iterations = 0;
};

/// The cells nearest to the priors in cross-entropy that meet the totals (docs/data.md, equations B1–B4): a convex
/// problem, solved in its dual by a damped Newton method with a sparse factorisation. With row and column totals
/// only, the result is that of RAS; with negative priors, that of GRAS.
///
/// The same problem gives the same bits. Throws InputError when the totals contradict each other or the zeros, naming
/// the totals that stand in the conflict.
BalanceResult balance(const BalanceProblem& problem, const BalanceOptions& options = {});

}  // namespace setu
