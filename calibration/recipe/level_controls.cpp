#include <algorithm>

#include "contains.hpp"
#include "evidence.hpp"
#include "setu/base/error.hpp"

// docs/data.md, U5.

namespace setu::recipe {
namespace {

/// Moves every economy's totals to the level of its GDP; Myanmar and the like stand beside the remainder, whose GDP is its own.
void scale_to_gdp(const Recipe& recipe, const std::vector<NationalAccounts>& accounts, Controls& controls) {
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
    const double factor = accounts[e].gdp / controls.gdp(e);
    for (std::size_t c = 0; c < recipe.sectors.size(); ++c)
      for (std::size_t m = 0; m < measures; ++m) controls.economy(e, c, m) *= factor;
  }
}

/// Services exports of an economy by the balance of payments, inside a category as in the control totals.
void set_services(const Recipe& recipe, const ServicesTrade& services, std::size_t e, Controls& controls) {
  const std::size_t last = services.categories.size() - 1;
  double specified = 0;
  for (std::size_t k = 0; k < last; ++k) specified += services.value(e, k, 0);
  const double open = services.value(e, last, 0), spread = specified > 0 ? 1 + open / specified : 0.0;
  for (std::size_t k = 0; k <= last; ++k) {
    const double value = k == last ? (specified > 0 ? 0.0 : open) : services.value(e, k, 0) * spread;
    double sum = 0;
    for (const std::size_t c : services.sectors[k]) sum += controls.economy(e, c, Exports);
    if (value <= 0) continue;
    if (sum <= 0)
      throw InputError("The control totals have no services exports of " + recipe.economies[e].name + " in a category that is reported.");
    for (const std::size_t c : services.sectors[k]) controls.economy(e, c, Exports) *= value / sum;
  }
}

/// Goods exports as partners record them by origin, so without re-exports.
std::vector<double> exports_by_origin(const RawFolder& raw, const EconomyIndex& index, std::size_t economies) {
  const auto trade = read_goods_trade(raw);
  std::vector<double> exports(economies, 0.0);
  for (std::size_t s = 0; s < trade.economies.size(); ++s)
    for (std::size_t d = 0; d < trade.economies.size(); ++d) exports[index(trade.economies[s])] += trade.value(s, d);
  return exports;
}

/// Share of the remainder's reported trade that stays among economies which the control totals lump together.
double trade_inside_remainder(const RawFolder& raw, const EconomyIndex& index) {
  const auto trade = read_goods_trade(raw);
  double inside = 0, all = 0;
  for (std::size_t s = 0; s < trade.economies.size(); ++s)
    for (std::size_t d = 0; d < trade.economies.size(); ++d) {
      if (index.listed(trade.economies[s])) continue;
      all += trade.value(s, d);
      if (!index.listed(trade.economies[d])) inside += trade.value(s, d);
    }
  return all > 0 ? inside / all : 0.0;
}

}  // namespace

Controls level_controls(const Recipe& recipe, const RawFolder& raw, Controls controls, Sources& sources) {
  const std::size_t n = recipe.sectors.size(), regions = recipe.regions.size();
  const EconomyIndex index(recipe);
  const auto by_origin = exports_by_origin(raw, index, recipe.economies.size());
  sources.economies = read_national_accounts(recipe, raw);
  scale_to_gdp(recipe, sources.economies, controls);
  sources.customs = read_customs(recipe, raw, controls);
  sources.services = read_services(recipe, raw);
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
    set_services(recipe, sources.services, e, controls);
    double customs = 0;
    for (const std::size_t c : recipe.goods()) customs += sources.customs.exports(e, c);
    const bool net = contains(recipe.list("exports.net_of_reexports"), recipe.economies[e].name);
    const double inside = e == index.remainder() ? 1 - trade_inside_remainder(raw, index) : 1.0;
    const double scale = net && customs > 0 ? by_origin[e] / customs : inside;
    for (const std::size_t c : recipe.goods())
      if (customs > 0) controls.economy(e, c, Exports) = sources.customs.exports(e, c) * scale;
  }
  // The level of a region's goods exports is the national accounts' less services, unless re-exports are left out.
  sources.regions.assign(regions, {});
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) sources.regions[recipe.economies[e].region].add(sources.economies[e]);
  controls.region = grid(regions, n, measures);
  for (std::size_t r = 0; r < regions; ++r) {
    double goods = 0, services = 0;
    std::vector<double> made(n, 0.0);  // what a region does not make is a re-export
    for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
      if (recipe.economies[e].region != r) continue;
      for (std::size_t c = 0; c < n; ++c) made[c] += controls.economy(e, c, Output);
      for (std::size_t c = 0; c < n; ++c) (recipe.sectors[c].goods ? goods : services) += controls.economy(e, c, Exports);
    }
    const bool keep = contains(recipe.list("exports.net_of_reexports"), recipe.regions[r]) ||
                      contains(recipe.list("exports.level_of_customs"), recipe.regions[r]);
    const double scale = keep ? 1.0 : (sources.regions[r].exports - services) / goods;
    for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
      if (recipe.economies[e].region != r) continue;
      for (const std::size_t c : recipe.goods()) controls.economy(e, c, Exports) *= made[c] > 0 ? scale : 0.0;
      for (std::size_t c = 0; c < n; ++c)
        for (std::size_t m = 0; m < measures; ++m) controls.region(r, c, m) += controls.economy(e, c, m);
    }
  }
  sources.exports = grid(regions, n);
  for (std::size_t r = 0; r < regions; ++r)
    for (std::size_t c = 0; c < n; ++c) sources.exports(r, c) = controls.region(r, c, Exports);
  return controls;
}

}  // namespace setu::recipe
