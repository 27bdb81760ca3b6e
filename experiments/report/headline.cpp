#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "setu/base/number.hpp"
#include "experiments/files/result_folder.hpp"

namespace setu {

namespace {

constexpr const char* kMoney = "US$ million";

/// "rises by 0.035 %", "falls by 1.200 %", "hardly changes"; of several things "rise", "fall", "change".
std::string moves(double percent, bool several = false) {
  const std::string size = number(std::abs(percent), 3), s = several ? "" : "s";
  if (size == number(0.0, 3)) return "hardly change" + s;
  return fmt::format("{}{} by {} %", percent > 0 ? "rise" : "fall", s, size);
}

std::string welfare_sentence(const ResultFolder& r, const std::string& region) {
  const double ev = r.value(region, "EV", kMoney), share = r.value(region, "EV", "% of income");
  const std::string gdp = moves(r.value(region, "real GDP", "% change")),
                    terms = moves(r.value(region, "terms of trade", "% change"), true);
  if (number(std::abs(ev)) == number(0.0)) return fmt::format("{} neither gains nor loses; its real GDP {}.", region, gdp);
  return fmt::format("{} {} US$ {} million a year, {} % of its income; its real GDP {} and its terms of trade {}.", region,
                     ev > 0 ? "gains" : "loses", number(std::abs(ev)), number(std::abs(share), 3), gdp, terms);
}

std::string trade_sentence(const ResultFolder& r, const std::string& from, const std::string& to) {
  double before = 0, after = 0;
  for (const auto& row : r.trade)
    if (row.exporter == from && row.importer == to) before += row.before, after += row.after;
  if (!(before > 0)) return fmt::format("{} sells nothing to {}.", from, to);
  return fmt::format("{}'s exports to {} go from US$ {} to {} million ({} %).", from, to, number(before), number(after),
                     signed_decimal(100 * (after / before - 1), 2));
}

std::string rest_sentence(const ResultFolder& r, const std::vector<std::string>& told) {
  std::string most, least;
  double gain = 0, loss = 0, world = 0;
  for (const auto& region : r.regions()) {
    const double ev = r.value(region, "EV", kMoney);
    world += ev;
    if (std::find(told.begin(), told.end(), region) != told.end()) continue;
    if (ev > gain) gain = ev, most = region;
    if (ev < loss) loss = ev, least = region;
  }
  std::string text;
  if (!most.empty()) text += fmt::format("Of the others {} gains most (US$ {} million). ", most, number(gain));
  if (!least.empty()) text += fmt::format("{} loses most (US$ {} million). ", least, number(-loss));
  return text + fmt::format("All regions together {} US$ {} million.", world >= 0 ? "gain" : "lose", number(std::abs(world)));
}

/// What the answer about a region depends on: the verdict's sentence, where it has one.
void add_conditions(const ResultFolder& r, const std::string& region, std::vector<std::string>& sentences) {
  if (!r.verdict || r.verdict->break_evens) return;  // a run's has one sentence a region at its beginning
  for (std::size_t k = 0; k < std::min(r.verdict->regions.size(), r.verdict->sentences.size()); ++k)
    if (r.verdict->regions[k].region == region) sentences.push_back(r.verdict->sentences[k]);
}

}  // namespace

std::vector<std::string> headline(const ResultFolder& r) {
  std::vector<std::string> pair;
  if (r.manifest.contains("report") && r.manifest["report"].contains("pair"))
    pair = r.manifest["report"]["pair"].get<std::vector<std::string>>();
  std::vector<std::string> told = pair, sentences;
  if (told.empty()) {
    auto regions = r.regions();
    std::stable_sort(regions.begin(), regions.end(),
                     [&](const auto& a, const auto& b) { return std::abs(r.value(a, "EV", kMoney)) > std::abs(r.value(b, "EV", kMoney)); });
    told.assign(regions.begin(), regions.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, regions.size())));
  }
  for (const auto& region : told) {
    sentences.push_back(welfare_sentence(r, region));
    add_conditions(r, region, sentences);
  }
  if (r.verdict)
    for (const auto& [region, name, income] : r.verdict->regions)
      if (std::find(told.begin(), told.end(), region) == told.end()) add_conditions(r, region, sentences);
  if (pair.size() == 2) {
    sentences.push_back(trade_sentence(r, pair[0], pair[1]));
    sentences.push_back(trade_sentence(r, pair[1], pair[0]));
  }
  sentences.push_back(rest_sentence(r, told));
  return sentences;
}

}  // namespace setu
