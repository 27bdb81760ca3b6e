#include "controls.hpp"

#include <algorithm>
#include <numeric>

#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

/// Adds the published rows of the base year.
void add_published(const Recipe& recipe, const RawFolder& raw, Array& economy) {
  std::map<std::string, std::size_t> number;
  for (std::size_t e = 0; e < recipe.economies.size(); ++e)
    if (!recipe.economies[e].adb.empty()) number[recipe.economies[e].adb] = e;
  const auto t = raw.table("control_totals", {"year", "adb_code", "sector", "gross_output", "intermediate_use", "value_added_incl_taxes",
                                              "intermediate_sales_all", "exports"});
  std::vector<char> seen(recipe.economies.size(), 0);
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) != std::to_string(recipe.year)) continue;
    const auto it = number.find(t.text(i, 1));
    if (it == number.end()) t.fail(i, "economies.csv has no economy with the code '" + t.text(i, 1) + "'.");
    seen[it->second] = 1;
    const std::size_t c = recipe.sector_of_adb(t.text(i, 2));
    for (std::size_t m = 0; m < measures; ++m) economy(it->second, c, m) += t.number(i, 3 + m);
  }
  for (const auto& [code, e] : number)
    if (!seen[e]) throw InputError("The control totals have no rows for '" + code + "' in the base year.");
}

/// Value-added shares of the sectors (simple mean over the OECD codes of a sector).
std::vector<double> oecd_value_added_shares(const Recipe& recipe, const RawFolder& raw, const std::string& country) {
  std::map<std::string, double> share;
  const auto t = raw.table("oecd_sectors", {"country", "sector", "va_share"});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.text(i, 0) == country) share[t.text(i, 1)] = t.number(i, 2);
  std::vector<double> result;
  for (const auto& sector : recipe.sectors) {
    double sum = 0;
    for (const auto& code : sector.oecd) sum += share[code];
    result.push_back(sum > 0 ? sum / static_cast<double>(sector.oecd.size()) : 0.5);
  }
  return result;
}

/// Value added by sector: the published shares of broad groups, spread inside a group like the donors' value added.
std::vector<double> built_value_added(const Recipe& recipe, const RawFolder& raw, const Economy& built,
                                      const std::vector<double>& donor_value_added, double gdp) {
  std::vector<double> value(recipe.sectors.size(), 0.0);
  const auto t = raw.table("broad_sectors", {"country", "sector", "va_share"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) != built.name || t.text(i, 1) == "Total") continue;
    std::vector<std::size_t> members;
    for (const auto& name : recipe.list("broad_sectors." + t.text(i, 1))) members.push_back(recipe.sector(name));
    double sum = 0;
    for (const std::size_t c : members) sum += donor_value_added[c];
    for (const std::size_t c : members) value[c] += gdp * t.number(i, 2) * donor_value_added[c] / sum;
  }
  return value;
}

double gdp_of(const RawFolder& raw, const std::string& iso) {
  const auto t = raw.table("gdp", {"iso3", "gdp_usd"});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.text(i, 0) == iso) return t.number(i, 1) / 1e6;
  throw InputError("The table of GDP has no row for '" + iso + "'.");
}

/// Fills economy `e` and takes it out of the remainder.
void build_economy(const Recipe& recipe, const RawFolder& raw, std::size_t e, double goods_exports, Array& economy) {
  const std::size_t n = recipe.sectors.size();
  Array donor = grid(n, measures);
  std::size_t remainder = e;
  for (std::size_t k = 0; k < recipe.economies.size(); ++k) {
    const auto& name = recipe.economies[k].name;
    if (name == "ROW") remainder = k;
    const auto& donors = recipe.list("built_economy.donors");
    if (std::find(donors.begin(), donors.end(), name) == donors.end()) continue;
    for (std::size_t c = 0; c < n; ++c)
      for (std::size_t m = 0; m < measures; ++m) donor(c, m) += economy(k, c, m);
  }
  std::vector<double> donor_va(n);
  for (std::size_t c = 0; c < n; ++c) donor_va[c] = donor(c, ValueAdded);
  const auto& built = recipe.economies[e];
  const auto va_share = oecd_value_added_shares(recipe, raw, built.technology);
  const auto va = built_value_added(recipe, raw, built, donor_va, gdp_of(raw, built.name));

  std::vector<double> wish(n, 0.0);
  double wished_goods = 0;
  for (std::size_t c = 0; c < n; ++c) {
    economy(e, c, Output) = va[c] / va_share[c];
    economy(e, c, ValueAdded) = va[c];
    economy(e, c, IntermediateUse) = economy(e, c, Output) - va[c];
    const double per_output = donor(c, Output) > 0 ? economy(e, c, Output) / donor(c, Output) : 0.0;
    economy(e, c, IntermediateSales) = per_output * donor(c, IntermediateSales);
    wish[c] = per_output * donor(c, Exports);
    if (recipe.sectors[c].goods) wished_goods += wish[c];
  }
  for (std::size_t c = 0; c < n; ++c) {
    const double scale = recipe.sectors[c].goods ? goods_exports / wished_goods : 1.0;
    economy(e, c, Exports) = std::min(wish[c] * scale, 0.8 * economy(e, c, Output));
    for (std::size_t m = 0; m < measures; ++m) economy(remainder, c, m) -= economy(e, c, m);
    if (economy(remainder, c, Output) < 0) throw InputError("The remainder economy cannot hold " + built.name + ".");
  }
}

}  // namespace

double Controls::gdp(std::size_t e) const {
  double sum = 0;
  for (std::size_t c = 0; c < economy.dims()[1]; ++c) sum += economy(e, c, ValueAdded);
  return sum;
}

double Controls::goods_exports(const Recipe& recipe, std::size_t r) const {
  double sum = 0;
  for (const std::size_t c : recipe.goods()) sum += region(r, c, Exports);
  return sum;
}

GoodsTrade read_goods_trade(const RawFolder& raw) {
  const auto t = raw.table("goods_trade", {"exporter", "importer", "usd_thousand"});
  GoodsTrade trade;
  for (std::size_t i = 0; i < t.size(); ++i) {
    trade.economies.add(t.text(i, 0));
    trade.economies.add(t.text(i, 1));
  }
  trade.value = grid(trade.economies.size(), trade.economies.size());
  for (std::size_t i = 0; i < t.size(); ++i)
    trade.value(*trade.economies.find(t.text(i, 0)), *trade.economies.find(t.text(i, 1))) += t.number(i, 2) / 1e3;
  return trade;
}

Controls read_controls(const Recipe& recipe, const RawFolder& raw) {
  const std::size_t n = recipe.sectors.size();
  Controls controls;
  controls.economy = grid(recipe.economies.size(), n, measures);
  add_published(recipe, raw, controls.economy);
  const auto trade = read_goods_trade(raw);
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
    if (!recipe.economies[e].adb.empty()) continue;
    double goods = 0;
    const auto exporter = trade.economies.find(recipe.economies[e].name);
    for (std::size_t d = 0; exporter && d < trade.economies.size(); ++d) goods += trade.value(*exporter, d);
    build_economy(recipe, raw, e, goods, controls.economy);
  }
  controls.region = grid(recipe.regions.size(), n, measures);
  for (std::size_t e = 0; e < recipe.economies.size(); ++e)
    for (std::size_t c = 0; c < n; ++c)
      for (std::size_t m = 0; m < measures; ++m) controls.region(recipe.economies[e].region, c, m) += controls.economy(e, c, m);
  return controls;
}

}  // namespace setu::recipe
