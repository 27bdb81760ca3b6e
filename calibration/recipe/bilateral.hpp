#pragma once
#include "units.hpp"

namespace setu::recipe {

/// Patterns of trade between the units in the bilateral table and its ROW (index Units::rest()).
struct BilateralPattern {
  Array share;         ///< source × commodity × destination: shares of the source's exports, adding to one
  Array intermediate;  ///< source × commodity × destination: share sold to activities
  Array disbelieved;   ///< source × commodity × destination: 1 where the tables disagree beyond [trade] outlier
  Array goods;         ///< source × destination: goods flows of the later table, US$ million
};

/// Interpolates the two bilateral tables to the base year in logarithms; a share that moved by more than the factor
/// [trade] outlier between them counts as their geometric mean. Commodities without a sector in the bilateral tables
/// follow WIOD's pattern of 2011, as does the split between intermediate and final use.
BilateralPattern read_bilateral(const Recipe& recipe, const RawFolder& raw, const Units& units);

}  // namespace setu::recipe
