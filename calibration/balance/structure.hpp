#pragma once
#include <Eigen/Core>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "setu/calibration/balance/balance_table.hpp"

namespace setu::balancing {

/// The matrix A of a balancing problem, in the form in which its Newton systems are cheapest.
class Structure {
 public:
  Structure() = default;
  virtual ~Structure() = default;
  Structure(const Structure&) = delete;
  Structure& operator=(const Structure&) = delete;

  /// s = Aᵀλ.
  virtual void spread(const Eigen::VectorXd& lambda, std::vector<double>& s) const = 0;
  /// sum = A x, gross = |A| |x|.
  virtual void gather(const std::vector<double>& x, Eigen::VectorXd& sum, Eigen::VectorXd& gross) const = 0;
  /// (A diag(d) Aᵀ + diag(soft)) step = rhs, with a ridge on totals that follow from others.
  virtual Eigen::VectorXd solve(const std::vector<double>& d, const Eigen::VectorXd& soft, const Eigen::VectorXd& rhs) = 0;
  /// Visits every nonzero of A.
  virtual void each_term(const std::function<void(std::size_t total, std::size_t cell, double a)>& visit) const = 0;
};

/// How carefully the minimiser goes, which decides the last bits of what it finds but not more.
struct Caution {
  /// Part of a prior below which the curvature of a cell is not followed down, while the point is far off: bounds need it.
  double flattest = 1e-3;
  /// Residual below which a step may be taken because the residual falls although the dual seems not to.
  double unresolved = 1e-5;
  /// Steps without halving the worst residual after which the totals are taken to contradict each other.
  int patience = 60;
};
/// For problems without bounds, where nothing stands in Newton's way: full curvature, and every step that lowers the residual.
inline constexpr Caution unbounded{0, std::numeric_limits<double>::infinity(), std::numeric_limits<int>::max()};

/// A separable convex problem: cells as arrays, totals with values and softness (E3).
struct ConvexProblem {
  Distance distance = Distance::CrossEntropy;
  std::vector<double> prior, weight, lower, upper;  ///< `weight` may be empty (all 1)
  Eigen::VectorXd value, soft;                      ///< soft = error² / max(|value|, error); 0: exact
  std::function<std::string(std::size_t)> name;     ///< of a total
  Caution caution;

  [[nodiscard]] double w(std::size_t j) const { return weight.empty() ? 1.0 : weight[j]; }
};

/// Where the solver ended. `certain`: a single total cannot be met by any cells within their bounds.
struct ConvexResult {
  std::vector<double> x;
  Eigen::VectorXd residual;   ///< relative, one per total
  Eigen::VectorXd direction;  ///< if not converged: the multipliers' last step
  double worst = 0;
  int iterations = 0;
  bool converged = false;
  std::vector<std::size_t> unreachable;
};

/// Checks numbers, intersects the bounds with the signs that cross-entropy keeps, and empties what must be empty.
/// Throws InputError naming the cell by `cell_name`.
void prepare(ConvexProblem& problem, const std::function<std::string(std::size_t)>& cell_name);

/// Minimises the distance; fixes cells that totals force to a bound first.
ConvexResult minimise(ConvexProblem& problem, Structure& structure, const BalanceOptions& options);

/// Σ of the distances of cells.
double distance(const ConvexProblem& problem, const std::vector<double>& x);

ConvexProblem cells_of(const ConstrainedProblem& problem);

}  // namespace setu::balancing
