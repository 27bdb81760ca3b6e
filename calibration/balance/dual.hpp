#pragma once
#include <Eigen/SparseCore>
#include <string>
#include <vector>

#include "setu/calibration/balance/balance.hpp"

namespace setu::balancing {

using Matrix = Eigen::SparseMatrix<double, Eigen::ColMajor, long>;
using Vector = Eigen::VectorXd;

/// A problem with the removed cells left out and each soft total turned into a cell of its own: only exact totals
/// remain. Column j of `a` is cell j; `origin[j]` is its number in the problem, or −1 − k for the slack of total k.
struct ExactProblem {
  Matrix a;
  Vector prior, weight, b;
  std::vector<long> origin;
  std::vector<std::string> names;
};

/// Removes cells that must be zero (prior zero, or in a total of zero all of whose terms have one sign), then adds the
/// slacks. Throws InputError for totals that no cell can reach.
ExactProblem reduce(const BalanceProblem& problem);

/// Relative residual of each total: (Σ a x − b) / max(|b|, Σ |a x|); zero for empty totals of zero.
Vector relative_residual(const ExactProblem& p, const Vector& x);

/// Throws InputError naming the totals that make the problem infeasible, read off the last Newton direction
/// `step` of the multipliers.
[[noreturn]] void report_conflict(const ExactProblem& p, const Vector& x, const Vector& step);

}  // namespace setu::balancing
