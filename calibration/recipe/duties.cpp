#include "duties.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "contains.hpp"
#include "national.hpp"

namespace setu::recipe {
namespace {

/// Duties collected by heading and partner of one importer, on the recipe's sectors.
void read_by_heading(const Recipe& recipe, const RawFolder& raw, CollectedDuties& collected) {
  const auto goods = recipe.goods();
  std::vector<std::string> columns = {"hs4"};
  for (const std::size_t c : goods) columns.push_back(recipe.sectors[c].name);
  const auto key = raw.table("concordance", columns);
  std::map<std::string, std::size_t> heading;
  for (std::size_t i = 0; i < key.size(); ++i) heading[key.text(i, 0)] = i;
  std::map<std::string, std::size_t> partner;
  const EconomyIndex index(recipe);
  for (const auto& entry : recipe.list("customs.partners"))
    partner[entry.substr(0, entry.rfind(' '))] = recipe.economies[index(entry.substr(entry.rfind(' ') + 1))].region;
  const std::size_t d = recipe.region(recipe.list("customs.heading_importer").front());
  const auto t = raw.table("imports_by_heading", {"cty", "hs6", "imports", "duty"});
  Array duty = grid(recipe.regions.size(), recipe.sectors.size());
  for (std::size_t i = 0; i < t.size(); ++i) {
    const auto s = partner.find(t.text(i, 0));
    const auto row = heading.find(t.text(i, 1).substr(0, 4));
    if (s == partner.end() || row == heading.end()) continue;
    for (std::size_t k = 0; k < goods.size(); ++k) {
      const double share = key.number(row->second, k + 1);
      duty(s->second, goods[k]) += share * t.number(i, 3) / 1e6;
      collected.imports(s->second, goods[k], d) += share * t.number(i, 2) / 1e6;
    }
  }
  if (recipe.number("duties.by_heading") == 0) return;  // the rates of the tariff table stand, without duties of a trade war
  for (std::size_t s = 0; s < recipe.regions.size(); ++s)
    for (const std::size_t c : goods)
      if (collected.imports(s, c, d) > 1) collected.rate(s, c, d) = duty(s, c) / collected.imports(s, c, d);
}

}  // namespace

CollectedDuties read_collected(const Recipe& recipe, const RawFolder& raw) {
  const std::size_t n = recipe.regions.size();
  CollectedDuties collected{std::vector<double>(n, -1.0), grid(n, recipe.sectors.size(), n), grid(n, recipe.sectors.size(), n)};
  for (double& v : collected.rate.values()) v = -1;
  read_by_heading(recipe, raw, collected);
  std::map<std::string, std::pair<int, double>> latest;
  const auto t = raw.table("duties_collected", {"iso", "year", "customs_pct_of_merchandise_imports"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    const int year = static_cast<int>(t.number(i, 1));
    if (year <= recipe.year && t.maybe(i, 2) && year >= latest[t.text(i, 0)].first) latest[t.text(i, 0)] = {year, t.number(i, 2) / 100};
  }
  const EconomyIndex index(recipe);
  for (const auto& name : recipe.list("duties.bounded")) {
    const std::size_t r = recipe.region(name);
    double sum = 0, count = 0;
    for (const auto& [iso, entry] : latest)
      if (index.listed(iso) && recipe.economies[index(iso)].region == r) sum += entry.second, ++count;
    if (count > 0) collected.share[r] = sum / count;
    if (const auto gross = recipe.numbers.find("duties.gross." + name); gross != recipe.numbers.end()) collected.share[r] *= gross->second;
  }
  return collected;
}

Tariffs collected_rates(const Recipe& recipe, const Tariffs& applied, const CollectedDuties& collected, const Array& trade,
                        Report& report) {
  Tariffs duties = applied;
  const double highest = recipe.number("duties.highest");
  for (double& v : duties.rate.values()) v = std::min(v, highest);
  scale_tariffs(recipe, trade, duties, report);
  const auto& as_applied = recipe.list("duties.as_applied");
  const auto keeps = [&](std::size_t s, std::size_t d) { return contains(as_applied, recipe.regions[s] + " " + recipe.regions[d]); };
  report.begin("Duties: applied rates and what is collected");
  for (std::size_t d = 0; d < recipe.regions.size(); ++d) {
    double duty = 0, kept = 0, base = 0;
    for (std::size_t s = 0; s < recipe.regions.size(); ++s)
      for (const std::size_t c : recipe.goods()) {
        if (collected.rate(s, c, d) >= 0) duties.rate(s, c, d) = collected.rate(s, c, d);
        (keeps(s, d) ? kept : duty) += duties.rate(s, c, d) * trade(s, c, d);
        if (s != d) base += trade(s, c, d);
      }
    if (collected.share[d] < 0 || duty + kept <= collected.share[d] * base) continue;
    const double factor = std::max(collected.share[d] * base - kept, 0.0) / duty;
    for (std::size_t s = 0; s < recipe.regions.size(); ++s)
      for (const std::size_t c : recipe.goods())
        if (!keeps(s, d)) duties.rate(s, c, d) *= factor;
    report.move(fmt::format("duties of {} (to {:.2f} %)", recipe.regions[d], 100 * collected.share[d]), duty + kept, kept + duty * factor);
  }
  return duties;
}

}  // namespace setu::recipe
