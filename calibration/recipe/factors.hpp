#pragma once
#include "controls.hpp"
#include "report.hpp"

namespace setu::recipe {

/// How value added is shared among endowments, by activity and region.
struct FactorShares {
  Array labour;   ///< activity × region: share of labour
  Array skilled;  ///< activity × region: share of skilled labour in labour
};

/// Step 7 of docs/data.md: labour shares of the WIOD accounts (or the estimate for ASEAN), shifted in logits to the
/// Penn World Table's share of the region.
FactorShares factor_shares(const Recipe& recipe, const RawFolder& raw, const Controls& controls, Report& report);

/// Stocks of each region.
struct Stocks {
  std::vector<double> capital, depreciation, population;  ///< US$ million, US$ million a year, million persons
};

/// Step 8: capital and depreciation from the Penn World Table's ratios to GDP; population carried forward.
Stocks stocks(const Recipe& recipe, const RawFolder& raw, const Controls& controls);

}  // namespace setu::recipe
