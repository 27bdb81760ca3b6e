#include <algorithm>

#include <fmt/format.h>

#include "flow_sums.hpp"
#include "tables.hpp"

namespace setu {

namespace {

struct Sector {
  std::string name;
  double base = 0, percent = 0;
  [[nodiscard]] double change() const { return base * percent / 100; }
};

/// Sectors of a region by change in output volume at benchmark prices, gains first.
std::vector<Sector> ranked_sectors(const ResultView& view, const std::string& region) {
  const Sets& sets = view.sets();
  std::vector<Sector> sectors;
  for (const auto& activity : sets.acts)
    if (const auto percent = view.percent("qo", {activity, region}))
      sectors.push_back(
          {activity, output_value(view.experiment().base, position(sets.acts, activity), position(sets.reg, region)), *percent});
  std::stable_sort(sectors.begin(), sectors.end(), [](const auto& a, const auto& b) { return a.change() > b.change(); });
  return sectors;
}

DataTable sector_table(const ResultView& view, const std::string& region) {
  const auto sectors = ranked_sectors(view, region);
  const std::size_t top = view.experiment().report.top;
  DataTable table{
      "sectors " + region,
      fmt::format("{}: sectors that gain and lose most output", region),
      "",
      {{.title = "Sector", .words = true}, {"Output", "US$ mn", 0}, {"Change", "US$ mn", 1}, {"Change", "%", 2}, {"Price", "%", 2}}};
  const auto add = [&](const Sector& s) { table.row({s.name, s.base, s.change(), s.percent, view.percent("po", {s.name, region})}); };
  std::size_t winners = 0;
  for (std::size_t i = 0; i < sectors.size() && i < top && sectors[i].change() > 0; ++i, ++winners) add(sectors[i]);
  table.rule();
  std::vector<Sector> losers(sectors.rbegin(), sectors.rend());
  for (std::size_t i = 0; i < losers.size() && i < top && losers[i].change() < 0; ++i) add(losers[i]);
  table.note("Volumes at benchmark prices.");
  return table;
}

/// Regions to look at: the report's, or the two with the largest EV relative to income.
std::vector<std::string> highlighted(const ResultView& view) {
  if (!view.experiment().report.highlight.empty()) return view.experiment().report.highlight;
  std::vector<std::string> regions = view.sets().reg;
  const auto size = [&](const std::string& r) { return std::abs(view.ev(r) / view.income(r)); };
  std::stable_sort(regions.begin(), regions.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
  regions.resize(std::min<std::size_t>(2, regions.size()));
  return regions;
}

}  // namespace

std::vector<DataTable> sector_tables(const ResultView& view) {
  std::vector<DataTable> tables;
  for (const auto& region : highlighted(view)) tables.push_back(sector_table(view, region));
  return tables;
}

}  // namespace setu
