#include "factors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

/// Labour and skilled labour by sector of one country, with value added and labour income as weights.
struct LabourAccount {
  std::vector<double> value_added, labour, labour_income, skilled;
};

using Accounts = std::map<std::string, LabourAccount>;

LabourAccount& account(Accounts& accounts, const std::string& country, std::size_t n) {
  auto& a = accounts[country];
  if (a.value_added.empty())
    for (auto* v : {&a.value_added, &a.labour, &a.labour_income, &a.skilled}) v->assign(n, 0.0);
  return a;
}

Accounts read_accounts(const Recipe& recipe, const RawFolder& raw) {
  const std::string year = std::to_string(static_cast<int>(recipe.number("labour.year")));
  const std::size_t n = recipe.sectors.size();
  Accounts accounts;
  const auto t = raw.table("labour", {"year", "country", "sector", "lab_share_clip", "LAB", "CAP", "sh_high"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) != year || t.text(i, 2) == "TOT" || !t.maybe(i, 3) || !t.maybe(i, 6)) continue;
    auto& a = account(accounts, t.text(i, 1), n);
    const std::size_t c = recipe.sector_of_adb(t.text(i, 2).substr(1));
    const double va = std::max(t.number(i, 4) + t.number(i, 5), 0.0), lab = t.number(i, 3) * va;
    a.value_added[c] += va, a.labour[c] += lab;
    a.labour_income[c] += lab, a.skilled[c] += lab * t.number(i, 6);
  }
  const auto est = raw.table("labour_estimated", {"country", "sector", "lab_share_est", "va_weight_2022"});
  for (std::size_t i = 0; i < est.size(); ++i) {
    auto& a = account(accounts, est.text(i, 0), n);
    const std::size_t c = recipe.sector_of_adb(est.text(i, 1).substr(1));
    const double va = std::max(est.number(i, 3), 1e-9);
    a.value_added[c] += va, a.labour[c] += va * est.number(i, 2);
  }
  return accounts;
}

const LabourAccount& find(const Accounts& accounts, const std::string& country) {
  const auto it = accounts.find(country);
  if (it == accounts.end()) throw InputError("There are no labour accounts for '" + country + "' (economies.csv).");
  return it->second;
}

double ratio(const std::vector<double>& part, const std::vector<double>& whole, std::size_t c) {
  if (whole[c] > 0) return part[c] / whole[c];
  double p = 0, w = 0;
  for (std::size_t k = 0; k < whole.size(); ++k) p += part[k], w += whole[k];
  return w > 0 ? p / w : 0.5;
}

std::map<std::string, double> penn_labour(const Recipe& recipe, const RawFolder& raw) {
  const std::string year = std::to_string(static_cast<int>(recipe.number("spending.year")));
  std::map<std::string, double> share;
  const auto t = raw.table("penn", {"isocode", "year", "labsh"});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.text(i, 1) == year && t.maybe(i, 2)) share[t.text(i, 0)] = t.number(i, 2);
  return share;
}

/// Moves all logits of the labour shares by one number so that labour's income is `target` of value added
/// (docs/data.md, equation L1).
void shift(Array& labour, std::size_t r, const std::vector<double>& value_added, double target) {
  double all = 0, low = -8, high = 8;
  for (const double v : value_added) all += v;
  const auto shifted = [&](std::size_t a, double by) {
    const double share = std::clamp(labour(a, r), 0.02, 0.98);
    return 1 / (1 + (1 - share) / share * std::exp(-by));
  };
  for (int round = 0; round < 100; ++round) {
    const double middle = 0.5 * (low + high);
    double sum = 0;
    for (std::size_t a = 0; a < value_added.size(); ++a) sum += value_added[a] * shifted(a, middle);
    (sum < target * all ? low : high) = middle;
  }
  for (std::size_t a = 0; a < value_added.size(); ++a) labour(a, r) = shifted(a, low);
}

}  // namespace

