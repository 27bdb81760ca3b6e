#include "policy_problem.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "experiments/measure/lever_text.hpp"
#include "experiments/sampling/random.hpp"
#include "experiments/scenario/shock_plan.hpp"
#include "setu/base/error.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

/// Ranges narrower than this in the model's own unit leave no room.
constexpr double kNoRoom = 1e-9;

Instrument one_instrument(const Experiment& e, const InstrumentChoice& choice, const std::vector<std::string>& elements, Index id,
                          std::span<const double> x) {
  const std::string& variable = choice.choice.variable;
  const ShockBase base = shock_base(e.model, e.base, variable, elements, id);
  Instrument i;
  i.name = base.name;
  i.variable = variable;
  i.elements = elements;
  i.player = choice.player;
  i.kind = choice.kind;
  i.id = id;
  i.level = base.unit == Unit::Level;
  i.power = base.power.value_or(1);
  i.status_quo = x[id];
  const auto end = [&](const Level& level) {
    return level.status_quo ? i.status_quo : shocked_value(base, choice.kind, level.amount, choice.where);
  };
  i.least = end(choice.least);
  i.most = end(choice.most);
  return i;
}

void add_instruments(PolicyProblem& p, const InstrumentChoice& choice, std::set<Index>& taken) {
  const Experiment& e = p.experiment;
  const auto& x = p.status_quo.solution.x;
  std::size_t found = 0;
  for (const auto& elements : expand_choice(choice.choice, e.aliases, e.model.system)) {
    const Index id = e.model.system.id(choice.choice.variable, elements);
    if (id == kNone) continue;
    ++found;
    if (!e.closure.exogenous[id])
      throw InputError(fmt::format("{}: [[instrument]]: {} is endogenous in this closure, and only what is given can be chosen.",
                                   choice.where, e.model.system.variable_name(id)));
    Instrument i = one_instrument(e, choice, elements, id, x);
    if (!taken.insert(id).second) throw InputError(fmt::format("{}: [[instrument]]: {} is chosen twice.", choice.where, i.name));
    if (i.most - i.least > kNoRoom) p.instruments.push_back(std::move(i));
    else ++p.idle;
  }
  if (found == 0)
    throw InputError(
        fmt::format("{}: [[instrument]]: all that '{}' selects are zero flows in the database.", choice.where, choice.choice.variable));
}

/// "EV(all)" with `each`: one text per element tuple.
std::vector<std::string> each_of(const Experiment& e, const ConstraintChoice& c) {
  VariableChoice choice = choice_of(c.result, c.where + ": each");
  std::vector<std::string> texts;
  for (const auto& elements : expand_choice(choice, e.aliases, e.model.system))
    if (e.model.system.id(choice.variable, elements) != kNone)
      texts.push_back(elements.empty() ? choice.variable : fmt::format("{}({})", choice.variable, fmt::join(elements, ",")));
  if (texts.empty()) throw InputError(fmt::format("{}: all that '{}' selects are zero flows in the database.", c.where, c.result));
  return texts;
}

void check_share_bounds(const ConstraintLabel& label, bool logarithm) {
  for (const auto& bound : {label.least, label.most})
    if (logarithm && bound && !(*bound > 0))
      throw InputError(fmt::format("{}: [[constraint]]: a bound on the share '{}' must be above 0 per cent.", label.where, label.name));
  if (label.least && label.most && *label.least > *label.most)
    throw InputError(fmt::format("{}: [[constraint]]: '{}' must be at least {:g} and at most {:g}: that cannot be.", label.where,
                                 label.name, *label.least, *label.most));
}

void label_constraints(PolicyProblem& p) {
  OutcomeWriter writer(p.experiment, costs_of(p));
  std::vector<const ConstraintChoice*> owner;
  for (const auto& c : p.file.constraints)
    for (const auto& text : c.each ? each_of(p.experiment, c) : std::vector<std::string>{c.result}) {
      writer.add(text, c.where);
      owner.push_back(&c);
    }
  const auto before = at_status_quo(p, writer);
  for (std::size_t j = 0; j < owner.size(); ++j) {
    const auto& label = writer.labels()[j];
    ConstraintLabel c{label.name, label.unit, owner[j]->where, {}, {}, label.value(before[j])};
    if (owner[j]->least) c.least = amount_of(*owner[j]->least, label.value(before[j]));
    if (owner[j]->most) c.most = amount_of(*owner[j]->most, label.value(before[j]));
    check_share_bounds(c, label.logarithm);
    p.constraints.push_back(std::move(c));
  }
}

