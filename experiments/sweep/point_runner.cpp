#include <algorithm>
#include <chrono>
#include <cmath>

#include "experiments/study/warm_study.hpp"
#include "point_scenario.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/sweep/points.hpp"
#include "setu/experiments/study/shocks.hpp"

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
  State(SweepFile f, RunOptions o) : file(std::move(f)), options(std::move(o)) {
    if (options.database.empty()) options.database = file.database;
    const Scenario scenario = point_scenario(file, reference_point(file));
    {
      const Experiment e = prepare(scenario, options);  // says what is wrong, and where
      source = {e.database_folder.string(), e.database_hash, scenario_hash(scenario, e.database_folder), e.report.pair};
      aliases = e.aliases;
      base = read_database(e.database_folder);
    }
    reference = &model_for(scenario);
    middle = plan_shocks(scenario, aliases, reference->database(), reference->model());
    reference->session(middle, middle).reference();
  }

  /// The model of a point: the reference's where the point asks for the same equations, else the one built last, else a
  /// new one. Everything that a change of parameters costs is here.
  PointModel& model_for(const Scenario& scenario) {
    const ModelOptions wanted = model_options(scenario, aliases, base.sets());
    std::string key = model_key(scenario, wanted.fund);
    if (reference && key == reference_key) return *reference;
    if (latest && key == latest_key) return *latest;
    auto model = std::make_unique<PointModel>(scenario, aliases, base, wanted, file.keep);
    (reference ? latest_key : reference_key) = std::move(key);
    if (!reference) return *(first = std::move(model));
    if (!latest || !latest->take_numbers(*model)) latest = std::move(model);
    return *latest;
  }

  Solution solve(PointModel& model, const ShockPlan& plan) {
    SolverSession& session = model.session(plan, middle);
    const std::vector<double> to = target_values(session.moving(), plan);
    if (&model == reference) return session.solve(to);
    // Another model: where it has the same variables, it begins where the reference model would end.
    if (model.model().system.terms.variables != reference->model().system.terms.variables) return session.solve(to);
    SolverSession& sibling = reference->session(plan, middle);
    session.follow(sibling);
    return session.solve_from(sibling.predict(to), to);
  }

  SweepFile file;
  RunOptions options;
  PointSource source;
  Aliases aliases;
  Database base;  ///< before any parameter is changed
  std::unique_ptr<PointModel> first, latest;
  std::string reference_key, latest_key;
  PointModel* reference = nullptr;  ///< the model of the reference point
  ShockPlan middle;                 ///< of the reference point
};

PointRunner::PointRunner(SweepFile file, RunOptions options) : state_(std::make_unique<State>(std::move(file), std::move(options))) {}
PointRunner::~PointRunner() = default;
PointRunner::PointRunner(PointRunner&&) noexcept = default;
PointRunner& PointRunner::operator=(PointRunner&&) noexcept = default;

const std::vector<std::string>& PointRunner::result_names() const { return state_->reference->columns().names; }
const PointSource& PointRunner::source() const { return state_->source; }

PointOutcome PointRunner::run(std::span<const double> values) {
  const auto begin = std::chrono::steady_clock::now();
  PointOutcome outcome;
  try {
    const Scenario scenario = point_scenario(state_->file, values);
    PointModel& model = state_->model_for(scenario);
    if (model.columns().names != result_names())
      throw InputError("This point's equations have other results than the reference point's: some flow is zero in one of them.");
    const ShockPlan plan = plan_shocks(scenario, state_->aliases, model.database(), model.model());
    Solution solution = state_->solve(model, plan);
    solution.certificate.walras_residual = walras_residual(model.model().system, solution.x);
    outcome.failure = broken_promises(solution.certificate, model.model());
    outcome.residual = solution.certificate.max_scaled_residual;
    outcome.iterations = solution.certificate.iterations;
    if (outcome.certified()) outcome.results = result_values(model.columns(), model.model().system, solution.x);
    if (!std::all_of(outcome.results.begin(), outcome.results.end(), [](double v) { return std::isfinite(v); })) {
      outcome.results.clear();
      outcome.failure = "A result is not a finite number.";
    }
  } catch (const InputError& error) { outcome.failure = with_period(error.what()); }
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return outcome;
}

}  // namespace setu
