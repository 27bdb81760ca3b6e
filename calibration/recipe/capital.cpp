#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "grid.hpp"
#include "contains.hpp"
#include "assemble.hpp"
#include "setu/base/number.hpp"
#include "setu/model/database/accounts.hpp"

namespace setu::recipe {
namespace {

constexpr std::size_t capital = 3;  // position in ENDW, see assemble.cpp

/// Activities that foreigners own nothing of unless a source says so: foreign_capital.home_owned.
bool is_home_owned(const Recipe& recipe, std::size_t a) {
  const auto list = recipe.lists.find("foreign_capital.home_owned");
  return list != recipe.lists.end() && contains(list->second, recipe.sectors[a].name);
}

/// Capital income of a stake by activity before the ceiling.
std::vector<double> spread(const Recipe& recipe, const Database& db, const Stake& stake) {
  const std::size_t n = recipe.sectors.size(), h = stake.host;
  double all = 0, free = 0, listed = 0;
  std::vector<double> share(n, -1.0), income(n);
  for (const auto& split : recipe.stake_splits)
    if (split.owner == stake.owner && split.host == h) share[split.sector] = split.share;
  for (std::size_t a = 0; a < n; ++a) {
    income[a] = db["EVOS"](capital, a, h);
    all += income[a];
    if (share[a] < 0 && is_home_owned(recipe, a)) share[a] = 0;
    if (share[a] >= 0) listed += share[a];
    else free += income[a];
  }
  const double earned = stake.stock / db["VKB"](h) * all;
  for (std::size_t a = 0; a < n; ++a) income[a] = earned * (share[a] >= 0 ? share[a] : (1 - listed) * income[a] / free);
  return income;
}

}  // namespace

void add_capital_owners(const Recipe& recipe, Database& db, Report& report) {
  const std::size_t n = recipe.sectors.size();
  const double highest = recipe.number("foreign_capital.highest_share");
  report.begin("Step 9: capital by owner (capital income wished and given)");
  auto& owned = db["VKOS"];
  const Database& in = db;
  for (std::size_t h = 0; h < recipe.regions.size(); ++h)
    for (std::size_t a = 0; a < n; ++a) owned(h, a, h) = in["EVOS"](capital, a, h);
  for (const auto& stake : recipe.stakes) {
    const auto wish = spread(recipe, in, stake);
    double wished = 0, given = 0;
    for (std::size_t a = 0; a < n; ++a) {
      const double value = on_grid(std::min(wish[a], highest * in["EVOS"](capital, a, stake.host)));
      owned(stake.owner, a, stake.host) = value;
      owned(stake.host, a, stake.host) = on_grid(owned(stake.host, a, stake.host) - value);
      wished += wish[a], given += value;
    }
    report.move(fmt::format("capital income of {} in {}", recipe.regions[stake.owner], recipe.regions[stake.host]), wished, given);
    report.note(fmt::format("{} in {}: stock US$ {:.1f} billion, capital income US$ {:.2f} billion a year ({}).",
                            recipe.regions[stake.owner], recipe.regions[stake.host], stake.stock / 1e3, given / 1e3, stake.origin));
  }
  const auto income = regional_income(in), consumption = regional_consumption(in);
  const auto foreign = net_foreign_capital_income(in);
  for (std::size_t r = 0; r < recipe.regions.size(); ++r) {
    db["SAVE"](r) = income[r] - consumption[r];
    report.note(fmt::format("{}: income US$ {:.0f} million, of it from abroad (net) {}; saving {} ({} %).", recipe.regions[r], income[r],
                            decimal(foreign[r], 0), decimal(income[r] - consumption[r], 0),
                            decimal(100 * (1 - consumption[r] / income[r]), 1)));
  }
}

}  // namespace setu::recipe
