#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "shock_plan.hpp"

/// [fund], [[ntm]] and [[preferences]] written as shocks on the model's variables.
namespace setu {

namespace {

/// Calls visit(commodity, exporter, importer) for every trade flow that three selectors choose.
template <class Choice, class Visit>
void for_flows(const Choice& choice, const Aliases& aliases, const Sets& sets, const Visit& visit) {
  const auto commodities = aliases.expand(choice.commodities, "COMM", sets.comm);
  const auto exporters = aliases.expand(choice.exporters, "REG", sets.reg);
  const auto importers = aliases.expand(choice.importers, "REG", sets.reg);
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

void PlanWriter::add_ntm(const NtmChoice& choice) {
  const double share = choice.cut / 100;
  for_flows(choice, aliases, database.sets(), [&](const std::vector<std::string>& flow) {
    // A cost that falls by `share` of the value lets (1 − share) of the goods arrive as 1: ams rises by 1/(1 − share).
    if (choice.iceberg != 0)
      add({choice.group, "ams", flow, ShockKind::Multiply, 1 / (1 - choice.iceberg * share), choice.where});
  });
}

void PlanWriter::add_preference(const PreferenceChoice& choice) {
  for_flows(choice, aliases, database.sets(), [&](const std::vector<std::string>& flow) {
    if (choice.utilisation) add({choice.group, "prfu", flow, ShockKind::Value, *choice.utilisation, choice.where});
  });
}

}  // namespace setu
