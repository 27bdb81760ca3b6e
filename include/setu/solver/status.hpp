#pragma once
#include <string_view>

namespace setu {

/// How the run ended; says nothing about the point.
enum class RunStatus { NotRun, Converged, IterationLimit, LineSearchFailed, SingularJacobian, EvaluationFailed, SolverError };

/// What kind of point it is, judged by our own evaluation of the full system at the returned x.
enum class PointStatus { Unknown, Certified, Approximate, NotASolution };

const char* to_string(RunStatus);
const char* to_string(PointStatus);

struct Progress {
  int iteration = 0;
  double residual = 0;
  double path = 0;  ///< share of the shock applied
  std::string_view phase;
};

}  // namespace setu