void check_payers(const PolicyFile& file, const Sets& sets) {
  for (const auto& i : file.instruments)
    if (!i.payer.empty() && std::find(sets.reg.begin(), sets.reg.end(), i.payer) == sets.reg.end())
      throw InputError(fmt::format("{}: [[instrument]]: there is no region '{}' that could pay; known: {}.", i.where, i.payer,
                                   fmt::join(sets.reg, ", ")));
}

/// The other form of the problem knows no inequalities within the system.
void check_method(const PolicyFile& file, const Model& model) {
  if (file.method == PolicyMethod::Reduced || model.rules.empty()) return;
  throw InputError(
      fmt::format("{}: the scenario has rules that bind only sometimes, and only method = \"reduced\" solves those.", file.file.string()));
}

}  // namespace

double Instrument::shown(double x) const {
  if (kind == ShockKind::Rate) return 100 * (power * std::exp(x) - 1);
  return kind == ShockKind::Percent ? 100 * std::expm1(x) : x;
}

double Instrument::slope(double x) const {
  if (kind == ShockKind::Rate) return 100 * power * std::exp(x);
  return kind == ShockKind::Percent ? 100 * std::exp(x) : 1;
}

const char* Instrument::unit() const { return kind == ShockKind::Value ? "" : "%"; }

double amount_of(const Level& level, double before) { return level.status_quo ? before : level.amount; }

std::vector<ControlCost> costs_of(const PolicyProblem& p) {
  std::vector<ControlCost> costs;
  for (const auto& choice : p.file.instruments) {
    if (choice.cost == 0) continue;
    for (const auto& elements : expand_choice(choice.choice, p.experiment.aliases, p.experiment.model.system)) {
      const Index id = p.experiment.model.system.id(choice.choice.variable, elements);
      const auto i = std::find_if(p.instruments.begin(), p.instruments.end(), [&](const auto& each) { return each.id == id; });
      if (i == p.instruments.end()) continue;
      costs.push_back(
          {id, choice.payer, choice.cost * i->slope(i->status_quo) / (i->level ? 1 : std::exp(i->status_quo)), i->level, i->status_quo});
    }
  }
  return costs;
}

std::vector<double> at_status_quo(const PolicyProblem& p, const OutcomeWriter& writer) {
  const Terms& terms = writer.terms();
  std::vector<double> values(terms.equations());
  Evaluator evaluator(terms, std::vector<Index>(terms.variables, kNone), 0);
  (void)evaluator.evaluate(p.status_quo.solution.x, values);
  return values;
}

std::vector<double> ev_at(const Experiment& e, std::span<const double> x) {
  std::vector<double> ev;
  for (const auto& region : e.model.sets.reg) ev.push_back(x[e.model.system.id("EV", std::vector<std::string>{region})]);
  return ev;
}

PolicyProblem prepare_policy(const PolicyFile& file, const std::string& database, const RunOptions& given) {
  RunOptions options = given;
  options.decompose = false;
  options.database = database.empty() ? file.database : database;
  PolicyProblem p{file, prepare(read_scenario(file.scenario, file.set), options), {}, {}, 0, {}, {}, options.stop};
  check_payers(file, p.experiment.model.sets);
  check_method(file, p.experiment.model);
  p.status_quo = solve_model(p.experiment, options);
  if (!p.status_quo.failure.empty()) return p;
  std::set<Index> taken;
  for (const auto& choice : file.instruments) add_instruments(p, choice, taken);
  if (p.instruments.empty())
    throw InputError(fmt::format("{}: no instrument has room: all {} are where their ranges begin and end.", file.file.string(), p.idle));
  p.ev_before = ev_at(p.experiment, p.status_quo.solution.x);
  label_constraints(p);
  return p;
}

