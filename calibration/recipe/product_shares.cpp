#include <algorithm>
#include <cmath>
#include <sstream>

#include "evidence.hpp"

// docs/data.md, U7.

namespace setu::recipe {
namespace {

/// Adds "this share of the pair's goods" with an error in parts of the value, at least a hundredth of the pair.
void add_share(const Recipe& recipe, const TradeSeeds& trade, std::size_t s, std::size_t d, std::vector<std::size_t> sectors, double share,
               const std::string& source, std::vector<Evidence>& evidence) {
  const double pair = trade.pair(s, d), value = share * pair;
  if (value <= 0) return;
  const bool fixed = std::isinf(trade.stiffness(s, d));
  const double relative = recipe.number(fixed ? "errors.product_share_fixed" : "errors.product_share");
  const double least = (fixed ? 0.001 : 0.01) * pair;
  evidence.push_back({Concept::Pair, s, d, std::move(sectors), value, std::max(relative * value, least), source});
}

/// A statistic by area and named goods: products.csv says which goods make up which sectors.
void add_by_area(const Recipe& recipe, const RawFolder& raw, const TradeSeeds& trade, std::vector<Evidence>& evidence) {
  const std::string total = recipe.list("area_statistics.total").front();
  const std::size_t home = recipe.region(recipe.list("area_statistics.reporter").front());
  std::map<std::string, std::size_t> region;
  for (const auto& entry : recipe.list("area_statistics.areas"))
    region[entry.substr(0, entry.rfind(' '))] = recipe.region(entry.substr(entry.rfind(' ') + 1));
  const auto t = raw.table("trade_by_area", {"ex_im", "area", "goods", "bn_yen_" + std::to_string(recipe.year)});
  std::map<std::string, std::map<std::pair<std::size_t, std::string>, double>> value;  // flow → region, goods
  for (std::size_t i = 0; i < t.size(); ++i)
    if (const auto r = region.find(t.text(i, 1)); r != region.end() && t.maybe(i, 3))
      value[t.text(i, 0)][{r->second, t.text(i, 2)}] += t.number(i, 3);
  struct Item {
    std::string flow, sectors;
    std::vector<std::pair<std::string, double>> goods;
  };
  std::vector<Item> items;
  const RawTable products(recipe.folder / "products.csv", {"flow", "sectors", "goods", "sign"});
  for (std::size_t i = 0; i < products.size(); ++i) {
    if (items.empty() || items.back().flow != products.text(i, 0) || items.back().sectors != products.text(i, 1))
      items.push_back({products.text(i, 0), products.text(i, 1), {}});
    items.back().goods.emplace_back(products.text(i, 2), products.number(i, 3));
  }
  for (const auto& item : items)
    for (std::size_t r = 0; r < recipe.regions.size(); ++r) {
      auto& flow = value[item.flow];
      const double all = flow.contains({r, total}) ? flow.at({r, total}) : 0.0;
      if (all <= 0) continue;
      double sum = 0;
      bool known = true;  // goods that are not printed for an area are not known to be zero
      for (const auto& [goods, sign] : item.goods) {
        known = known && (sign < 0 || flow.contains({r, goods}));
        sum += flow.contains({r, goods}) ? sign * flow.at({r, goods}) : 0.0;
      }
      if (!known) continue;
      std::vector<std::size_t> sectors;
      std::istringstream names(item.sectors);
      for (std::string name; names >> name;) sectors.push_back(recipe.sector(name));
      const bool out = item.flow == "export";
      add_share(recipe, trade, out ? home : r, out ? r : home, sectors, sum / all, "customs of " + recipe.regions[home] + " by product",
                evidence);
    }
}

void add_by_heading(const Recipe& recipe, const RawFolder& raw, const TradeSeeds& trade, std::vector<Evidence>& evidence) {
  const auto collected = read_collected(recipe, raw);
  const std::size_t d = recipe.region(recipe.list("customs.heading_importer").front());
  for (std::size_t s = 0; s < recipe.regions.size(); ++s) {
    double all = 0;
    for (const std::size_t c : recipe.goods()) all += collected.imports(s, c, d);
    for (const std::size_t c : recipe.goods())
      if (all > 0)
        add_share(recipe, trade, s, d, {c}, collected.imports(s, c, d) / all, "customs of " + recipe.regions[d] + " by heading", evidence);
  }
}

}  // namespace

void add_product_shares(const Recipe& recipe, const RawFolder& raw, const TradeSeeds& trade, std::vector<Evidence>& evidence) {
  add_by_area(recipe, raw, trade, evidence);
  add_by_heading(recipe, raw, trade, evidence);
}

}  // namespace setu::recipe
