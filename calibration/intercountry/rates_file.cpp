#include "rates_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "setu/base/suggest.hpp"
#include "setu/base/tables/table_reader.hpp"

namespace setu::detail {
namespace {

std::size_t position(const TableReader& table, std::size_t column, const char* noun, const std::vector<std::string>& names) {
  const auto it = std::find(names.begin(), names.end(), table.text(column));
  if (it == names.end()) table.fail(unknown_name(noun, table.text(column), names) + ".", column);
  return static_cast<std::size_t>(it - names.begin());
}

/// First and one past the last position that the cell means.
std::pair<std::size_t, std::size_t> range(const TableReader& table, std::size_t column, const char* noun,
                                          const std::vector<std::string>& names) {
  if (table.text(column).empty() || table.text(column) == "*") return {0, names.size()};
  const std::size_t at = position(table, column, noun, names);
  return {at, at + 1};
}

}  // namespace

std::vector<RouteRate> read_route_rates(const std::filesystem::path& file, const std::vector<std::string>& economies,
                                        const std::vector<std::string>& industries, bool modes) {
  std::vector<RouteRate> rates;
  TableReader table(file);
  const std::size_t value = modes ? 4 : 3;
  if (!table.next() || table.text(0) != "source" || table.text(1) != "destination" || table.text(2) != "commodity" ||
      (modes && table.text(3) != "mode"))
    table.fail(std::string("the titles must be source,destination,commodity,") + (modes ? "mode," : "") + "per cent.");
  while (table.next()) {
    const auto s = range(table, 0, "economy", economies), d = range(table, 1, "economy", economies);
    const auto c = range(table, 2, "industry", industries);
    const std::size_t mode = modes ? position(table, 3, "industry", industries) : 0;
    const double rate = table.number(value) / 100;
    if (table.text(value).empty() || rate < (modes ? 0.0 : -0.9)) table.fail("the rate makes no sense.", value);
    for (std::size_t i = s.first; i < s.second; ++i)
      for (std::size_t j = d.first; j < d.second; ++j)
        for (std::size_t k = c.first; k < c.second; ++k)
          if (i != j) rates.push_back({i, j, k, mode, rate});
  }
  return rates;
}

Macro read_macro(const std::filesystem::path& file, const std::vector<std::string>& economies) {
  Macro macro;
  std::vector<double>* columns[] = {&macro.population, &macro.capital, &macro.depreciation};
  for (auto* column : columns) column->assign(economies.size(), std::numeric_limits<double>::quiet_NaN());
  if (file.empty()) return macro;
  TableReader table(file);
  const std::vector<std::string> titles = {"region", "POP", "VKB", "VDEP"};
  const bool any = table.next();
  for (std::size_t i = 0; i < titles.size(); ++i)
    if (!any || table.text(i) != titles[i]) table.fail("the titles must be region,POP,VKB,VDEP.");
  while (table.next()) {
    const std::size_t r = position(table, 0, "economy", economies);
    for (std::size_t i = 1; i < 4; ++i) {
      if (table.text(i).empty()) continue;
      if (!(table.number(i) > 0)) table.fail(titles[i] + " must be positive.", i);
      (*columns[i - 1])[r] = table.number(i);
    }
  }
  return macro;
}

}  // namespace setu::detail
