#include <cmath>

#include <fmt/format.h>

#include "flows_chosen.hpp"
#include "scenario_part.hpp"
#include "shock_plan.hpp"
#include "setu/base/error.hpp"

/// [[ntm]]: non-tariff costs.
namespace setu {

namespace {

NtmChoice read_ntm(const toml::table& table, const std::string& group) {
  Section section(table, "[[ntm]]");
  NtmChoice choice;
  choice.where = section.where();
  choice.group = section.text("group").value_or(group);
  choice.commodities = section.required_selector("commodities");
  choice.exporters = section.required_selector("exporters");
  choice.importers = section.required_selector("importers");
  choice.cut = section.required_number("cut");
  if (choice.cut >= 100) section.fail("'cut' is in per cent of the value of trade and must lie below 100.", "cut");
  choice.importer_rent = section.number("importer_rent").value_or(0);
  choice.exporter_rent = section.number("exporter_rent").value_or(0);
  choice.iceberg = section.number("iceberg").value_or(1 - choice.importer_rent - choice.exporter_rent);
  section.finish();
  for (const auto& [key, share] :
       {std::pair{"iceberg", choice.iceberg}, {"importer_rent", choice.importer_rent}, {"exporter_rent", choice.exporter_rent}})
    check_share(section, key, share);
  if (std::abs(choice.iceberg + choice.importer_rent + choice.exporter_rent - 1) > 1e-9)
    section.fail("'iceberg', 'importer_rent' and 'exporter_rent' must add to 1.");
  return choice;
}

std::vector<NtmChoice>& ntm_of(Scenario& scenario) { return scenario.ntm; }

void plan_rent_cut(PlanWriter& writer, const NtmChoice& choice, const std::vector<std::string>& flow, const char* variable, double share,
                   const char* header) {
  const Index id = writer.model.system.id(variable, flow);
  if (share == 0 || id == kNone) return;
  const double power = writer.model.system.level0[id] * (1 - share);
  if (share > 0 && power < 1 - 1e-12)
    throw InputError(
        fmt::format("{}: [[ntm]]: the rent on {} is {:.4g} per cent of the value in the database ({}), so it "
                    "cannot fall by {:.4g} per cent. Lower the rent's share of the cut.",
                    choice.where, reference("the flow", flow), 100 * (writer.model.system.level0[id] - 1), header, 100 * share));
  writer.add({choice.group, variable, flow, ShockKind::Multiply, 1 - share, choice.where});
}

void plan_ntm(PlanWriter& writer, const NtmChoice& choice) {
  const double share = choice.cut / 100;
  for_flows(choice, writer, [&](const std::vector<std::string>& flow) {
    // A cost that falls by `share` of the value lets (1 − share) of the goods arrive as 1: ams rises by 1/(1 − share).
    if (choice.iceberg != 0) writer.add({choice.group, "ams", flow, ShockKind::Multiply, 1 / (1 - choice.iceberg * share), choice.where});
    plan_rent_cut(writer, choice, flow, "tnm", choice.importer_rent * share, "NTMM");
    plan_rent_cut(writer, choice, flow, "tnx", choice.exporter_rent * share, "NTMX");
  });
}

}  // namespace

ScenarioPart ntm_part() {
  ScenarioPart part = list_part<ntm_of, read_ntm>("ntm");
  part.plan = [](PlanWriter& writer, const Scenario& scenario, const std::string& group) {
    for (const auto& choice : scenario.ntm)
      if (choice.group == group) plan_ntm(writer, choice);
  };
  part.levers = [](const toml::table& root, LeverList& levers) { levers.add_tables(root, "ntm", {"cut"}); };
  return part;
}

}  // namespace setu