FactorShares factor_shares(const Recipe& recipe, const RawFolder& raw, const Controls& controls, Report& report) {
  const std::size_t n = recipe.sectors.size(), regions = recipe.regions.size();
  const auto accounts = read_accounts(recipe, raw);
  const auto penn = penn_labour(recipe, raw);
  FactorShares shares{grid(n, regions), grid(n, regions)};
  report.begin("Step 7: labour income, shares of the accounts and after the shift");
  for (std::size_t r = 0; r < regions; ++r) {
    std::vector<double> va(n, 0.0);
    double wanted = 0, all = 0, before = 0;
    for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
      const auto& economy = recipe.economies[e];
      if (economy.region != r) continue;
      const auto& labour = find(accounts, economy.labour);
      const auto& skill = find(accounts, economy.skill);
      const auto it = penn.find(economy.spending);
      for (std::size_t a = 0; a < n; ++a) {
        const double v = controls.economy(e, a, ValueAdded);
        va[a] += v;
        shares.labour(a, r) += v * ratio(labour.labour, labour.value_added, a);
        shares.skilled(a, r) += v * ratio(skill.skilled, skill.labour_income, a);
        wanted += v * (it == penn.end() ? recipe.number("labour.share_where_unknown") : it->second);
        all += v;
      }
    }
    for (std::size_t a = 0; a < n; ++a) {
      before += shares.labour(a, r);
      if (va[a] > 0) shares.labour(a, r) /= va[a], shares.skilled(a, r) /= va[a];
      else shares.labour(a, r) = shares.skilled(a, r) = 0.5;
    }
    shift(shares.labour, r, va, wanted / all);
    report.move("labour income of " + recipe.regions[r], before, wanted);
  }
  return shares;
}

Stocks stocks(const Recipe& recipe, const RawFolder& raw, const Controls& controls) {
  const int year = static_cast<int>(recipe.number("spending.year"));
  struct Ratios {
    double capital = 0, rate = 0, people = 0, growth = 1;
  };
  std::map<std::string, Ratios> penn;
  const auto t = raw.table("penn", {"isocode", "year", "pop", "cn", "pl_n", "cgdpo", "pl_gdpo", "delta"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    auto& p = penn[t.text(i, 0)];
    if (t.text(i, 1) == std::to_string(year - 1) && t.maybe(i, 2)) p.people = t.number(i, 2);
    if (t.text(i, 1) != std::to_string(year) || !t.maybe(i, 2)) continue;
    p.growth = t.number(i, 2) / p.people;
    p.people = t.number(i, 2) * std::pow(p.growth, recipe.year - year);
    if (!t.maybe(i, 3) || !t.maybe(i, 4)) continue;
    p.capital = t.number(i, 3) * t.number(i, 4) / (t.number(i, 5) * t.number(i, 6));
    p.rate = t.number(i, 7);
  }
  Stocks stocks;
  for (auto* v : {&stocks.capital, &stocks.depreciation, &stocks.population}) v->assign(recipe.regions.size(), 0.0);
  std::size_t remainder = 0;
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
    const auto& economy = recipe.economies[e];
    const auto& p = penn[economy.spending];
    if (p.capital <= 0) throw InputError("The Penn World Table has no capital stock for '" + economy.spending + "'.");
    stocks.capital[economy.region] += controls.gdp(e) * p.capital;
    stocks.depreciation[economy.region] += controls.gdp(e) * p.capital * p.rate;
    if (economy.name == "ROW") remainder = economy.region;
    else stocks.population[economy.region] += penn[economy.name].people;
  }
  for (const auto& [iso, p] : penn) {
    const auto known =
        std::find_if(recipe.economies.begin(), recipe.economies.end(), [&iso = iso](const Economy& e) { return e.name == iso; });
    if (known == recipe.economies.end()) stocks.population[remainder] += p.people;
  }
  return stocks;
}

}  // namespace setu::recipe
