#include <fmt/format.h>

#include "scenario_part.hpp"
#include "shock_plan.hpp"
#include "setu/base/error.hpp"

/// [[shocks]].
namespace setu {

namespace {

Target read_target(const toml::table& table) {
  Section section(table, "target of a shock");
  Target target;
  target.choice = read_choice(section, "variable");
  const auto operation = read_change(section);
  if (!operation) section.fail(fmt::format("needs one of: {}.", change_keys()));
  section.finish();
  target.kind = operation->kind;
  target.amount = operation->amount;
  return target;
}

Shock read_shock(const toml::table& table, const std::string& group) {
  Section section(table, "[[shocks]]");
  Shock shock;
  shock.choice = read_choice(section, "variable");
  shock.group = section.text("group").value_or(group);
  const auto operation = read_change(section);
  const auto* target = section.table("target");
  section.finish();
  if (operation && target) section.fail("says both what the shock is and which target to hit; one of them must go.", "target");
  if (!operation && !target) section.fail(fmt::format("needs one of: {}, target.", change_keys()));
  if (operation) {
    shock.kind = operation->kind;
    shock.amount = operation->amount;
  } else {
    shock.target = read_target(*target);
  }
  return shock;
}

std::vector<Shock>& shocks_of(Scenario& scenario) { return scenario.shocks; }

void plan_shock(PlanWriter& writer, const Shock& shock) {
  const std::size_t before = writer.plan.shocks.size();
  bool present = false;
  const auto chosen = expand_choice(shock.choice, writer.aliases, writer.model.system);
  writer.count(chosen.size(), shock.choice.where);
  for (const auto& elements : chosen) {
    present = present || writer.model.system.id(shock.choice.variable, elements) != kNone;
    writer.add({shock.group, shock.choice.variable, elements, shock.kind, shock.amount, shock.choice.where});
  }
  if (!present && before == writer.plan.shocks.size())
    writer.plan.warnings.push_back(fmt::format(
        "{}: the shock on {} is left out: {} that it selects {} zero in the database.", shock.choice.where, shock.choice.variable,
        chosen.size() == 1 ? "the flow" : fmt::format("all {} flows", chosen.size()), chosen.size() == 1 ? "is" : "are"));
}

void plan_target(PlanWriter& writer, const Shock& shock) {
  const Target& target = *shock.target;
  writer.add_swap({shock.choice, target.choice});
  plan_shock(writer, {shock.group, target.choice, target.kind, target.amount, {}});
}

void plan_shocks_of(PlanWriter& writer, const Scenario& scenario, const std::string& group) {
  for (const auto& shock : scenario.shocks)
    if (shock.group == group) shock.target ? plan_target(writer, shock) : plan_shock(writer, shock);
}

}  // namespace

ScenarioPart shocks_part() {
  ScenarioPart part = list_part<shocks_of, read_shock>("shocks");
  part.plan = plan_shocks_of;
  part.turn = 2;
  part.levers = [](const toml::table& root, LeverList& levers) {
    std::vector<std::string> keys;
    for (const auto& key : shock_keys()) keys.emplace_back(key.key);
    levers.add_tables(root, "shocks", keys);
  };
  return part;
}

}  // namespace setu
