#include "tariffs.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "setu/base/error.hpp"
#include "units.hpp"

namespace setu::recipe {
namespace {

/// Whom a tariff treats an exporter like: a region, or free entry.
class Likes {
 public:
  explicit Likes(const Recipe& recipe) {
    const RawTable t(recipe.folder / "tariff_likes.csv", {"exporter", "importer", "like"});
    for (std::size_t i = 0; i < t.size(); ++i) {
      const auto like = t.text(i, 2) == "free" ? std::nullopt : std::optional(recipe.region(t.text(i, 2)));
      const std::size_t importer = t.text(i, 1) == "*" ? recipe.regions.size() : recipe.region(t.text(i, 1));
      table_[{recipe.region(t.text(i, 0)), importer}] = like;
    }
    every_ = recipe.regions.size();
  }
  /// True if the pair is listed; `like` is then the region, or nothing for free entry.
  bool find(std::size_t s, std::size_t d, std::optional<std::size_t>& like) const {
    auto it = table_.find({s, d});
    if (it == table_.end()) it = table_.find({s, every_});
    if (it == table_.end()) return false;
    like = it->second;
    return true;
  }

 private:
  std::map<std::pair<std::size_t, std::size_t>, std::optional<std::size_t>> table_;
  std::size_t every_ = 0;
};

/// Published import-weighted means of importers, latest year, averaged over a region with goods imports as weights.
std::vector<double> published_means(const Recipe& recipe, const RawFolder& raw) {
  std::map<std::string, std::pair<double, double>> latest;  // importer: year, rate
  const auto t = raw.table("tariffs_by_importer", {"importer", "year", "weighted_all_products"});
  for (std::size_t i = 0; i < t.size(); ++i) {
    auto& entry = latest[t.text(i, 0)];
    if (const auto rate = t.maybe(i, 2); rate && t.number(i, 1) >= entry.first) entry = {t.number(i, 1), *rate / 100};
  }
  const auto trade = read_goods_trade(raw);
  const Units units = make_units(recipe, raw);
  std::vector<double> duty(recipe.regions.size(), 0.0), base = duty;
  for (std::size_t d = 0; d < trade.economies.size(); ++d) {
    const auto it = latest.find(trade.economies[d]);
    if (it == latest.end() || it->second.first == 0) continue;
    const std::size_t r = units.region(units.of_economy(recipe, trade.economies[d]));
    for (std::size_t s = 0; s < trade.economies.size(); ++s) {
      duty[r] += trade.value(s, d) * it->second.second;
      base[r] += trade.value(s, d);
    }
  }
  for (std::size_t r = 0; r < duty.size(); ++r) duty[r] = base[r] > 0 ? duty[r] / base[r] : -1.0;
  return duty;
}

struct Weighted {
  double duty = 0, base = 0;
  [[nodiscard]] double mean() const { return base > 0 ? duty / base : 0.0; }
};

/// Over all goods and exporters.
Weighted weigh_importer(const Recipe& recipe, const Array& trade, const Array& rate, std::size_t d) {
  Weighted w;
  for (std::size_t s = 0; s < recipe.regions.size(); ++s)
    for (const std::size_t c : recipe.goods()) {
      w.duty += rate(s, c, d) * trade(s, c, d);
      w.base += trade(s, c, d);
    }
  return w;
}

void scale_pair(const Recipe& recipe, Array& rate, std::size_t s, std::size_t d, double factor) {
  const double highest = recipe.number("tariffs.highest");
  for (const std::size_t c : recipe.goods()) rate(s, c, d) = std::min(rate(s, c, d) * factor, highest);
}

/// Rates before scaling: the table's, a like exporter's, or the shape importer's.
void lay_rates(const Recipe& recipe, const TariffTable& table, const Likes& likes, Tariffs& tariffs, const std::vector<char>& in_table) {
  const std::size_t shape = recipe.region(recipe.list("tariffs.shape").front());
  for (std::size_t s = 0; s < recipe.regions.size(); ++s)
    for (std::size_t d = 0; d < recipe.regions.size(); ++d) {
      const std::size_t importer = in_table[d] ? d : shape;
      std::optional<std::size_t> exporter = s;
      const bool listed = likes.find(s, d, exporter);
      if (!exporter) continue;  // free entry
      for (const std::size_t c : recipe.goods()) {
        const double rate = recipe.sectors[c].tariff.empty() ? 0.0 : table.rate(*exporter, c, importer);
        if (rate < 0 && s != d)
          throw InputError("No tariff is known for " + recipe.regions[s] + " into " + recipe.regions[d] +
                           "; add a row to tariff_likes.csv.");
        tariffs.rate(s, c, d) = std::max(rate, 0.0);
      }
      if (!in_table[d] || listed) continue;
      tariffs.source_mean(s, d) = table.mean(s, d);
      tariffs.source_mean_without_mining(s, d) = table.mean_without_mining(s, d);
    }
}

}  // namespace

Tariffs lay_tariffs(const Recipe& recipe, const RawFolder& raw) {
  const std::size_t n = recipe.regions.size();
  const auto table = read_tariff_table(recipe, raw, "tariffs");
  Tariffs tariffs{grid(n, recipe.sectors.size(), n), grid(n, n), grid(n, n), published_means(recipe, raw)};
  for (auto* mean : {&tariffs.source_mean, &tariffs.source_mean_without_mining})
    for (double& v : mean->values()) v = -1;
  std::vector<char> in_table(n, 0);
  for (std::size_t d = 0; d < n; ++d)
    for (std::size_t s = 0; s < n; ++s)
      if (table.mean(s, d) >= 0) in_table[d] = 1;
  lay_rates(recipe, table, Likes(recipe), tariffs, in_table);
  for (std::size_t d = 0; d < n; ++d) {
    const auto& scaled = recipe.list("tariffs.scaled_importers");
    const bool partly = std::find(scaled.begin(), scaled.end(), recipe.regions[d]) != scaled.end();
    if (in_table[d] && !partly) tariffs.importer_mean[d] = -1;
    for (std::size_t s = 0; s < n && partly; ++s) tariffs.source_mean(s, d) = tariffs.source_mean_without_mining(s, d) = -1;
  }
  return tariffs;
}

void scale_tariffs(const Recipe& recipe, const Array& trade, Tariffs& tariffs, Report& report) {
  report.begin("Step 6: duties of importers outside the tariff table, before and after scaling to their published mean");
  for (std::size_t d = 0; d < recipe.regions.size(); ++d) {
    const double wanted = tariffs.importer_mean[d];
    if (wanted < 0) continue;
    Weighted all = weigh_importer(recipe, trade, tariffs.rate, d);
    const double before = all.duty;
    for (int round = 0; round < 20 && all.duty > 0; ++round) {  // the ceiling on rates makes this a short iteration
      for (std::size_t s = 0; s < recipe.regions.size(); ++s) scale_pair(recipe, tariffs.rate, s, d, wanted / all.mean());
      all = weigh_importer(recipe, trade, tariffs.rate, d);
    }
    report.move(fmt::format("duties of {} (to {:.2f} %)", recipe.regions[d], 100 * wanted), before, all.duty);
  }
}

}  // namespace setu::recipe
