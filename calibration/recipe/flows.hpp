#pragma once
#include "report.hpp"
#include "tariffs.hpp"
#include "trade.hpp"
#include "uses.hpp"

namespace setu::recipe {

/// A published import-weighted mean duty that a pair's goods trade was asked to give, with rates by sector as published.
struct TariffGoal {
  std::size_t source, destination;
  double mean;
  double prior;    ///< the mean of the priors
  bool all_goods;  ///< false: without mining and petroleum
  bool imposed;    ///< false: the prior is too far off, so sector rates are kept and the mean is not
};

/// Balanced flows at the exporter's basic prices, US$ million, on the grid of the database (US$ 1).
struct Flows {
  Array domestic;  ///< commodity × user × region
  Array imported;  ///< commodity × user × region
  Array trade;     ///< source × commodity × destination
  std::vector<TariffGoal> tariff_goals;
};

/// Step 5 of docs/data.md: one cross-entropy problem over all purchases and all trade. Output, exports, intermediate
/// use (so value added) fixed pairs and mean tariffs are met exactly; intermediate sales, pair totals and final spending closely.
/// Cells below [flows] smallest are then removed, the rest balanced again and rounded to the grid.
Flows balance_flows(const Recipe& recipe, const Controls& controls, const UseSeeds& uses, const TradeSeeds& trade, const Tariffs& tariffs,
                    Report& report);

}  // namespace setu::recipe
