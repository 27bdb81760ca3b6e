#pragma once
#include "tariffs.hpp"

namespace setu::recipe {

/// Duties as they are collected: the base for the rates of an estimate.
struct CollectedDuties {
  std::vector<double> share;  ///< by region: of goods imports; −1: nothing (believable) is published
  Array rate;                 ///< source × commodity × destination: as one importer publishes them; −1: nothing
  Array imports;              ///< likewise, the values that they fell on
};
CollectedDuties read_collected(const Recipe& recipe, const RawFolder& raw);

/// docs/data.md, U8: rates capped, replaced where collections are published by product, scaled to published means
/// and then down to what is collected.
Tariffs collected_rates(const Recipe& recipe, const Tariffs& applied, const CollectedDuties& collected, const Array& trade, Report& report);

}  // namespace setu::recipe
