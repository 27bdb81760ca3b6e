#pragma once
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace setu {

/// How the run ended; says nothing about the point. Values are fixed: they may be written into files and never change
/// (docs/statuses.md, which a test compares with `run_statuses`).
enum class RunStatus {
  NotRun = 0,            ///< nothing has been tried
  Converged = 1,         ///< the method met its tolerance
  IterationLimit = 2,    ///< it was still on its way after the most iterations it may take
  LineSearchFailed = 3,  ///< no step in the direction found reduces the residual
  SingularJacobian = 4,  ///< the linearised system has no solution at a point on the way
  EvaluationFailed = 5,  ///< the equations have no value at a point on the way
  SolverError = 6,       ///< a library reports an error of its own
  Cancelled = 7,         ///< somebody asked for the end: Ctrl-C, or a newer request
  TimeLimit = 8,         ///< the time that it was given is over
};

/// What kind of point it is, judged by our own evaluation of the full system at the returned x. Values are fixed.
enum class PointStatus {
  Unknown = 0,       ///< not judged
  Certified = 1,     ///< the run converged and every equation holds to the certified limit
  Approximate = 2,   ///< every equation holds to the loose limit only, or the run did not converge
  NotASolution = 3,  ///< some equation does not hold, or not all of the shock is carried
};

const char* to_string(RunStatus);
const char* to_string(PointStatus);

/// One status: what docs/statuses.md says of it.
struct StatusLine {
  int value;
  std::string_view name, words, meaning;
};
/// All of them, by value.
std::span<const StatusLine> run_statuses();
std::span<const StatusLine> point_statuses();

/// Asked at every step of a solve: nothing, or how the run must end (Cancelled or TimeLimit). Once it has answered it keeps
/// to its answer. It may be called from several threads at a time.
using StopCheck = std::function<std::optional<RunStatus>()>;

/// What `stop` answers; nothing where there is none.
std::optional<RunStatus> asked(const StopCheck& stop);
/// Whether a run was ended from outside, so that no other method should be tried.
bool is_stop(RunStatus status);
/// TimeLimit `seconds` from now, and before that what `also` answers.
StopCheck time_limit(double seconds, StopCheck also = {});

struct Progress {
  int iteration = 0;
  double residual = 0;
  double path = 0;  ///< share of the shock applied
  std::string_view phase;
};

}  // namespace setu
