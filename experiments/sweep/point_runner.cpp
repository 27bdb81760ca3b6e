#include <algorithm>
#include <chrono>
#include <cmath>

#include "experiments/measure/columns.hpp"
#include "point_scenario.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/sweep/points.hpp"
#include "setu/experiments/study/warm_study.hpp"

namespace setu {

std::vector<double> reference_point(const SweepFile& file) {
  if (file.design.kind == DesignKind::List) {
    const DesignMatrix points = design_points(file);
    return points[(points.size() - 1) / 2];
  }
  std::vector<double> middle;
  for (const auto& axis : file.axes) middle.push_back(axis.middle());
  return middle;
}

struct PointRunner::State {
  /// A study and what is kept of its points.
  struct Kept {
    explicit Kept(Experiment experiment) : study(std::move(experiment)) {}
    WarmStudy study;
    ResultColumns columns;
    std::string key;  ///< study_key
  };

  State(SweepFile f, RunOptions o) : file(std::move(f)), options(std::move(o)) {
    if (options.database.empty()) options.database = file.database;
    options.decompose = false;
    const Scenario scenario = point_scenario(file, reference_point(file));
    database = study_database(scenario, options.database);
    Experiment e = prepare(scenario, database, options);  // says what is wrong, and where
    source = {e.database_folder.string(), e.database_hash, scenario_hash(scenario, e.database_folder), e.report.pair};
    aliases = e.aliases;
    const auto fund = e.fund;
    reference = keep(std::move(e), study_key(scenario, fund));
    middle = plan_shocks(scenario, aliases, reference->study.experiment().base, reference->study.experiment().model);
    reference->study.warm_up(middle);
  }

  [[nodiscard]] std::unique_ptr<Kept> keep(Experiment experiment, std::string key) const {
    auto kept = std::make_unique<Kept>(std::move(experiment));
    kept->key = std::move(key);
    kept->columns = result_columns(file.keep, aliases, kept->study.experiment().model.system);
    return kept;
  }

  /// The study of a point: the reference's where the point asks for the same equations, else the one built last, else a
  /// new one. Everything that a change of parameters costs is here.
  Kept& kept(const Scenario& scenario) {
    const ModelOptions wanted = model_options(scenario, aliases, database.data.sets());
    const std::string key = study_key(scenario, wanted.fund);
    if (key == reference->key) return *reference;
    if (latest && key == latest->key) return *latest;
    auto fresh = keep(build_study(scenario, database, aliases, options), key);
    if (latest && latest->columns.names == fresh->columns.names && latest->study.take_numbers(fresh->study)) latest->key = key;
    else latest = std::move(fresh);
    return *latest;
  }

  Solution solve(Kept& kept, const ShockPlan& plan) {
    const StopCheck stop = options.seconds_per_point ? time_limit(*options.seconds_per_point) : StopCheck{};
    if (&kept == reference.get()) return kept.study.solve(plan, middle, stop);
    return kept.study.solve_beside(reference->study, plan, middle, stop);
  }

  SweepFile file;
  RunOptions options;
  PointSource source;
  Aliases aliases;
  StudyDatabase database;
  std::unique_ptr<Kept> reference, latest;  ///< of the reference point; the last other one
  ShockPlan middle;                         ///< of the reference point
};

PointRunner::PointRunner(SweepFile file, RunOptions options) : state_(std::make_unique<State>(std::move(file), std::move(options))) {}
PointRunner::~PointRunner() = default;
PointRunner::PointRunner(PointRunner&&) noexcept = default;
PointRunner& PointRunner::operator=(PointRunner&&) noexcept = default;

const std::vector<std::string>& PointRunner::result_names() const { return state_->reference->columns.names; }
const PointSource& PointRunner::source() const { return state_->source; }

PointOutcome PointRunner::run(std::span<const double> values) {
  const auto begin = std::chrono::steady_clock::now();
  PointOutcome outcome;
  try {
    const Scenario scenario = point_scenario(state_->file, values);
    State::Kept& kept = state_->kept(scenario);
    if (kept.columns.names != result_names())
      throw InputError("This point's equations have other results than the reference point's: some flow is zero in one of them.");
    const Model& model = kept.study.experiment().model;
    const ShockPlan plan = plan_shocks(scenario, state_->aliases, kept.study.experiment().base, model);
    const Solution solution = state_->solve(kept, plan);
    outcome.failure = broken_promises(solution.certificate, model);
    outcome.residual = solution.certificate.max_scaled_residual;
    outcome.iterations = solution.certificate.iterations;
    if (outcome.certified()) outcome.results = result_values(kept.columns, model.system, solution.x);
    if (!std::all_of(outcome.results.begin(), outcome.results.end(), [](double v) { return std::isfinite(v); })) {
      outcome.results.clear();
      outcome.failure = "A result is not a finite number.";
    }
  } catch (const InputError& error) { outcome.failure = with_period(error.what()); }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

}  // namespace setu
