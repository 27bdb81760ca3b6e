#pragma once
#include "evidence.hpp"
#include "flows.hpp"

namespace setu::recipe {

/// The world estimated as a whole: flows, the duties on them and the taxes on products, with totals that answer them.
struct Estimate {
  Flows flows;
  Tariffs duties;
  Controls controls;  ///< output, value added and exports as estimated, in the economies' old proportions inside a region
  Controls levels;    ///< on the level of GDP: what stocks are measured by
  Sources sources;
  TradeSeeds trade;
  std::vector<Evidence> evidence;
};
Estimate estimate_world(const Recipe& recipe, const RawFolder& raw, Report& report);

/// Rates at which an estimate's purchases are taxed: duties by commodity and importer, product taxes by use.
struct Rates {
  Array duty;     ///< commodity × region, mean over sources
  Array product;  ///< commodity × user × region
};

}  // namespace setu::recipe
