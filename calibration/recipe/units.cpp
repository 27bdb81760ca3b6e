#include "units.hpp"

#include <set>

#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

Array reported(const Recipe& recipe, const RawFolder& raw, const Units& units) {
  const auto trade = read_goods_trade(raw);
  Array goods = grid(units.count, units.count);
  std::vector<std::size_t> unit;
  std::vector<char> known;
  for (const auto& iso : trade.economies.names()) {
    unit.push_back(units.of_economy(recipe, iso));
    known.push_back(units.by_economy.contains(iso));
  }
  // Trade among economies that the control totals lump together is no trade there.
  for (std::size_t s = 0; s < unit.size(); ++s)
    for (std::size_t d = 0; d < unit.size(); ++d)
      if (known[s] || known[d]) goods(unit[s], unit[d]) += trade.value(s, d);
  return goods;
}

/// Shares of the destinations (or origins) outside the table in the exports (imports) of the units named in
/// recipe.toml as similar to an economy that does not report.
std::vector<double> similar_shares(const Recipe& recipe, const Units& units, const Array& goods, bool exports) {
  std::vector<double> share(units.count, 0.0);
  double sum = 0;
  for (const auto& name : recipe.list("goods_trade.similar")) {
    const std::size_t like = recipe.region(name);
    for (std::size_t d = 0; d < units.count; ++d)
      if (!units.listed[d]) share[d] += exports ? goods(like, d) : goods(d, like);
  }
  for (const double v : share) sum += v;
  for (double& v : share) v /= sum;
  return share;
}

void fill_silent(const Recipe& recipe, const Units& units, const Array& table_goods, std::size_t u, UnitTrade& trade) {
  for (const bool exports : {true, false}) {
    const auto share = similar_shares(recipe, units, trade.goods, exports);
    for (std::size_t d = 0; d < units.count; ++d) {
      if (d == u) continue;
      const double rest = exports ? table_goods(u, units.rest()) : table_goods(units.rest(), u);
      const double value = units.listed[d] ? (exports ? table_goods(u, d) : table_goods(d, u)) : rest * share[d];
      (exports ? trade.goods(u, d) : trade.goods(d, u)) = value;
      (exports ? trade.estimated(u, units.region(d)) : trade.estimated(units.region(d), u)) = 1;
    }
  }
}

}  // namespace

std::size_t Units::of_economy(const Recipe&, const std::string& iso) const {
  const auto it = by_economy.find(iso);
  return it == by_economy.end() ? remainder() : it->second;
}

std::size_t Units::of_table(const Recipe& recipe, const std::string& iso) const {
  const std::size_t unit = of_economy(recipe, iso);
  return unit == remainder() || !listed[unit] ? rest() : unit;
}

Units make_units(const Recipe& recipe, const RawFolder& raw) {
  std::set<std::string> in_table;
  const auto t = raw.table("bilateral_late", {"exporter"});
  for (std::size_t i = 0; i < t.size(); ++i) in_table.insert(t.text(i, 0));
  Units units;
  units.count = recipe.regions.size() + 1;
  units.listed.assign(units.count, 0);
  units.populated.assign(units.count, 0);
  for (const auto& e : recipe.economies)
    if (e.name == "ROW") units.remainder_region = e.region;
  for (const auto& e : recipe.economies) {
    const bool listed = in_table.contains(e.name) && e.name != "ROW";
    const std::size_t unit = e.region == units.remainder_region && !listed ? units.remainder() : e.region;
    units.by_economy[e.name] = unit;
    units.populated[unit] = 1;
    if (listed) units.listed[unit] = 1;
  }
  return units;
}

UnitTrade unit_trade(const Recipe& recipe, const RawFolder& raw, const Units& units, const Array& table_goods) {
  UnitTrade trade{reported(recipe, raw, units), grid(recipe.regions.size(), recipe.regions.size())};
  for (std::size_t u = 0; u < units.count; ++u) {
    double sum = 0;
    for (std::size_t d = 0; d < units.count; ++d) sum += trade.goods(u, d);
    if (sum > 0 || !units.populated[u]) continue;
    if (!units.listed[u]) throw InputError("A region neither reports goods trade nor stands in the bilateral table.");
    fill_silent(recipe, units, table_goods, u, trade);
  }
  for (const auto& pair : recipe.pairs) {
    if (pair.fixed) continue;
    trade.goods(pair.source, pair.destination) = pair.value;
    trade.estimated(pair.source, pair.destination) = 1;
  }
  return trade;
}

}  // namespace setu::recipe
