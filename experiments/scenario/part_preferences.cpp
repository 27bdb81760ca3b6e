#include <algorithm>

#include <fmt/format.h>

#include "flows_chosen.hpp"
#include "scenario_part.hpp"
#include "shock_plan.hpp"
#include "setu/base/error.hpp"

/// [[preferences]]: use and rates of tariff preferences.
namespace setu {

namespace {

PreferenceChoice read_preference(const toml::table& table, const std::string& group) {
  Section section(table, "[[preferences]]");
  PreferenceChoice choice;
  choice.where = section.where();
  choice.group = section.text("group").value_or(group);
  choice.commodities = section.required_selector("commodities");
  choice.exporters = section.required_selector("exporters");
  choice.importers = section.required_selector("importers");
  choice.utilisation = section.number("utilisation");
  choice.utilisation_points = section.number("utilisation_points");
  choice.preferential_rate = section.number("preferential_rate");
  section.finish();
  if (choice.utilisation) check_share(section, "utilisation", *choice.utilisation);
  if (choice.utilisation && choice.utilisation_points)
    section.fail("says both 'utilisation' and 'utilisation_points'; one of them must go.", "utilisation_points");
  if (choice.preferential_rate && *choice.preferential_rate <= -1)
    section.fail("a rate must lie above -1 (0.10 is ten per cent).", "preferential_rate");
  if (!choice.utilisation && !choice.utilisation_points && !choice.preferential_rate)
    section.fail("needs 'utilisation', 'utilisation_points' or 'preferential_rate'.");
  return choice;
}

std::vector<PreferenceChoice>& preferences_of(Scenario& scenario) { return scenario.preferences; }

void plan_preference(PlanWriter& writer, const PreferenceChoice& choice) {
  bool any = false;
  for_flows(choice, writer, [&](const std::vector<std::string>& flow) {
    const Index id = writer.model.system.id("prfu", flow);
    if (id == kNone) return;
    any = true;
    const double before = writer.model.system.level0[id];
    const double points = choice.utilisation_points.value_or(0) / 100;
    const double after = choice.utilisation.value_or(std::clamp(before + points, 0.0, 1.0));
    if (after != before) writer.add({choice.group, "prfu", flow, ShockKind::Value, after, choice.where});
    if (choice.preferential_rate) writer.add({choice.group, "tpref", flow, ShockKind::Value, 1 + *choice.preferential_rate, choice.where});
  });
  if (!any)
    throw InputError(
        fmt::format("{}: [[preferences]]: the database models preferences on none of these flows; it needs "
                    "the headers PRFU, PRFR and MFNR for them.",
                    choice.where));
}

}  // namespace

ScenarioPart preferences_part() {
  ScenarioPart part = list_part<preferences_of, read_preference>("preferences");
  part.plan = [](PlanWriter& writer, const Scenario& scenario, const std::string& group) {
    for (const auto& choice : scenario.preferences)
      if (choice.group == group) plan_preference(writer, choice);
  };
  part.levers = [](const toml::table& root, LeverList& levers) {
    levers.add_tables(root, "preferences", {"utilisation", "utilisation_points"});
  };
  return part;
}

}  // namespace setu