std::vector<double> threats_of(const PolicyProblem& p) {
  const auto& aims = p.file.objectives.front().aims;
  OutcomeWriter writer(p.experiment, {});
  for (const auto& aim : aims) writer.add(aim.result, aim.where);
  const auto before = at_status_quo(p, writer);
  std::vector<double> threats;
  for (std::size_t k = 0; k < before.size(); ++k) threats.push_back(amount_of(aims[k].threat, before[k]));
  return threats;
}

void add_constraints(const PolicyProblem& p, OutcomeWriter& writer) {
  for (const auto& c : p.constraints) writer.add(c.name, c.where);
}

OptimumProblem bounds_of(const PolicyProblem& p, const std::vector<OutcomeLabel>& labels) {
  OptimumProblem bounds;
  for (const auto& i : p.instruments) bounds.lower.push_back(i.least), bounds.upper.push_back(i.most);
  for (std::size_t j = 0; j < p.constraints.size(); ++j) {
    const auto& c = p.constraints[j];
    bounds.outcome_lower.push_back(c.least ? labels[j + 1].row(*c.least) : -kNoBound);
    bounds.outcome_upper.push_back(c.most ? labels[j + 1].row(*c.most) : kNoBound);
  }
  return bounds;
}

SolveOptions stopping(const PolicyProblem& p) {
  SolveOptions options;
  options.stop = p.stop;
  return options;
}

NotedProgress::NotedProgress(const PolicyProblem& problem, const PolicyProgress& progress) : stop_(problem.stop) {
  say = [this, &progress](const std::string& what) {
    last_ = what;
    progress(what);
  };
}

void NotedProgress::note_stop(std::string& failure) const {
  if (const auto status = asked(stop_))
    failure = fmt::format("The search was ended{}: {}.", last_.empty() ? "" : " at " + last_, to_string(*status));
}

ControlledSystem controlled(const PolicyProblem& p, const Terms& rows) {
  std::vector<Index> ids;
  for (const auto& i : p.instruments) ids.push_back(i.id);
  return ControlledSystem(p.experiment.problem(), std::move(ids), rows, stopping(p));
}

PolicyModel optimum_model(const PolicyProblem& p) {
  OutcomeWriter writer(p.experiment, costs_of(p));
  const ObjectiveChoice& objective = p.file.objectives.front();
  if (objective.nash) writer.add_nash(objective, threats_of(p));
  else writer.add_sum(objective);
  add_constraints(p, writer);
  return {controlled(p, writer.terms()), bounds_of(p, writer.labels()), writer.labels()};
}

PolicyPoint read_point(const PolicyProblem& p, const std::vector<OutcomeLabel>& labels, Optimum optimum) {
  PolicyPoint point;
  point.objective_name = labels[0].name;
  point.objective_unit = labels[0].unit;
  if (!optimum.outcomes.empty()) {
    point.objective = labels[0].value(optimum.outcomes[0]);
    for (std::size_t j = 1; j < labels.size(); ++j) {
      const double value = labels[j].value(optimum.outcomes[j]);
      point.results.push_back(value);
      point.shadow.push_back(optimum.shadow.empty() ? 0
                                                    : optimum.shadow[j - 1] * labels[0].slope(point.objective) / labels[j].slope(value));
    }
    point.ev = ev_at(p.experiment, optimum.solution.x);
  }
  point.optimum = std::move(optimum);
  return point;
}

std::vector<std::vector<double>> starting_points(const PolicyProblem& p) {
  std::vector<std::vector<double>> points(3);
  for (const auto& i : p.instruments) {
    points[0].push_back(std::clamp(i.status_quo, i.least, i.most));
    points[1].push_back(i.least);
    points[2].push_back(i.most);
  }
  Random random(p.file.seed, 0);
  while (points.size() < p.file.starts) {
    auto& point = points.emplace_back();
    for (const auto& i : p.instruments) point.push_back(i.least + random.uniform() * (i.most - i.least));
  }
  points.resize(p.file.starts);
  return points;
}

}  // namespace setu
