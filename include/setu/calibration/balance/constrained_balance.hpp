#pragma once
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "setu/calibration/balance/balance.hpp"

namespace setu {

/// What "nearest to the prior" means (docs/balancing.md, E1 and E2).
enum class Distance {
  CrossEntropy,  ///< Σ w (|x| log(x / x⁰) − |x| + |x⁰|): a cell keeps its sign
  LeastSquares   ///< Σ w (x − x⁰)² / (2 |x⁰|): a cell may change its sign unless a bound forbids it
};

/// Cells with priors and bounds, and totals that weighted sums of the cells must meet.
///
/// A cell with equal bounds is fixed at them, whatever its prior. Any other cell with a prior of zero stays zero.
struct ConstrainedProblem {
  struct Cell {
    double prior = 0;   ///< in the unit of the totals, for instance US$ million
    double weight = 1;  ///< > 0: how costly its change is relative to other cells
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
  };
  /// Σ coefficient × cell = value: exactly where `error` is 0; otherwise value is an observation with that standard
  /// error, and missing it by d costs d² max(|value|, error) / (2 error²) (E3).
  struct Total {
    std::string name;
    double value = 0, error = 0;
  };
  struct Term {
    std::size_t total, cell;
    double coefficient = 1;
  };
  Distance distance = Distance::CrossEntropy;
  std::vector<Cell> cells;
  std::vector<Total> totals;
  std::vector<Term> terms;
};

/// The cells nearest to the priors that meet bounds and totals: convex, solved in the dual by a damped semismooth
/// Newton method (E4–E6) with a sparse factorisation. Bounds and fixed cells hold to the last bit.
///
/// Throws InputError for numbers that make no sense, and, if no table exists, for a set of totals that contradict each
/// other (E9): each of them can be dropped to remove that contradiction.
BalanceResult balance(const ConstrainedProblem& problem, const BalanceOptions& options = {});

/// Numbers (positions in problem.totals) of an irreducible set of exact totals that no cells within the bounds can
/// meet together; empty if there is none. Meant for problems below some 10,000 cells (deletion filter of Chinneck and
/// Dravnieks 1991; each trial is one solve).
std::vector<std::size_t> conflicting_totals(const ConstrainedProblem& problem);

/// "These 3 totals contradict each other: 'row Food' (120), …": the sentence of an InputError.
std::string conflict_sentence(const ConstrainedProblem& problem, const std::vector<std::size_t>& totals);

}  // namespace setu
