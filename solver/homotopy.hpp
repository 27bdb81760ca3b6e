#pragma once
#include "newton.hpp"

namespace setu {

struct HomotopyResult {
  RunStatus status = RunStatus::NotRun;
  double reached = 0;  ///< largest t with a converged point
  int steps = 0;
  int iterations = 0;
  double residual = 0;
};

/// Follows the solution from t = 0, where x must be near a solution, to t = 1 in adaptive steps: tangent predictor, Newton corrector
/// (docs/algorithms.md §5; Allgower and Georg 1990). x ends at the last converged point.
HomotopyResult follow_path(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options);

}  // namespace setu
