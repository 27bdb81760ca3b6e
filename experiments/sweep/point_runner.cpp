#include <chrono>

#include "point_scenario.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/points.hpp"

namespace setu {

struct PointRunner::State {
  SweepFile file;
  RunOptions options;
  ResultColumns columns;
  std::string hash;
};

PointRunner::PointRunner(SweepFile file, RunOptions options) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.file = std::move(file);
  s.options = std::move(options);
  if (s.options.database.empty()) s.options.database = s.file.database;
  std::vector<double> middle;
  for (const auto& axis : s.file.axes) middle.push_back(axis.middle());
  const Experiment e = prepare(point_scenario(s.file, middle), s.options);
  s.columns = result_columns(s.file.keep, e.aliases, e.model.system);
  s.hash = e.database_hash;
}

PointRunner::~PointRunner() = default;
PointRunner::PointRunner(PointRunner&&) noexcept = default;
PointRunner& PointRunner::operator=(PointRunner&&) noexcept = default;

const std::vector<std::string>& PointRunner::result_names() const { return state_->columns.names; }
const std::string& PointRunner::database_hash() const { return state_->hash; }

PointOutcome PointRunner::run(std::span<const double> values) {
  const auto begin = std::chrono::steady_clock::now();
  PointOutcome outcome;
  try {
    const Experiment e = prepare(point_scenario(state_->file, values), state_->options);
    const RunResult r = solve_model(e, state_->options);
    outcome.failure = r.failure;
    outcome.residual = r.solution.certificate.max_scaled_residual;
    outcome.iterations = r.solution.certificate.iterations;
    if (r.certified())
      outcome.results = result_values(result_columns(state_->file.keep, e.aliases, e.model.system), e.model.system, r.solution.x);
  } catch (const InputError& error) {
    outcome.failure = with_period(error.what());
  }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

PointTable run_points(const SweepFile& file, const DesignMatrix& points, const RunOptions& run, const PointsOptions&) {
  PointRunner runner(file, run);
  PointTable table{runner.result_names(), {}};
  for (const auto& point : points) table.outcomes.push_back(runner.run(point));
  return table;
}

}  // namespace setu
