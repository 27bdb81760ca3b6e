#pragma once
#include <functional>
#include <span>

#include "reduced_problem.hpp"

namespace setu {

struct NewtonOptions {
  double tolerance = 1e-11;  ///< on max |F| of the reduced system
  double acceptable = 1e-9;  ///< a stalled line search below this has met rounding, not failure
  int max_iterations = 60;
  bool relax = false;     ///< where inequalities stop both forms, follow their relaxed solutions too
  double relaxation = 0;  ///< µ > 0: solve the relaxed inequalities instead and leave the problem in that form
  double path = 1;        ///< for progress reports only
  std::function<void(const Progress&)> progress;
  StopCheck stop;  ///< asked before every iteration
};

struct NewtonResult {
  RunStatus status = RunStatus::NotRun;
  int iterations = 0;
  double residual = 0;  ///< max |F| of the reduced system at the returned point
};

/// Newton's method with a backtracking line search on ‖F‖₂ (docs/algorithms.md §4). Improves the unknowns in x; the
/// given variables in x are kept. On failure x holds the best point that was accepted. With inequalities the method is a
/// semismooth one (docs/algorithms.md §12); variables that end on a bound equal it.
NewtonResult newton(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options);

}  // namespace setu
