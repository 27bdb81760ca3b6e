#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scenario_part.hpp"
#include "shock_plan.hpp"
#include "write_rules.hpp"
#include "setu/base/error.hpp"

/// [[rule]]: what moves only as far as a limit asks for. read_rule.cpp reads the kinds, write_rules.cpp brings them onto a model;
/// here is where their limits and bounds move to.
namespace setu {

namespace {

std::vector<RuleChoice>& rules_of(Scenario& scenario) { return scenario.rules; }

void plan_value(PlanWriter& writer, const RuleChoice& rule, Index id, double to) {
  PlannedShock shock;
  shock.variable = id;
  shock.to = to;
  shock.group = writer.group(rule.group);
  shock.where = rule.where;
  writer.place(std::move(shock), writer.model.system.variable_name(id));
}

/// log(new/old) of a rule's leading instrument after `change`.
double bound_of(const PlanWriter& writer, const RuleChoice& rule, Index lead, const Operation& change) {
  const auto elements = writer.model.system.variable_elements(lead);
  return shocked_value(shock_base(writer.model, writer.database, writer.model.system.variable_block_of(lead).name, elements, lead),
                       change.kind, change.amount, rule.where);
}

/// A rule starts where the benchmark is: the limit at the benchmark's level, both bounds at the instrument's own. All three
/// then move to what the scenario says, so that the way there begins at a solution.
void plan_rule(PlanWriter& writer, const RuleChoice& rule, const RuleSpec& spec) {
  if (spec.curve) return;
  const Index lead = spec.instruments.front().variable;
  const ShockBase total{fmt::format("the limit of rule '{}'", spec.name), Unit::Log, writer.model.system.level0[spec.limit], {}, false};
  plan_value(writer, rule, spec.limit, shocked_value(total, rule.limit.kind, rule.limit.amount, rule.where));
  const double rest = rule.rests ? bound_of(writer, rule, lead, *rule.rests) : 0;
  const double until = rule.until ? rest + rule.until_share * (bound_of(writer, rule, lead, *rule.until) - rest) : rest;
  if (rule.until && (rule.down ? until >= rest : until <= rest))
    throw InputError(fmt::format("{}: [[rule]]: 'until' must lie {} where {} rests.", rule.where, rule.down ? "below" : "above",
                                 writer.model.system.variable_name(lead)));
  if (spec.low != kNone) plan_value(writer, rule, spec.low, rule.down ? until : rest);
  if (spec.high != kNone) plan_value(writer, rule, spec.high, rule.down ? rest : until);
}

void add_rules(const Scenario& scenario, const Aliases& aliases, const Sets&, ModelOptions& options) {
  if (scenario.rules.empty()) return;
  options.rules = [rules = scenario.rules, aliases](const EquationSystem& declared) { return rules_on(rules, aliases, declared); };
  options.stocks = std::any_of(scenario.rules.begin(), scenario.rules.end(), [](const RuleChoice& rule) {
    const auto& name = rule.instruments.front().choice.variable;
    return name == "qbuy" || name == "qsell";
  });
}

}  // namespace

ScenarioPart rules_part() {
  ScenarioPart part = list_part<rules_of, read_rule>("rule");
  part.model = add_rules;
  part.equations = [](const Scenario& scenario, const std::optional<FundSpec>&, std::string& key) { key += rules_key(scenario.rules); };
  part.plan = [](PlanWriter& writer, const Scenario& scenario, const std::string& group) {
    for (const auto& spec : writer.model.rules)
      if (const RuleChoice& rule = scenario.rules.at(spec.source); rule.group == group) plan_rule(writer, rule, spec);
  };
  part.turn = 1;
  return part;
}

}  // namespace setu
