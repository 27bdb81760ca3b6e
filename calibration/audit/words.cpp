#include "words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <sstream>
#include <utility>

#include "setu/base/number.hpp"

namespace setu::detail {

std::string money(double million) {
  static constexpr std::pair<double, const char*> units[] = {{1e6, "trillion"}, {1e3, "billion"}, {1, "million"}, {1e-3, "thousand"}};
  const double size = std::abs(million);
  for (const auto& [unit, name] : units)
    if (size >= unit) return fmt::format("US$ {:.{}f} {}", million / unit, size < 10 * unit ? 2 : size < 100 * unit ? 1 : 0, name);
  return fmt::format("US$ {:.3g}", 1e6 * million);
}

std::string per_cent(double share) { return decimal(100 * share, 1) + " %"; }

std::string listed(const std::vector<std::string>& items) {
  if (items.empty()) return "none";
  std::string text = items.front();
  for (std::size_t i = 1; i < items.size(); ++i) text += (i + 1 == items.size() ? " and " : ", ") + items[i];
  return text;
}

std::string filled(const std::string& text, const std::string& first, std::size_t width) {
  std::istringstream words(text);
  std::string out, line = first;
  bool fresh = true;
  for (std::string word; words >> word;) {
    const bool bound = word.front() == '%';  // stays with its number
    if (!fresh && !bound && line.size() + 1 + word.size() > width) {
      out += line + "\n";
      line.assign(first.size(), ' ');
      fresh = true;
    }
    line += (fresh ? "" : " ") + word;
    fresh = false;
  }
  return out + line + "\n";
}

std::string largest(const std::vector<std::string>& names, const std::vector<double>& values, std::size_t most) {
  const double total = std::accumulate(values.begin(), values.end(), 0.0);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] > values[b]; });
  std::vector<std::string> items;
  for (std::size_t i = 0; i < order.size() && i < most; ++i)
    if (values[order[i]] > 0) items.push_back(fmt::format("{} ({})", names[order[i]], per_cent(values[order[i]] / total)));
  return listed(items);
}

std::size_t position_of_largest(const std::vector<double>& values) {
  return static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
}

}  // namespace setu::detail
