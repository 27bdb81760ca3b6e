#include <algorithm>

#include "tariffs.hpp"
#include "units.hpp"

namespace setu::recipe {
namespace {

using Key = std::pair<std::string, std::string>;

/// Flows of the later bilateral table, the weights of the tariff table.
std::map<Key, std::map<std::string, double>> weights(const RawFolder& raw) {
  const auto t = raw.table("bilateral_late", {"exporter", "sector", "importer", "usd_mn"});
  std::map<Key, std::map<std::string, double>> flow;
  for (std::size_t i = 0; i < t.size(); ++i) flow[{t.text(i, 0), t.text(i, 2)}][t.text(i, 1)] = t.number(i, 3);
  return flow;
}

}  // namespace

TariffTable read_tariff_table(const Recipe& recipe, const RawFolder& raw, const std::string& key) {
  constexpr double least = 1e-6;  // US$ million: a pair without a flow still has a rate
  const std::size_t n = recipe.regions.size(), m = recipe.sectors.size();
  const Units units = make_units(recipe, raw);
  const auto flow = weights(raw);
  const auto t = raw.table(key, {"exporter", "importer", "sector", "ahs_pct"});
  Array duty = grid(n, m, n), base = grid(n, m, n), all_duty = grid(n, n, 2), all_base = grid(n, n, 2);
  const auto& mining = recipe.list("tariffs.mining");
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 1) == "ROW") continue;  // the table has no duties of this importer
    const std::size_t s = units.region(units.of_economy(recipe, t.text(i, 0)));
    const std::size_t d = units.region(units.of_economy(recipe, t.text(i, 1)));
    const auto pair = flow.find({t.text(i, 0), t.text(i, 1)});
    double w = least;
    if (pair != flow.end())
      if (const auto it = pair->second.find(t.text(i, 2)); it != pair->second.end()) w = std::max(w, it->second);
    const double rate = t.number(i, 3) / 100;
    const bool is_mining = std::find(mining.begin(), mining.end(), t.text(i, 2)) != mining.end();
    for (std::size_t k = 0; k < (is_mining ? 1U : 2U); ++k) all_duty(s, d, k) += w * rate, all_base(s, d, k) += w;
    for (std::size_t c = 0; c < m; ++c) {
      const auto& codes = recipe.sectors[c].tariff;
      if (std::find(codes.begin(), codes.end(), t.text(i, 2)) == codes.end()) continue;
      duty(s, c, d) += w * rate;
      base(s, c, d) += w;
    }
  }
  TariffTable table{grid(n, m, n), grid(n, n), grid(n, n)};
  for (std::size_t s = 0; s < n; ++s)
    for (std::size_t d = 0; d < n; ++d) {
      table.mean(s, d) = all_base(s, d, 0) > 0 ? all_duty(s, d, 0) / all_base(s, d, 0) : -1.0;
      table.mean_without_mining(s, d) = all_base(s, d, 1) > 0 ? all_duty(s, d, 1) / all_base(s, d, 1) : -1.0;
      for (std::size_t c = 0; c < m; ++c) table.rate(s, c, d) = base(s, c, d) > 0 ? duty(s, c, d) / base(s, c, d) : -1.0;
    }
  return table;
}

}  // namespace setu::recipe
