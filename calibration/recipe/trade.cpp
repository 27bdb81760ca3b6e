#include "trade.hpp"

#include <cmath>
#include <limits>

#include "bilateral.hpp"
#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

struct Seeding {
  const Recipe& recipe;
  const Units& units;
  const BilateralPattern& pattern;
  const Array& goods;    // unit × unit, gaps filled
  const Array& exports;  // unit × commodity

  [[nodiscard]] double goods_from(std::size_t s) const {
    double sum = 0;
    for (std::size_t d = 0; d < units.count; ++d) sum += goods(s, d);
    return sum;
  }
  /// Exports that follow the exporter's goods trade alone.
  [[nodiscard]] double neutral(std::size_t s, std::size_t c, std::size_t d) const {
    const double all = goods_from(s);
    return all > 0 ? exports(s, c) * goods(s, d) / all : 0.0;
  }
};

/// A listed exporter: the table's shares; its sales to the table's ROW go where its goods go. Patterns older than the
/// bilateral table are mixed, in logarithms, with its goods trade (docs/data.md, equation T3).
std::vector<double> listed_row(const Seeding& in, std::size_t s, std::size_t c) {
  std::vector<double> row(in.units.count, 0.0);
  double outside = 0;
  for (std::size_t d = 0; d < row.size(); ++d)
    if (!in.units.listed[d]) outside += in.goods(s, d);
  for (std::size_t d = 0; d < row.size(); ++d) {
    row[d] = in.units.listed[d] ? in.pattern.share(s, c, d)
             : outside > 0      ? in.pattern.share(s, c, in.units.rest()) * in.goods(s, d) / outside
                                : 0.0;
    if (!in.recipe.sectors[c].bilateral.empty()) continue;
    const double old = in.recipe.number("trade.old_pattern");
    row[d] = std::pow(row[d], old) * std::pow(in.goods(s, d) / in.goods_from(s), 1 - old);
  }
  return row;
}

/// An exporter inside the table's ROW: among the listed destinations the table's ROW flow times its own tendency to
/// sell there, among the others its goods trade; the two groups share as its goods trade does.
std::vector<double> unlisted_row(const Seeding& in, std::size_t s, std::size_t c) {
  std::vector<double> row(in.units.count, 0.0);
  double inside = 0, goods_inside = 0;
  for (std::size_t d = 0; d < row.size(); ++d) {
    if (!in.units.listed[d]) continue;
    double sellers = 0;
    for (std::size_t k = 0; k < row.size(); ++k)
      if (!in.units.listed[k]) sellers += in.neutral(k, c, d);
    row[d] = sellers > 0 ? in.pattern.share(in.units.rest(), c, d) * in.neutral(s, c, d) / sellers : 0.0;
    inside += row[d];
    goods_inside += in.goods(s, d);
  }
  const double all = in.goods_from(s);
  for (std::size_t d = 0; d < row.size(); ++d)
    row[d] = in.units.listed[d] ? (inside > 0 ? row[d] / inside * goods_inside / all : 0.0) : in.goods(s, d) / all;
  return row;
}

/// True if flows between the units are trade: different regions, or a region of several economies.
bool trades(const Units& units, const std::vector<std::size_t>& economies, std::size_t s, std::size_t d) {
  return units.region(s) != units.region(d) || economies[units.region(s)] > 1;
}

Array unit_exports(const Recipe& recipe, const Controls& controls, const Units& units) {
  Array exports = grid(units.count, recipe.sectors.size());
  for (std::size_t e = 0; e < recipe.economies.size(); ++e)
    for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
      exports(units.by_economy.at(recipe.economies[e].name), c) += controls.economy(e, c, Exports);
  return exports;
}

