#include "setu/experiments/study/warm_study.hpp"

#include <algorithm>

#include "decompose_run.hpp"
#include "uniqueness.hpp"

namespace setu {

namespace {

/// The variables that a plan names, in rising order, also those that it leaves where they are.
std::vector<Index> moving_variables(const ShockPlan& plan) {
  std::vector<Index> moving;
  for (const auto& shock : plan.shocks) moving.push_back(shock.variable);
  std::sort(moving.begin(), moving.end());
  moving.erase(std::unique(moving.begin(), moving.end()), moving.end());
  return moving;
}

/// The values of `moving` after the shock.
std::vector<double> target_values(const std::vector<Index>& moving, const ShockPlan& plan) {
  std::vector<double> values(moving.size());
  for (const auto& shock : plan.shocks)
    values[static_cast<std::size_t>(std::lower_bound(moving.begin(), moving.end(), shock.variable) - moving.begin())] = shock.to;
  return values;
}

/// The reference problem of a session: every variable that moves, from the benchmark to the middle.
Problem session_problem(const Model& model, const Closure& closure, const std::vector<Index>& moving, const ShockPlan& middle) {
  Problem problem{&model.system, closure, {}, model.system.benchmark()};
  for (const Index v : moving) {
    problem.path.variable.push_back(v);
    problem.path.level.push_back(model.system.unit(v) == Unit::Level ? 1 : 0);
    problem.path.from.push_back(problem.start[v]);
    problem.path.to.push_back(problem.start[v]);
  }
  for (const auto& shock : middle.shocks) {
    const auto it = std::lower_bound(moving.begin(), moving.end(), shock.variable);
    if (it != moving.end() && *it == shock.variable) problem.path.to[static_cast<std::size_t>(it - moving.begin())] = shock.to;
  }
  return problem;
}

/// Whether two tables differ in their numbers only.
bool same_structure(const Terms& a, const Terms& b) {
  return a.variables == b.variables && a.linear_begin == b.linear_begin && a.linear_var == b.linear_var && a.group_begin == b.group_begin &&
         a.group_log == b.group_log && a.group_near_one == b.group_near_one && a.term_begin == b.term_begin &&
         a.term_level == b.term_level && a.factor_begin == b.factor_begin && a.factor_var == b.factor_var;
}

}  // namespace

WarmStudy::WarmStudy(Experiment experiment, std::size_t most_sessions)
    : experiment_(std::move(experiment)), most_sessions_(most_sessions) {}

bool WarmStudy::take_numbers(WarmStudy& other) {
  if (!same_structure(experiment_.model.system.terms, other.experiment_.model.system.terms)) return false;
  experiment_ = std::move(other.experiment_);
  for (auto& [swaps, closed] : closed_) std::erase_if(closed.sessions, [](auto& entry) { return !entry.second->update(); });
  return true;
}

WarmStudy::Closed& WarmStudy::closed(const ShockPlan& plan) {
  std::vector<std::string> key;
  for (const auto& swap : plan.swaps) key.push_back(swap.exogenous + "<>" + swap.endogenous);
  const auto it = closed_.find(key);
  if (it != closed_.end()) return it->second;
  Closed fresh{closure_of(experiment_.model, plan, experiment_.scenario.file), {}};
  const std::vector<double> benchmark = experiment_.model.system.benchmark();
  (void)unique_path(AskedClosure(experiment_, plan, fresh.closure), {&experiment_.model.system, fresh.closure, {}, benchmark}, {});
  return closed_.emplace(std::move(key), std::move(fresh)).first->second;
}

void WarmStudy::make_room() {
  std::size_t held = 0;
  for (const auto& [swaps, closed] : closed_) held += closed.sessions.size();
  if (held < most_sessions_) return;
  for (auto& [swaps, closed] : closed_) closed.sessions.clear();
}

SolverSession& WarmStudy::session(const ShockPlan& plan, const ShockPlan& middle) {
  Closed& c = closed(plan);
  check_exogenous(plan, experiment_.model.system, c.closure);
  const auto moving = moving_variables(plan);
  const auto it = c.sessions.find(moving);
  if (it != c.sessions.end()) return *it->second;
  make_room();
  auto fresh = std::make_unique<SolverSession>(session_problem(experiment_.model, c.closure, moving, middle));
  return *c.sessions.emplace(moving, std::move(fresh)).first->second;
}

Solution WarmStudy::measured(const ShockPlan& plan, Solution solution) {
  const EquationSystem& system = experiment_.model.system;
  measure_walras(experiment_.model, {&system, closed(plan).closure, plan.path(), system.benchmark()}, solution);
  return solution;
}

Solution WarmStudy::solve(const ShockPlan& plan, const ShockPlan& middle, const StopCheck& stop) {
  SolverSession& s = session(plan, middle);
  s.set_stop(stop);
  return measured(plan, s.solve(target_values(s.moving(), plan)));
}

Solution WarmStudy::solve_beside(WarmStudy& reference, const ShockPlan& plan, const ShockPlan& middle, const StopCheck& stop) {
  // Where it has other variables there is nothing to begin from.
  if (experiment_.model.system.terms.variables != reference.experiment_.model.system.terms.variables) return solve(plan, middle, stop);
  SolverSession &own = session(plan, middle), &sibling = reference.session(plan, middle);
  const std::vector<double> to = target_values(own.moving(), plan);
  own.set_stop(stop);
  sibling.set_stop(stop);
  own.follow(sibling);
  return measured(plan, own.solve_from(sibling.predict(to), to));
}

RunResult WarmStudy::run(const StopCheck& stop, bool decompose) {
  const Experiment& e = experiment_;
  RunResult r;
  r.solution = solve(e.plan, e.plan, stop);
  r.walras_residual = r.solution.certificate.walras_residual;
  r.failure = broken_promises(r.solution.certificate, e.model);
  if (r.certified() && decompose) add_decomposition(e, r, std::nullopt, stop);
  if (r.certified()) r.updated = updated_database(e.model, e.base, r.solution.x);
  return r;
}

}  // namespace setu
