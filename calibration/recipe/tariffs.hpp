#pragma once
#include "controls.hpp"
#include "report.hpp"

namespace setu::recipe {

/// Ad valorem import duties, as rates (0.05 is five percent).
struct Tariffs {
  Array rate;                         ///< source × commodity × destination
  Array source_mean;                  ///< source × destination: import-weighted mean over the source's goods; −1: none
  Array source_mean_without_mining;   ///< likewise, without mining
  std::vector<double> importer_mean;  ///< by region: published mean of importers outside the table; −1: in the table
};

/// Step 4 of docs/data.md, before the balancing. Pairs in the tariff table keep its rates by sector; exporters outside
/// the table are treated like the one that tariff_likes.csv names; importers outside the table have the shape of
/// [tariffs] shape.
Tariffs lay_tariffs(const Recipe& recipe, const RawFolder& raw);

/// Step 6, after the balancing: importers outside the table are scaled to their published mean.
void scale_tariffs(const Recipe& recipe, const Array& trade, Tariffs& tariffs, Report& report);

/// A tariff table read into regions: import-weighted rates by pair and commodity.
struct TariffTable {
  Array rate;  ///< region × commodity × region, −1 where the table has no pair
  Array mean;  ///< region × region over all goods of the table, −1 where it has none
  Array mean_without_mining;
};

/// Reads `key` (a [files] entry), weighting with the later bilateral table.
TariffTable read_tariff_table(const Recipe& recipe, const RawFolder& raw, const std::string& key);

}  // namespace setu::recipe
