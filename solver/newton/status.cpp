#include "setu/solver/status.hpp"

#include <array>
#include <chrono>

namespace setu {

namespace {

template <class Status>
constexpr StatusLine line(Status status, std::string_view name, std::string_view words, std::string_view meaning) {
  return {static_cast<int>(status), name, words, meaning};
}

constexpr std::array kRunStatuses = {
    line(RunStatus::NotRun, "NotRun", "not run", "Nothing has been tried."),
    line(RunStatus::Converged, "Converged", "converged", "The method met its tolerance."),
    line(RunStatus::IterationLimit, "IterationLimit", "iteration limit reached",
         "It was still on its way after the most iterations that it may take."),
    line(RunStatus::LineSearchFailed, "LineSearchFailed", "line search failed", "No step in the direction found reduces the residual."),
    line(RunStatus::SingularJacobian, "SingularJacobian", "singular Jacobian",
         "The linearised system has no solution at a point on the way."),
    line(RunStatus::EvaluationFailed, "EvaluationFailed", "evaluation failed", "The equations have no value at a point on the way."),
    line(RunStatus::SolverError, "SolverError", "solver error", "A library reports an error of its own."),
    line(RunStatus::Cancelled, "Cancelled", "cancelled", "Somebody asked for the end: Ctrl-C, or a newer request of the workbench."),
    line(RunStatus::TimeLimit, "TimeLimit", "time limit reached", "The time that it was given (--time-limit) is over."),
};

constexpr std::array kPointStatuses = {
    line(PointStatus::Unknown, "Unknown", "unknown", "Not judged."),
    line(PointStatus::Certified, "Certified", "certified", "The run converged and every equation holds to 1e-9."),
    line(PointStatus::Approximate, "Approximate", "approximate",
         "Every equation holds to 1e-6, but not to 1e-9, or the run did not converge."),
    line(PointStatus::NotASolution, "NotASolution", "not a solution", "Some equation does not hold, or not all of the shock is carried."),
};

template <class Lines, class Status>
const char* words_of(const Lines& lines, Status status, const char* unknown) {
  const auto value = static_cast<std::size_t>(status);
  return value < lines.size() ? lines[value].words.data() : unknown;
}

}  // namespace

const char* to_string(RunStatus status) { return words_of(kRunStatuses, status, "unknown run status"); }
const char* to_string(PointStatus status) { return words_of(kPointStatuses, status, "unknown point status"); }

std::span<const StatusLine> run_statuses() { return kRunStatuses; }
std::span<const StatusLine> point_statuses() { return kPointStatuses; }

std::optional<RunStatus> asked(const StopCheck& stop) { return stop ? stop() : std::nullopt; }

bool is_stop(RunStatus status) { return status == RunStatus::Cancelled || status == RunStatus::TimeLimit; }

StopCheck time_limit(double seconds, StopCheck also) {
  using Clock = std::chrono::steady_clock;
  return [begin = Clock::now(), seconds, also = std::move(also)]() -> std::optional<RunStatus> {
    if (const auto status = asked(also)) return status;
    if (std::chrono::duration<double>(Clock::now() - begin).count() >= seconds) return RunStatus::TimeLimit;
    return std::nullopt;
  };
}

}  // namespace setu
