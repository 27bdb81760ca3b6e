#pragma once
#include <vector>

#include "model/database/sums.hpp"

namespace setu::detail {

/// A region in the aggregates of national accounts, US$ million (population: million persons).
struct RegionPortrait {
  double private_spending = 0, government = 0, investment = 0;  ///< at purchasers' prices
  double exports = 0;                                           ///< FOB, with services sold to the world transport pool
  double imports = 0;                                           ///< CIF
  double margins = 0;                                           ///< transport on its imports
  double imports_fob = 0;
  double tariffs = 0;                    ///< VMSB − VCIF
  double taxes = 0;                      ///< every wedge, tariffs included
  double factor_income = 0, labour = 0;  ///< at basic prices (EVFB)
  double capital_income = 0;             ///< at supplier prices (EVOS)
  double foreign_capital = 0;            ///< part of it that other regions own
  double depreciation = 0, capital = 0, population = 0, saving = 0, net_income = 0;

  [[nodiscard]] double gdp() const { return private_spending + government + investment + exports - imports; }
  [[nodiscard]] double rate_of_return() const { return (capital_income - depreciation) / capital; }
};

struct Portrait {
  std::vector<RegionPortrait> regions;
  std::vector<double> factor_income;  ///< by activity, the world's
  std::vector<double> exports;        ///< by commodity, the world's, FOB
  RegionPortrait world;               ///< sums over regions
};

Portrait portrait(const Sums& sums);

}  // namespace setu::detail
