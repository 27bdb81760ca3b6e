#pragma once
#include "recipe_file.hpp"

namespace setu::recipe {

/// What the control totals give for every sector of an economy, US$ million.
enum Measure : std::size_t { Output, IntermediateUse, ValueAdded, IntermediateSales, Exports, measures };

struct Controls {
  Array economy;  ///< economy × sector × Measure
  Array region;   ///< region × sector × Measure, the sum over the region's economies (trade among them included)

  [[nodiscard]] double gdp(std::size_t e) const;
  [[nodiscard]] double goods_exports(const Recipe& recipe, std::size_t r) const;
};

/// Step 1 of docs/data.md: the published totals of the base year; an economy without a code there is built from its
/// value added by sector (employment and value added statistics), the OECD value-added shares of its sectors and its
/// GDP, and is taken out of the remainder economy ROW.
Controls read_controls(const Recipe& recipe, const RawFolder& raw);

/// Goods exports between all reporters, in US$ million, by ISO code pairs.
struct GoodsTrade {
  Labels economies;
  Array value;  ///< exporter × importer
};
GoodsTrade read_goods_trade(const RawFolder& raw);

}  // namespace setu::recipe
