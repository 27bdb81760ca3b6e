#pragma once
#include "flows.hpp"

namespace setu::recipe {

/// Ad valorem import duties, as rates (0.05 is five percent).
struct Tariffs {
  Array rate;          ///< source × commodity × destination
  Array source_mean;   ///< source × destination: import-weighted mean over goods in the source; −1 where it has none
  std::vector<double> importer_mean;  ///< by region: published mean of importers without bilateral rates; −1: none
};

/// Step 5 of docs/data.md. Pairs in the tariff table keep its rates by sector, scaled by one factor per pair so that
/// the import-weighted mean over goods equals the table's; exporters outside the table are treated like the one that
/// tariff_likes.csv names; importers outside the table have the shape of [tariffs] shape, scaled to their published
/// mean.
Tariffs make_tariffs(const Recipe& recipe, const RawFolder& raw, const Flows& flows, Report& report);

/// A tariff table read into regions: import-weighted rates by pair and commodity.
struct TariffTable {
  Array rate;    ///< region × commodity × region, −1 where the table has no pair
  Array mean;    ///< region × region over all goods of the table, −1 where it has none
};

/// Reads `key` (a [files] entry), weighting with the later bilateral table.
TariffTable read_tariff_table(const Recipe& recipe, const RawFolder& raw, const std::string& key);

}  // namespace setu::recipe
