#include "warm_models.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/study/decompose_run.hpp"
#include "experiments/study/warm_study.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace {

constexpr std::size_t kModels = 4, kSessions = 6;  // kept at most: each holds factors of its Jacobian

/// The path of the shock, with every variable that the plan names, also those that it leaves where they are.
Problem moving_problem(const Experiment& e, const std::vector<Index>& moving) {
  Problem problem{&e.model.system, e.closure, {}, e.model.system.benchmark()};
  problem.path.variable = moving;
  for (const Index v : moving) {
    problem.path.level.push_back(e.model.system.unit(v) == Unit::Level ? 1 : 0);
    problem.path.from.push_back(problem.start[v]);
  }
  problem.path.to = target_values(moving, e.plan);
  return problem;
}

}  // namespace

const Database& WarmModels::database(const std::filesystem::path& folder) {
  auto it = databases_.find(folder.string());
  if (it == databases_.end()) it = databases_.emplace(folder.string(), read_database(folder)).first;
  return it->second;
}

WarmModels::Warm& WarmModels::warm(const Scenario& scenario, const std::string& name) {
  const std::string& named = name.empty() ? scenario.database : name;
  if (named.empty()) throw InputError("the scenario names no database; choose one.");
  const auto folder = find_database(named);
  const Sets& sets = database(folder).sets();
  const Aliases aliases = scenario_aliases(scenario, folder, sets);
  const ModelOptions options = model_options(scenario, aliases, sets);
  const std::string key = folder.string() + "\n" + model_key(scenario, options.fund);
  auto it = models_.find(key);
  if (it == models_.end()) {
    RunOptions run;
    run.database = named;
    auto fresh = std::make_unique<Warm>(Warm{prepare(scenario, run), {}});
    if (models_.size() >= kModels) models_.clear();
    return *models_.emplace(key, std::move(fresh)).first->second;
  }
  Experiment& e = it->second->experiment;
  ShockPlan plan = plan_shocks(scenario, aliases, e.base, e.model);
  Closure closure = make_closure(e.model, plan.swaps);
  check_exogenous(plan, e.model.system, closure);
  e.report = report_regions(scenario, folder, aliases, sets);
  e.scenario = scenario;
  e.aliases = aliases;
  e.fund = options.fund;
  e.plan = std::move(plan);
  e.closure = std::move(closure);
  return *it->second;
}

SolverSession& WarmModels::session(Warm& w) {
  const auto moving = moving_variables(w.experiment.plan);
  std::string key = fmt::format("{}", fmt::join(moving, " "));
  for (const auto& swap : w.experiment.plan.swaps) key += "\n" + swap.exogenous + "<>" + swap.endogenous;
  if (const auto it = w.sessions.find(key); it != w.sessions.end()) return *it->second;
  if (w.sessions.size() >= kSessions) w.sessions.clear();
  SolveOptions options;
  options.progress = [this](const Progress&) {
    if (check_) check_();
  };
  auto fresh = std::make_unique<SolverSession>(moving_problem(w.experiment, moving), std::move(options));
  return *w.sessions.emplace(key, std::move(fresh)).first->second;
}

WarmModels::Answer WarmModels::solve(const Scenario& scenario, const std::string& name, const std::function<void()>& check,
                                     bool decompose) {
  check_ = check;
  check_();
  Warm& w = warm(scenario, name);
  check_();
  Answer answer{&w.experiment, {}};
  RunResult& r = answer.result;
  SolverSession& s = session(w);
  r.solution = s.solve(target_values(s.moving(), w.experiment.plan));
  check_();
  r.walras_residual = walras_residual(w.experiment.model.system, r.solution.x);
  r.solution.certificate.walras_residual = r.walras_residual;
  r.failure = broken_promises(r.solution.certificate, w.experiment.model);
  if (r.certified() && decompose) add_decomposition(w.experiment, r, std::nullopt, [&](const Progress&) { check_(); });
  if (r.certified()) r.updated = updated_database(w.experiment.model, w.experiment.base, r.solution.x);
  return answer;
}

}  // namespace setu
