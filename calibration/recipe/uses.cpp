#include "uses.hpp"

#include <algorithm>

#include "oecd.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"

namespace setu::recipe {
namespace {

std::size_t known(const Labels& labels, const std::string& name, const char* where) {
  if (const auto i = labels.find(name)) return *i;
  throw InputError(std::string(where) + ": " + unknown_name("country", name, labels.names()) + " (economies.csv asks for it).");
}

/// Shares of GDP that households, government and investment spend: national accounts where they are given, else the
/// Penn World Table.
std::map<std::string, std::array<double, final_users>> spending_shares(const Recipe& recipe, const RawFolder& raw) {
  const std::string year = std::to_string(static_cast<int>(recipe.number("spending.year")));
  std::map<std::string, std::array<double, final_users>> shares;
  const auto pwt = raw.table("penn", {"isocode", "year", "csh_c", "csh_g", "csh_i"});
  for (std::size_t i = 0; i < pwt.size(); ++i)
    if (pwt.text(i, 1) == year && pwt.maybe(i, 2)) shares[pwt.text(i, 0)] = {pwt.number(i, 2), pwt.number(i, 3), pwt.number(i, 4)};
  const auto un = raw.table("national_accounts", {"iso", "IndicatorName", "year", "share_of_gdp"});
  const std::pair<std::string_view, FinalUser> names[] = {{"Household consumption expenditure", Private},
                                                          {"General government final consumption", Government},
                                                          {"Gross capital formation", Investment}};
  for (std::size_t i = 0; i < un.size(); ++i)
    for (const auto& [name, user] : names)
      if (un.text(i, 2) == year && un.text(i, 1).starts_with(name)) shares[un.text(i, 0)][user] = un.number(i, 3);
  return shares;
}

void add_intermediates(const OecdStructure& oecd, std::size_t country, const Controls& controls, std::size_t e, std::size_t r,
                       Array& total) {
  const std::size_t n = oecd.final.dims()[1];
  for (std::size_t a = 0; a < n; ++a)
    for (std::size_t c = 0; c < n; ++c) total(c, a, r) += oecd.input(country, c, a) * controls.economy(e, a, IntermediateUse);
}

/// Splits an economy's final demand: commodity totals as OECD's shares, user totals as the spending shares, the inside
/// as in `wiod`, by alternating scaling. The user totals have the last word.
void add_final(const OecdStructure& oecd, std::size_t country, const WiodUses& wiod, std::size_t like,
               const std::array<double, final_users>& spending, double gdp, std::size_t r, Array& total) {
  const std::size_t n = oecd.final.dims()[1];
  const double all = gdp * (spending[0] + spending[1] + spending[2]);
  Array f = grid(n, final_users);
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t u = 0; u < final_users; ++u)
      f(c, u) = wiod.domestic(like, c, n + u) + wiod.imported(like, c, n + u) + 1e-6 * oecd.final(country, c);
  for (int round = 0; round < 30; ++round) {
    for (std::size_t c = 0; c < n; ++c) {
      const double sum = f(c, 0) + f(c, 1) + f(c, 2);
      for (std::size_t u = 0; u < final_users && sum > 0; ++u) f(c, u) *= all * oecd.final(country, c) / sum;
    }
    for (std::size_t u = 0; u < final_users; ++u) {
      double sum = 0;
      for (std::size_t c = 0; c < n; ++c) sum += f(c, u);
      for (std::size_t c = 0; c < n && sum > 0; ++c) f(c, u) *= gdp * spending[u] / sum;
    }
  }
  for (std::size_t c = 0; c < n; ++c)
    for (std::size_t u = 0; u < final_users; ++u) total(c, n + u, r) += f(c, u);
}

/// Import share of each user over the commodity's import share, from the regions' economies of 2011, between 0.2 and 3.
Array import_bias(const Recipe& recipe, const WiodUses& wiod) {
  const std::size_t n = recipe.sectors.size(), users = n + final_users;
  Array bias = grid(n, users, recipe.regions.size());
  for (std::size_t r = 0; r < recipe.regions.size(); ++r)
    for (std::size_t c = 0; c < n; ++c) {
      std::vector<double> domestic(users + 1, 0.0), imported(users + 1, 0.0);
      for (const auto& e : recipe.economies) {
        if (e.region != r) continue;
        const std::size_t k = *wiod.countries.find(e.uses);
        for (std::size_t u = 0; u < users; ++u) {
          domestic[u] += wiod.domestic(k, c, u), imported[u] += wiod.imported(k, c, u);
          domestic[users] += wiod.domestic(k, c, u), imported[users] += wiod.imported(k, c, u);
        }
      }
      const double mean = imported[users] / std::max(imported[users] + domestic[users], 1e-9);
      for (std::size_t u = 0; u < users; ++u) {
        const double sum = imported[u] + domestic[u];
        bias(c, u, r) = sum > 0 && mean > 0 ? std::clamp(imported[u] / sum / mean, 0.2, 3.0) : 1.0;
      }
    }
  return bias;
}

}  // namespace

