#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/optimum/controlled_system.hpp"

namespace setu {

/// maximise outcome 0 of a controlled system over its controls within bounds, subject to bounds on outcomes 1, 2, …
/// (docs/policy.md, eq. P4). Bounds beyond ±kNoBound are none; lower < upper.
struct OptimumProblem {
  std::vector<double> lower, upper;                  ///< per control, finite
  std::vector<double> outcome_lower, outcome_upper;  ///< per constraint: outcome j + 1
};
inline constexpr double kNoBound = 1e19;

/// Which unknowns the optimiser sees (docs/policy.md §2).
///   Reduced  the controls alone: each point solves the system; gradients by the adjoint, Hessian by tangents
///   Full     the controls and the unknowns of the reduced system, whose equations are constraints, with sparse exact
///            derivatives
enum class OptimumMethod { Reduced, Full };

struct OptimumOptions {
  OptimumMethod method = OptimumMethod::Reduced;
  double tolerance = 1e-8;  ///< of the KKT conditions, relative (eq. P5)
  int max_iterations = 200;
  /// After every iteration: its number and the largest violation of a constraint, scaled. What it throws ends the search.
  std::function<void(int, double)> progress;
};

/// What is true of a point, found out from the reduced derivatives there, whatever found the point (eqs. P5–P6).
struct Kkt {
  /// Largest component of the Lagrangian's gradient with the best multipliers that have the signs of a maximum and belong
  /// to bounds that bind; controls are measured by their range, and the objective by its largest
  /// derivative here, where the search began, or by how much its derivatives change over the ranges.
  double stationarity = 0;
  double violation = 0;        ///< of a constraint, relative to its gradient, controls measured by their range
  double curvature = 0;        ///< largest eigenvalue of the Lagrangian's Hessian where the binding constraints stay: ≤ 0 at a maximum
  double curvature_scale = 0;  ///< largest absolute eigenvalue of the Hessian
  int free_directions = 0;     ///< in which the binding constraints allow moves
  [[nodiscard]] double residual() const;
  [[nodiscard]] bool second_order() const { return free_directions == 0 || curvature <= 1e-6 * curvature_scale; }
};

struct Optimum {
  RunStatus status = RunStatus::NotRun;
  std::string message;      ///< of the optimiser
  bool infeasible = false;  ///< it ended where the constraints are missed least, locally
  std::vector<double> controls;
  std::vector<double> outcomes;
  Solution solution;           ///< of the system at these controls
  std::vector<double> shadow;  ///< per constraint: d objective / d its binding bound; 0 where none binds
  std::vector<double> bound;   ///< per control: d objective / d the control as far as the bound holds it back; 0 inside
  Kkt kkt;
  int iterations = 0, solves = 0;
  double seconds = 0;
  [[nodiscard]] bool certified(double tolerance = 1e-6) const;
};

/// From `start` (moved into the bounds), until the system's `stop` ends it. Never throws for numerical failure: read `status`, `message`
/// and `kkt`.
Optimum find_optimum(ControlledSystem& system, const OptimumProblem& problem, std::span<const double> start,
                     const OptimumOptions& options = {});

/// The optimum of a problem that differs a little from the one that `previous` solves: Newton's method from its point and the
/// bounds that held there; where that does not lead to a certified point, `find_optimum` from there.
Optimum follow_optimum(ControlledSystem& system, const OptimumProblem& problem, const Optimum& previous,
                       const OptimumOptions& options = {});

/// By how much the constraints are missed at the least, in sum, each relative to its gradient: the point, and per constraint
/// what is missing (0: met).
struct Shortfall {
  bool found = false;
  std::vector<double> controls, outcomes, missing;
};
Shortfall least_shortfall(ControlledSystem& system, const OptimumProblem& problem, std::span<const double> start,
                          const OptimumOptions& options = {});

}  // namespace setu
