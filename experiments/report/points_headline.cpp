#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "experiments/files/points_folder.hpp"

namespace setu {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTold = 2;  ///< results of which the headline speaks

std::string whole(double n) { return number(n, 0); }

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return text;
}

bool is_welfare(const std::string& result) { return result.starts_with("EV(") && result.ends_with(")"); }
std::string region_of(const std::string& result) { return result.substr(3, result.size() - 4); }

/// Of the results that are welfare, those of the report's pair, else those with the largest |size|.
template <class Size>
std::vector<std::size_t> told(const Json& manifest, const std::vector<std::string>& results, const Size& size) {
  std::vector<std::size_t> order;
  for (const auto& region : manifest["report"]["pair"])
    for (std::size_t i = 0; i < results.size(); ++i)
      if (results[i] == "EV(" + region.get<std::string>() + ")") order.push_back(i);
  if (!order.empty()) return order;
  for (std::size_t i = 0; i < results.size(); ++i)
    if (is_welfare(results[i]) && std::isfinite(size(i))) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::abs(size(a)) > std::abs(size(b)); });
  return {order.begin(), order.begin() + static_cast<std::ptrdiff_t>(std::min(order.size(), kTold))};
}

/// "A gains US$ 1.0 million a year on average", and how sure that is.
std::string mean_sentence(const PointsTable& s, std::size_t row) {
  const auto at = [&](const char* column) { return s.number(row, s.at(column)); };
  const double mean = at("mean"), low = at("q2.5"), high = at("q97.5");
  std::string text = fmt::format("{} {} US$ {} million a year on average", region_of(s.rows[row][0].get<std::string>()),
                                 mean >= 0 ? "gains" : "loses", number(std::abs(mean)));
  if (std::isnan(low)) return text + fmt::format(", with a standard deviation of {}.", number(at("sd")));
  return text + fmt::format("; in 95 of 100 draws EV lies between {} and {}.", number(low), number(high));
}

/// Who gains always, and who never.
std::string gains_sentence(const PointsTable& s) {
  std::vector<std::string> always, never;
  for (std::size_t i = 0; i < s.rows.size(); ++i) {
    const std::string name = s.rows[i][0].get<std::string>();
    const double p = s.number(i, s.at("p_positive"));
    if (is_welfare(name) && p == 1) always.push_back(region_of(name));
    if (is_welfare(name) && p == 0) never.push_back(region_of(name));
  }
  std::string text;
  if (!always.empty()) text += fmt::format("In every draw EV is positive in {}. ", joined(always));
  if (!never.empty()) text += fmt::format("In no draw is it positive in {}. ", joined(never));
  if (!text.empty()) text.pop_back();
  return text;
}

/// "tariff_cut = 50 and fund = 2,000".
std::string place(const SweepFolder& r, std::size_t row) {
  std::vector<std::string> parts;
  for (std::size_t a = 0; a < r.manifest["axes"].size(); ++a)
    parts.push_back(fmt::format("{} = {:g}", r.points.columns[1 + a], r.points.number(row, 1 + a)));
  return joined(parts);
}

/// The rows with the smallest and the largest number of a column.
std::pair<std::size_t, std::size_t> ends(const PointsTable& points, std::size_t column) {
  std::size_t low = points.rows.size(), high = low;
  for (std::size_t i = 0; i < points.rows.size(); ++i) {
    const double value = points.number(i, column);
    if (std::isnan(value)) continue;
    if (low == points.rows.size() || value < points.number(low, column)) low = i;
    if (high == points.rows.size() || value > points.number(high, column)) high = i;
  }
  return {low, high};
}

}  // namespace

std::vector<std::string> headline(const SensitivityFolder& r) {
  const PointsTable& s = r.statistics;
  std::vector<std::string> results, sentences;
  for (const auto& row : s.rows) results.push_back(row[0].get<std::string>());
  sentences.push_back(fmt::format("{} runs over {} uncertain numbers; {}.", whole(r.manifest["runs"]["all"].get<double>()),
                                  r.manifest["numbers"].size(),
                                  r.failed.rows.empty() ? "all are solved and certified"
                                                        : whole(static_cast<double>(r.failed.rows.size())) + " failed and are left out"));
  for (const std::size_t row : told(r.manifest, results, [&](std::size_t i) { return s.number(i, s.at("mean")); }))
    sentences.push_back(mean_sentence(s, row));
  if (const auto gains = gains_sentence(s); !gains.empty()) sentences.push_back(gains);
  return sentences;
}

std::vector<std::string> headline(const SweepFolder& r) {
  const PointsTable& p = r.points;
  std::vector<std::string> axes = r.manifest["axes"].get<std::vector<std::string>>(), sentences;
  const auto failed = r.manifest["points"]["failed"].get<std::size_t>();
  sentences.push_back(fmt::format("{} points over {}; {}.", whole(static_cast<double>(p.rows.size())), joined(axes),
                                  failed == 0 ? "all are solved and certified" : whole(static_cast<double>(failed)) + " failed"));
  const auto spread = [&](std::size_t c) {
    const auto [low, high] = ends(p, c);
    return p.number(high, c) - p.number(low, c);
  };
  for (const std::size_t c : told(r.manifest, p.columns, spread)) {
    const auto [low, high] = ends(p, c);
    sentences.push_back(fmt::format("The EV of {} goes from US$ {} million ({}) to US$ {} million ({}).", region_of(p.columns[c]),
                                    number(p.number(low, c)), place(r, low), number(p.number(high, c)), place(r, high)));
  }
  return sentences;
}

}  // namespace setu