/// Goods totals to aim at: reported trade, scaled so that every exporter sells what the control totals say; fixed pairs
/// as given (docs/data.md, equation T2).
void aim_pairs(const Recipe& recipe, const Controls& controls, const Units& units, const UnitTrade& trade, TradeSeeds& seeds) {
  const std::size_t n = recipe.regions.size();
  std::vector<char> reexports(n, 0);
  for (const auto& name : recipe.list("goods_trade.reexporters")) reexports[recipe.region(name)] = 1;
  for (std::size_t s = 0; s < units.count; ++s)
    for (std::size_t d = 0; d < units.count; ++d) seeds.pair(units.region(s), units.region(d)) += trade.goods(s, d);
  seeds.reported = seeds.pair;
  for (std::size_t s = 0; s < n; ++s) {
    double free = controls.goods_exports(recipe, s), sum = 0;
    std::vector<double> fixed(n, -1.0);
    for (const auto& pair : recipe.pairs)
      if (pair.fixed && pair.source == s) fixed[pair.destination] = pair.value;
    for (std::size_t d = 0; d < n; ++d) {
      if (fixed[d] >= 0) free -= fixed[d];
      else sum += seeds.pair(s, d);
    }
    for (std::size_t d = 0; d < n; ++d) {
      seeds.pair(s, d) = fixed[d] >= 0 ? fixed[d] : seeds.pair(s, d) * free / sum;
      const bool loose = trade.estimated(s, d) != 0 || reexports[s] || reexports[d];
      seeds.stiffness(s, d) =
          fixed[d] >= 0 ? std::numeric_limits<double>::infinity() : recipe.number(loose ? "stiffness.loose_pair" : "stiffness.pair");
    }
  }
}

/// The bilateral table's goods with the commodities that it leaves out (fuels) added by their pattern.
Array table_goods(const Recipe& recipe, const Units& units, const BilateralPattern& pattern, const Array& exports) {
  Array goods = pattern.goods;
  for (const std::size_t c : recipe.goods()) {
    if (!recipe.sectors[c].bilateral.empty()) continue;
    double outside = 0;
    for (std::size_t u = 0; u < units.count; ++u)
      if (!units.listed[u]) outside += exports(u, c);
    for (std::size_t s = 0; s <= units.count; ++s) {
      if (s < units.count && !units.listed[s]) continue;
      const double sold = s < units.count ? exports(s, c) : outside;
      for (std::size_t d = 0; d <= units.count; ++d) goods(s, d) += sold * pattern.share(s, c, d);
    }
  }
  return goods;
}

}  // namespace

TradeSeeds seed_trade(const Recipe& recipe, const RawFolder& raw, const Controls& controls) {
  const std::size_t n = recipe.regions.size(), m = recipe.sectors.size();
  const Units units = make_units(recipe, raw);
  const auto pattern = read_bilateral(recipe, raw, units);
  const Array exports = unit_exports(recipe, controls, units);
  const auto trade = unit_trade(recipe, raw, units, table_goods(recipe, units, pattern, exports));
  std::vector<std::size_t> economies(n, 0);
  for (const auto& e : recipe.economies) ++economies[e.region];

  TradeSeeds seeds{grid(n, m, n, 2), grid(n, n), grid(n, n), trade.estimated, grid(n, n), grid(n, m, n), units.listed};
  seeds.listed.resize(n);
  seeds.listed[units.remainder_region] = 0;
  const Seeding in{recipe, units, pattern, trade.goods, exports};
  for (std::size_t s = 0; s < units.count; ++s)
    for (std::size_t c = 0; c < m; ++c) {
      if (exports(s, c) <= 0) continue;
      auto row = units.listed[s] ? listed_row(in, s, c) : unlisted_row(in, s, c);
      double sum = 0;
      for (std::size_t d = 0; d < units.count; ++d) {
        if (!trades(units, economies, s, d)) row[d] = 0;
        sum += row[d];
      }
      if (sum <= 0) {  // the pattern is silent: follow goods trade
        for (std::size_t d = 0; d < units.count; ++d) sum += row[d] = trades(units, economies, s, d) ? in.goods(s, d) : 0;
      }
      for (std::size_t d = 0; d < units.count; ++d) {
        const double value = exports(s, c) * row[d] / sum;
        const auto coarse = [&](std::size_t u) { return units.listed[u] ? u : units.rest(); };
        const double share = pattern.intermediate(coarse(s), c, coarse(d));
        if (units.listed[s] && units.listed[d]) seeds.disbelieved(units.region(s), c, units.region(d)) = pattern.disbelieved(s, c, d);
        seeds.flow(units.region(s), c, units.region(d), 0) += value * share;
        seeds.flow(units.region(s), c, units.region(d), 1) += value * (1 - share);
      }
    }
  aim_pairs(recipe, controls, units, trade, seeds);
  return seeds;
}

}  // namespace setu::recipe
