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

/// Numbers of the cells of purchases and trade in a balancing problem.
struct FlowCells {
  std::size_t n, users, regions;
  explicit FlowCells(const Recipe& recipe) : n(recipe.sectors.size()), users(n + final_users), regions(recipe.regions.size()) {}
  /// Commodity c bought by user u in region r, at home (0) or abroad (1).
  [[nodiscard]] std::size_t use(std::size_t origin, std::size_t c, std::size_t u, std::size_t r) const {
    return ((origin * n + c) * users + u) * regions + r;
  }
  /// The flow of c from s to d for intermediate (0) or final (1) use.
  [[nodiscard]] std::size_t flow(std::size_t s, std::size_t c, std::size_t d, std::size_t k) const {
    return 2 * n * users * regions + ((s * n + c) * regions + d) * 2 + k;
  }
  [[nodiscard]] std::size_t count() const { return flow(regions, 0, 0, 0); }
};

/// Balanced flows at the exporter's basic prices, US$ million, on the grid of the database (US$ 1).
struct Flows {
  Array domestic;  ///< commodity × user × region
  Array imported;  ///< commodity × user × region
  Array trade;     ///< source × commodity × destination
  std::vector<TariffGoal> tariff_goals;
  Array tax;  ///< commodity × user × region: rates of taxes on products; empty: none are known
};

/// Flows on the grid: rounded, and the rounding of each commodity's imports booked on its largest user.
Flows rounded_flows(const Recipe& recipe, const std::vector<double>& cells);

/// Step 5 of docs/data.md: one cross-entropy problem over all purchases and all trade. Output, exports, intermediate
/// use (so value added) fixed pairs and mean tariffs are met exactly; intermediate sales, pair totals and final spending closely.
/// Cells below [flows] smallest are then removed, the rest balanced again and rounded to the grid.
Flows balance_flows(const Recipe& recipe, const Controls& controls, const UseSeeds& uses, const TradeSeeds& trade, const Tariffs& tariffs,
                    Report& report);

}  // namespace setu::recipe
