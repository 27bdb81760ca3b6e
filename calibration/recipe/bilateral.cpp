#include "bilateral.hpp"

#include <algorithm>
#include <cmath>

namespace setu::recipe {
namespace {

/// Flows by commodity between coarse units from one table (economies' own sales left out).
Array table_flows(const Recipe& recipe, const RawFolder& raw, const Units& units, const std::string& key, Array* goods) {
  const std::size_t n = recipe.sectors.size(), m = units.count + 1;
  std::map<std::string, std::vector<std::size_t>> sectors;
  for (std::size_t c = 0; c < n; ++c)
    for (const auto& code : recipe.sectors[c].bilateral) sectors[code].push_back(c);
  const auto t = raw.table(key, {"exporter", "sector", "importer", "usd_mn"});
  Array flow = grid(m, n, m);
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) == t.text(i, 2)) continue;
    const std::size_t s = units.of_table(recipe, t.text(i, 0)), d = units.of_table(recipe, t.text(i, 2));
    const auto it = sectors.find(t.text(i, 1));
    if (it == sectors.end()) continue;
    for (const std::size_t c : it->second) flow(s, c, d) += t.number(i, 3);
    if (goods && recipe.sectors[it->second.front()].goods) (*goods)(s, d) += t.number(i, 3);
  }
  return flow;
}

struct Split {
  Array intermediate, final;
};

Split wiod_flows(const Recipe& recipe, const RawFolder& raw, const Units& units) {
  const std::size_t n = recipe.sectors.size(), m = units.count + 1;
  const auto t = raw.table("wiod_bilateral", {"exporter", "sector", "importer", "intermediate_usd_mn", "final_usd_mn"});
  Split flow{grid(m, n, m), grid(m, n, m)};
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) == t.text(i, 2)) continue;
    const std::size_t s = units.of_table(recipe, t.text(i, 0)), d = units.of_table(recipe, t.text(i, 2));
    const std::size_t c = recipe.sector_of_adb(t.text(i, 1));
    flow.intermediate(s, c, d) += std::max(t.number(i, 3), 0.0);
    flow.final(s, c, d) += std::max(t.number(i, 4), 0.0);
  }
  return flow;
}

double row_sum(const Array& flow, std::size_t s, std::size_t c) {
  double sum = 0;
  for (std::size_t d = 0; d < flow.dims()[2]; ++d) sum += flow(s, c, d);
  return sum;
}

bool disagree(double early, double late, double outlier) { return early > 0 && late > 0 && std::max(early / late, late / early) > outlier; }

/// docs/data.md, equation T1.
double interpolate(double early, double late, double weight, double outlier) {
  if (early <= 0 || late <= 0) return (1 - weight) * early + weight * late;
  if (disagree(early, late, outlier)) return std::sqrt(early * late);
  return std::pow(early, 1 - weight) * std::pow(late, weight);
}

void interpolate_rows(const Recipe& recipe, const Array& early, const Array& late, std::size_t c, BilateralPattern& pattern) {
  Array& share = pattern.share;
  const double outlier = recipe.number("trade.outlier");
  const double first = recipe.number("trade.early_year"), last = recipe.number("trade.late_year");
  const double weight = (recipe.year - first) / (last - first);
  for (std::size_t s = 0; s < share.dims()[0]; ++s) {
    const double e = std::max(row_sum(early, s, c), 1e-12), l = std::max(row_sum(late, s, c), 1e-12);
    for (std::size_t d = 0; d < share.dims()[2]; ++d) {
      const double before = early(s, c, d) / e, after = late(s, c, d) / l;
      share(s, c, d) = interpolate(before, after, weight, outlier);
      pattern.disbelieved(s, c, d) = disagree(before, after, outlier);
    }
  }
}

/// The split of a flow between intermediate and final use, drawn to the commodity's mean where the flow is small.
void split_uses(const Split& wiod, std::size_t c, Array& intermediate) {
  constexpr double small = 10.0;  // US$ million: a flow of this size counts as much as the mean
  double inter = 0, final = 0;
  for (std::size_t s = 0; s < intermediate.dims()[0]; ++s)
    for (std::size_t d = 0; d < intermediate.dims()[2]; ++d) inter += wiod.intermediate(s, c, d), final += wiod.final(s, c, d);
  const double mean = inter + final > 0 ? inter / (inter + final) : 0.5;
  for (std::size_t s = 0; s < intermediate.dims()[0]; ++s)
    for (std::size_t d = 0; d < intermediate.dims()[2]; ++d) {
      const double i = wiod.intermediate(s, c, d), f = wiod.final(s, c, d);
      intermediate(s, c, d) = std::clamp((i + small * mean) / (i + f + small), 0.01, 0.99);
    }
}

}  // namespace

BilateralPattern read_bilateral(const Recipe& recipe, const RawFolder& raw, const Units& units) {
  const std::size_t n = recipe.sectors.size(), m = units.count + 1;
  BilateralPattern pattern{grid(m, n, m), grid(m, n, m), grid(m, n, m), grid(m, m)};
  const Array early = table_flows(recipe, raw, units, "bilateral_early", nullptr);
  const Array late = table_flows(recipe, raw, units, "bilateral_late", &pattern.goods);
  const Split wiod = wiod_flows(recipe, raw, units);
  for (std::size_t c = 0; c < n; ++c) {
    split_uses(wiod, c, pattern.intermediate);
    if (!recipe.sectors[c].bilateral.empty()) {
      interpolate_rows(recipe, early, late, c, pattern);
    } else {
      for (std::size_t s = 0; s < m; ++s)
        for (std::size_t d = 0; d < m; ++d) pattern.share(s, c, d) = wiod.intermediate(s, c, d) + wiod.final(s, c, d);
    }
    for (std::size_t s = 0; s < m; ++s) {
      const double sum = row_sum(pattern.share, s, c);
      for (std::size_t d = 0; d < m && sum > 0; ++d) pattern.share(s, c, d) /= sum;
    }
  }
  return pattern;
}

}  // namespace setu::recipe
