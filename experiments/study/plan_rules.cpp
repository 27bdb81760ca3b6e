#include <cmath>

#include <fmt/format.h>

#include "shock_plan.hpp"
#include "setu/base/error.hpp"

/// Where the limits and bounds of a scenario's rules move to.
namespace setu {

void PlanWriter::add_rule_value(const RuleChoice& rule, Index id, double to) {
  PlannedShock shock;
  shock.variable = id;
  shock.to = to;
  shock.group = group(rule.group);
  shock.where = rule.where;
  place(std::move(shock), model.system.variable_name(id));
}

double PlanWriter::bound_of(const RuleChoice& rule, Index lead, const Operation& change) const {
  const auto elements = model.system.variable_elements(lead);
  return shocked_value(shock_base(model, database, model.system.variable_block_of(lead).name, elements, lead), change.kind, change.amount,
                       rule.where);
}

/// A rule starts where the benchmark is: the limit at the benchmark's level, both bounds at the instrument's own. All three
/// then move to what the scenario says, so that the way there begins at a solution.
void PlanWriter::add_rule(const RuleChoice& rule, const RuleSpec& spec) {
  if (spec.curve) return;
  const Index lead = spec.instruments.front().variable;
  const ShockBase total{fmt::format("the limit of rule '{}'", spec.name), Unit::Log, model.system.level0[spec.limit], {}, false};
  add_rule_value(rule, spec.limit, shocked_value(total, rule.limit.kind, rule.limit.amount, rule.where));
  const double rest = rule.rests ? bound_of(rule, lead, *rule.rests) : 0;
  const double until = rule.until ? rest + rule.until_share * (bound_of(rule, lead, *rule.until) - rest) : rest;
  if (rule.until && (rule.down ? until >= rest : until <= rest))
    throw InputError(fmt::format("{}: [[rule]]: 'until' must lie {} where {} rests.", rule.where, rule.down ? "below" : "above",
                                 model.system.variable_name(lead)));
  if (spec.low != kNone) add_rule_value(rule, spec.low, rule.down ? until : rest);
  if (spec.high != kNone) add_rule_value(rule, spec.high, rule.down ? rest : until);
}

}  // namespace setu