WiodUses read_wiod_uses(const Recipe& recipe, const RawFolder& raw) {
  const std::size_t n = recipe.sectors.size();
  const auto inter = raw.table("wiod_intermediate", {"country", "using_sector", "input_sector", "domestic_usd_mn", "imported_usd_mn"});
  const auto final = raw.table("wiod_final", {"importer", "sector", "use", "domestic_usd_mn", "imported_usd_mn"});
  WiodUses wiod;
  for (std::size_t i = 0; i < inter.size(); ++i) wiod.countries.add(inter.text(i, 0));
  wiod.domestic = grid(wiod.countries.size(), n, n + final_users);
  wiod.imported = wiod.domestic;
  for (std::size_t i = 0; i < inter.size(); ++i) {
    const std::size_t k = *wiod.countries.find(inter.text(i, 0)), c = recipe.sector_of_adb(inter.text(i, 2));
    const std::size_t a = recipe.sector_of_adb(inter.text(i, 1));
    wiod.domestic(k, c, a) += inter.number(i, 3);
    wiod.imported(k, c, a) += inter.number(i, 4);
  }
  for (std::size_t i = 0; i < final.size(); ++i) {
    const auto k = wiod.countries.find(final.text(i, 0));
    if (!k) continue;
    const std::string& use = final.text(i, 2);
    const std::size_t u = n + (use == "government" ? Government : use == "household" || use == "npish" ? Private : Investment);
    wiod.domestic(*k, recipe.sector_of_adb(final.text(i, 1)), u) += final.number(i, 3);
    wiod.imported(*k, recipe.sector_of_adb(final.text(i, 1)), u) += final.number(i, 4);
  }
  for (auto* array : {&wiod.domestic, &wiod.imported})
    for (double& v : array->values()) v = std::max(v, 0.0);
  for (const auto& e : recipe.economies) known(wiod.countries, e.uses, "WIOD");
  return wiod;
}

UseSeeds seed_uses(const Recipe& recipe, const RawFolder& raw, const Controls& controls, const WiodUses& wiod) {
  const std::size_t n = recipe.sectors.size();
  const auto oecd = read_oecd(recipe, raw, wiod);
  const auto spending = spending_shares(recipe, raw);
  UseSeeds seeds;
  seeds.total = grid(n, n + final_users, recipe.regions.size());
  seeds.final_target = grid(recipe.regions.size(), final_users);
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
    const auto& economy = recipe.economies[e];
    const std::size_t country = known(oecd.countries, economy.technology, "OECD");
    const auto shares = spending.find(economy.spending);
    if (shares == spending.end()) throw InputError("No spending shares are published for '" + economy.spending + "'.");
    add_intermediates(oecd, country, controls, e, economy.region, seeds.total);
    add_final(oecd, country, wiod, known(wiod.countries, economy.uses, "WIOD"), shares->second, controls.gdp(e), economy.region,
              seeds.total);
    for (std::size_t u = 0; u < final_users; ++u) seeds.final_target(economy.region, u) += controls.gdp(e) * shares->second[u];
  }
  seeds.import_bias = import_bias(recipe, wiod);
  return seeds;
}

}  // namespace setu::recipe
