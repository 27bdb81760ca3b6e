#pragma once
#include "customs.hpp"
#include "duties.hpp"
#include "trade.hpp"
#include "uses.hpp"

namespace setu::recipe {

/// What a figure of a source is the sum of.
enum class Concept { Gdp, Household, Government, Investment, Balance, ValueAdded, Exports, Imports, Pair };

/// A published figure, how far it is believed, and what the estimate makes of it.
struct Evidence {
  Concept concept_ = Concept::Gdp;
  std::size_t region = 0, partner = 0;  ///< partner: the destination of a pair
  std::vector<std::size_t> sectors;     ///< of value added, exports, imports and pairs
  double value = 0, error = 0;          ///< US$ million; error 0: met exactly
  std::string source;
  double reached = 0;
};

/// Services trade by category of the balance of payments, US$ million.
struct ServicesTrade {
  std::vector<std::string> categories;
  std::vector<std::vector<std::size_t>> sectors;  ///< by category
  Array value;                                    ///< economy × category × {exports, imports}; zero: nothing known
  [[nodiscard]] double region(const Recipe& recipe, std::size_t r, std::size_t category, std::size_t flow) const;
};
ServicesTrade read_services(const Recipe& recipe, const RawFolder& raw);

/// All sources of the estimate, and the figures that they give by region.
struct Sources {
  std::vector<NationalAccounts> economies, regions;
  Customs customs;
  ServicesTrade services;
  Array exports;  ///< region × sector: exports to aim at (U5)
};

/// Control totals on the level of the national accounts, with exports of customs and the balance of payments, by economy.
Controls level_controls(const Recipe& recipe, const RawFolder& raw, Controls controls, Sources& sources);

/// Everything that the estimate is to meet, with its error.
std::vector<Evidence> collect_evidence(const Recipe& recipe, const RawFolder& raw, const Sources& sources, const TradeSeeds& trade);

/// Shares of products in the goods trade of pairs that one partner publishes.
void add_product_shares(const Recipe& recipe, const RawFolder& raw, const TradeSeeds& trade, std::vector<Evidence>& evidence);

/// fit.csv: every figure of a source, what the estimate makes of it, and the ratio.
void write_fit(const Recipe& recipe, const std::vector<Evidence>& evidence, const std::filesystem::path& file);

}  // namespace setu::recipe
