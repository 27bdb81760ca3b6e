#pragma once
#include "newton.hpp"

namespace setu {

struct HomotopyResult {
  RunStatus status = RunStatus::NotRun;
  double reached = 0;  ///< the t nearest to the goal with a converged point
  int steps = 0;
  int iterations = 0;
  double residual = 0;
};

/// Moves x from a solution at the given variables it holds to the shock at t along the tangent (docs/algorithms.md, eq.
/// A8). Where no tangent can be had only the given variables move, and a tangent that leads out of the domain is
/// shortened.
void predict(ReducedProblem& problem, std::span<double> x, double t);

/// Follows the solution from t = `from`, where x must be near a solution, to t = `to` (smaller or larger) in adaptive
/// steps: tangent predictor, Newton corrector (docs/algorithms.md §5; Allgower and Georg 1990). x ends at the last
/// converged point.
HomotopyResult follow_path(ReducedProblem& problem, std::span<double> x, double from, double to, const NewtonOptions& options);

}  // namespace setu
