#include "warm_study.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "write_rules.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

namespace setu {

namespace {

Database with_parameters(const Scenario& scenario, const Aliases& aliases, const Database& base) {
  Database changed = base;
  apply_parameters(scenario, aliases, changed);
  return changed;
}

void check_square(const Closure& closure, const EquationSystem& system, const ShockPlan& plan) {
  const auto unknowns = closure.endogenous_count();
  if (unknowns == system.terms.equations()) return;
  throw InputError(fmt::format("{}: the closure is not square: {} endogenous variables for {} equations.",
                               plan.swap_where.empty() ? "scenario" : plan.swap_where.front(), unknowns, system.terms.equations()));
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

void add_selector(std::string& key, const Selector& selector) {
  key += fmt::format("[{}|{}]", fmt::join(selector.of, ","), fmt::join(selector.not_, ","));
}

}  // namespace

PointModel::PointModel(const Scenario& scenario, const Aliases& aliases, const Database& base, const ModelOptions& options,
                       const std::vector<VariableChoice>& keep)
    : database_(with_parameters(scenario, aliases, base)),
      model_(build_model(database_, options)),
      columns_(result_columns(keep, aliases, model_.system)) {}

bool PointModel::take_numbers(PointModel& other) {
  if (!same_structure(model_.system.terms, other.model_.system.terms) || columns_.names != other.columns_.names) return false;
  database_ = std::move(other.database_);
  model_ = std::move(other.model_);
  for (auto& [swaps, closed] : closed_) std::erase_if(closed.sessions, [](auto& entry) { return !entry.second->update(); });
  return true;
}

PointModel::Closed& PointModel::closed(const ShockPlan& plan) {
  std::vector<std::string> key;
  for (const auto& swap : plan.swaps) key.push_back(swap.exogenous + "<>" + swap.endogenous);
  const auto it = closed_.find(key);
  if (it != closed_.end()) return it->second;
  Closed fresh{make_closure(model_, plan.swaps), {}};
  check_square(fresh.closure, model_.system, plan);
  return closed_.emplace(std::move(key), std::move(fresh)).first->second;
}

SolverSession& PointModel::session(const ShockPlan& plan, const ShockPlan& middle) {
  Closed& c = closed(plan);
  check_exogenous(plan, model_.system, c.closure);
  const auto moving = moving_variables(plan);
  auto& session = c.sessions[moving];
  if (!session) session = std::make_unique<SolverSession>(session_problem(model_, c.closure, moving, middle));
  return *session;
}

std::string model_key(const Scenario& scenario, const std::optional<FundSpec>& fund) {
  std::string key;
  const auto number = [&](double value) { append_number(key += ' ', value); };
  for (const auto& parameter : scenario.parameters) {
    key += parameter.header + (parameter.multiply ? "*" : "=");
    number(parameter.multiply ? *parameter.multiply : *parameter.value);
    for (const auto& selector : parameter.on) add_selector(key, selector);
    key += ';';
  }
  key += rules_key(scenario.rules);
  if (!fund) return key;
  key += fmt::format("fund {} {}", fund->owner, fund->host);
  number(fund->host_copay);
  for (const auto& window : fund->windows) {
    key += fmt::format(" {} [{}]", window.name, fmt::join(window.activities, ","));
    number(window.budget_share);
    for (const double weight : window.weights) number(weight);
  }
  return key;
}

std::vector<Index> moving_variables(const ShockPlan& plan) {
  std::vector<Index> moving;
  for (const auto& shock : plan.shocks) moving.push_back(shock.variable);
  std::sort(moving.begin(), moving.end());
  moving.erase(std::unique(moving.begin(), moving.end()), moving.end());
  return moving;
}

std::vector<double> target_values(const std::vector<Index>& moving, const ShockPlan& plan) {
  std::vector<double> values(moving.size());
  for (const auto& shock : plan.shocks)
    values[static_cast<std::size_t>(std::lower_bound(moving.begin(), moving.end(), shock.variable) - moving.begin())] = shock.to;
  return values;
}

}  // namespace setu
