#pragma once
#include "shock_plan.hpp"

namespace setu {

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

}  // namespace setu
