#include <algorithm>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "shock_plan.hpp"

/// [fund], [[ntm]] and [[preferences]] written as shocks on the model's variables.
namespace setu {

namespace {

/// Calls visit(commodity, exporter, importer) for every trade flow that three selectors choose.
template <class Choice, class Visit>
void for_flows(const Choice& choice, PlanWriter& writer, const Visit& visit) {
  const Aliases& aliases = writer.aliases;
  const Sets& sets = writer.database.sets();
  const auto commodities = aliases.expand(choice.commodities, "COMM", sets.comm);
  const auto exporters = aliases.expand(choice.exporters, "REG", sets.reg);
  const auto importers = aliases.expand(choice.importers, "REG", sets.reg);
  writer.count(commodities.size() * exporters.size() * importers.size(), choice.where);
  for (const auto& c : commodities)
    for (const auto& s : exporters)
      for (const auto& d : importers) visit(std::vector<std::string>{c, s, d});
}

}  // namespace

void PlanWriter::add_fund(const FundChoice& fund) {
  const double yearly = fund.total / fund.replenishment_years;
  for (const auto& window : fund.windows)
    add({fund.group, "fundbud", {window.name}, ShockKind::Value, yearly * window.share, window.where});
}

void PlanWriter::add_rent_cut(const NtmChoice& choice, const std::vector<std::string>& flow, const char* variable, double share,
                              const char* header) {
  const Index id = model.system.id(variable, flow);
  if (share == 0 || id == kNone) return;
  const double power = model.system.level0[id] * (1 - share);
  if (share > 0 && power < 1 - 1e-12)
    throw InputError(
        fmt::format("{}: [[ntm]]: the rent on {} is {:.4g} per cent of the value in the database ({}), so it "
                    "cannot fall by {:.4g} per cent. Lower the rent's share of the cut.",
                    choice.where, reference("the flow", flow), 100 * (model.system.level0[id] - 1), header, 100 * share));
  add({choice.group, variable, flow, ShockKind::Multiply, 1 - share, choice.where});
}

void PlanWriter::add_ntm(const NtmChoice& choice) {
  const double share = choice.cut / 100;
  for_flows(choice, *this, [&](const std::vector<std::string>& flow) {
    // A cost that falls by `share` of the value lets (1 − share) of the goods arrive as 1: ams rises by 1/(1 − share).
    if (choice.iceberg != 0) add({choice.group, "ams", flow, ShockKind::Multiply, 1 / (1 - choice.iceberg * share), choice.where});
    add_rent_cut(choice, flow, "tnm", choice.importer_rent * share, "NTMM");
    add_rent_cut(choice, flow, "tnx", choice.exporter_rent * share, "NTMX");
  });
}

void PlanWriter::add_preference(const PreferenceChoice& choice) {
  bool any = false;
  for_flows(choice, *this, [&](const std::vector<std::string>& flow) {
    const Index id = model.system.id("prfu", flow);
    if (id == kNone) return;
    any = true;
    const double before = model.system.level0[id];
    const double points = choice.utilisation_points.value_or(0) / 100;
    const double after = choice.utilisation.value_or(std::clamp(before + points, 0.0, 1.0));
    if (after != before) add({choice.group, "prfu", flow, ShockKind::Value, after, choice.where});
    if (choice.preferential_rate) add({choice.group, "tpref", flow, ShockKind::Value, 1 + *choice.preferential_rate, choice.where});
  });
  if (!any)
    throw InputError(
        fmt::format("{}: [[preferences]]: the database models preferences on none of these flows; it needs "
                    "the headers PRFU, PRFR and MFNR for them.",
                    choice.where));
}

}  // namespace setu
