#include "national.hpp"

#include <algorithm>

#include "contains.hpp"
#include "setu/base/error.hpp"

namespace setu::recipe {
namespace {

using Values = std::map<std::string, std::map<std::string, double>>;  // economy → indicator → US$ million

Values read_main_aggregates(const RawFolder& raw, const std::string& year) {
  Values values;
  const auto t = raw.table("main_aggregates", {"iso", "year", "indicator", "value"});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.text(i, 1) == year) values[t.text(i, 0)][t.text(i, 2)] = t.number(i, 3);
  return values;
}

/// GDP of the calendar year, given in US$ billion.
std::map<std::string, double> read_gdp_levels(const Recipe& recipe, const RawFolder& raw, const std::string& year) {
  const auto& indicator = recipe.list("national_accounts.gdp_indicator").front();
  std::map<std::string, double> level;
  const auto t = raw.table("gdp_levels", {"iso", "year", "indicator", "value"});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.text(i, 1) == year && t.text(i, 2) == indicator && t.maybe(i, 3)) level[t.text(i, 0)] = t.number(i, 3) * 1e3;
  return level;
}

/// Latest taxes on goods and services, as a share of GDP.
std::map<std::string, double> read_revenue(const RawFolder& raw) {
  std::map<std::string, std::pair<double, double>> latest;
  const auto t = raw.table("revenue", {"iso", "Year", "Total_taxes_on_goods_and_services_pct_gdp"});
  for (std::size_t i = 0; i < t.size(); ++i)
    if (t.maybe(i, 2) && t.number(i, 1) >= latest[t.text(i, 0)].first) latest[t.text(i, 0)] = {t.number(i, 1), t.number(i, 2) / 100};
  std::map<std::string, double> share;
  for (const auto& [iso, entry] : latest) share[iso] = entry.second;
  return share;
}

NationalAccounts one(const std::map<std::string, double>& un, double level, const double* revenue, const ValueAddedGroups& groups) {
  const auto value = [&](const std::string& name) {
    const auto it = un.find(name);
    return it == un.end() ? 0.0 : it->second;
  };
  const double scale = value("GDP") > 0 ? level / value("GDP") : 0.0;
  NationalAccounts a;
  a.gdp = level;
  a.household = scale * value("C_household");
  a.government = scale * value("C_government");
  if (!un.contains("C_household")) a.household = scale * value("C_total");  // a few small islands give no split
  a.investment = scale * value("GCF");
  a.exports = scale * value("exports");
  a.imports = scale * value("imports");
  const double all = value("VA_total");
  if (revenue) {
    a.taxes_elsewhere = *revenue * level;
  } else {
    a.taxes = level - scale * all;
    a.gdp_with_taxes = level;
  }
  const double basic = level - a.taxes - a.taxes_elsewhere;
  for (const auto& name : groups.indicators) a.value_added.push_back(all > 0 ? basic * value(name) / all : 0.0);
  return a;
}

}  // namespace

void NationalAccounts::add(const NationalAccounts& o) {
  gdp += o.gdp, household += o.household, government += o.government, investment += o.investment;
  exports += o.exports, imports += o.imports, taxes += o.taxes, taxes_elsewhere += o.taxes_elsewhere;
  gdp_with_taxes += o.gdp_with_taxes;
  if (value_added.size() < o.value_added.size()) value_added.resize(o.value_added.size(), 0.0);
  for (std::size_t g = 0; g < o.value_added.size(); ++g) value_added[g] += o.value_added[g];
}

ValueAddedGroups value_added_groups(const Recipe& recipe) {
  ValueAddedGroups groups;
  const std::string prefix = "value_added_groups.";
  for (const auto& [key, names] : recipe.lists) {
    if (!key.starts_with(prefix)) continue;
    groups.indicators.push_back(key.substr(prefix.size()));
    groups.sectors.emplace_back();
    for (const auto& name : names) groups.sectors.back().push_back(recipe.sector(name));
  }
  return groups;
}

EconomyIndex::EconomyIndex(const Recipe& recipe) {
  for (std::size_t e = 0; e < recipe.economies.size(); ++e) {
    index_[recipe.economies[e].name] = e;
    if (recipe.economies[e].name == "ROW") remainder_ = e;
  }
}

std::size_t EconomyIndex::operator()(const std::string& iso) const {
  const auto it = index_.find(iso);
  return it == index_.end() ? remainder_ : it->second;
}

std::map<std::pair<std::string, std::string>, double> read_stated_accounts(const Recipe& recipe) {
  std::map<std::pair<std::string, std::string>, double> stated;
  const RawTable t(recipe.folder / "accounts.csv", {"economy", "item", "usd_mn", "origin"});
  for (std::size_t i = 0; i < t.size(); ++i) stated[{t.text(i, 0), t.text(i, 1)}] = t.number(i, 2);
  return stated;
}

std::vector<NationalAccounts> read_national_accounts(const Recipe& recipe, const RawFolder& raw) {
  const std::string year = std::to_string(recipe.year);
  const auto groups = value_added_groups(recipe);
  const auto un = read_main_aggregates(raw, year);
  const auto levels = read_gdp_levels(recipe, raw, year);
  const auto revenue = read_revenue(raw);
  const auto& hidden = recipe.list("taxes.from_revenue");
  const EconomyIndex index(recipe);
  std::vector<NationalAccounts> accounts(recipe.economies.size());
  for (const auto& [iso, values] : un) {
    const auto level = levels.find(iso);
    const bool elsewhere = contains(hidden, iso);
    if (elsewhere && !revenue.contains(iso)) throw InputError("The revenue source has no taxes on goods and services of " + iso + ".");
    const double gdp = level != levels.end() ? level->second : values.at("GDP");
    accounts[index(iso)].add(one(values, gdp, elsewhere ? &revenue.at(iso) : nullptr, groups));
  }
  for (const auto& [key, value] : read_stated_accounts(recipe)) {
    auto& a = accounts[index(key.first)];
    std::pair<const char*, double*> items[] = {
        {"gdp", &a.gdp},         {"household", &a.household}, {"government", &a.government}, {"investment", &a.investment},
        {"exports", &a.exports}, {"imports", &a.imports}};
    for (auto& [name, place] : items)
      if (key.second == name) *place = value;
  }
  for (std::size_t e = 0; e < accounts.size(); ++e) {
    if (accounts[e].gdp <= 0)
      throw InputError("No national accounts are known for " + recipe.economies[e].name + ": add rows to accounts.csv.");
    accounts[e].value_added.resize(groups.indicators.size(), 0.0);
  }
  return accounts;
}

}  // namespace setu::recipe
