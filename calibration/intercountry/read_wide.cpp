#include <algorithm>
#include <cctype>

#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {

std::optional<std::pair<std::string, std::size_t>> wide_title(std::string_view title) {
  if (title.size() > 4 && title[0] == 'v' && std::isupper(static_cast<unsigned char>(title[1])) != 0) title.remove_prefix(1);
  if (title.size() < 4 || title.size() > 6) return std::nullopt;
  for (std::size_t i = 0; i < 3; ++i)
    if (std::isalpha(static_cast<unsigned char>(title[i])) == 0) return std::nullopt;
  std::size_t n = 0;
  for (const char c : title.substr(3)) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return std::nullopt;
    n = 10 * n + static_cast<std::size_t>(c - '0');
  }
  return std::pair{std::string(title.substr(0, 3)), n};
}

/// WIOD as R and Stata users have it: IndustryCode, IndustryDescription, Country, RNr, Year, AUS1, …, ROW61, TOT.
InterCountryTable read_wide(TableReader& table, const std::vector<Cells>& titles, double scale) {
  const Cells& row = titles.back();
  const auto find = [&](std::string_view title) {
    const auto at = std::find_if(row.begin(), row.end(), [&](const auto& cell) { return upper(cell) == title; });
    return static_cast<std::size_t>(at - row.begin());
  };
  const std::size_t country = find("COUNTRY"), number = find("RNR"), year = find("YEAR");
  const Fail fail = [&](const std::string& message) { table.fail(message); };
  if (number == row.size()) fail("there is no column 'RNr' with the numbers of the rows.");
  bool release2016 = false;
  for (const auto& cell : row)
    if (const auto title = wide_title(cell)) release2016 = release2016 || (title->second >= 57 && title->second <= 61);
  TableBuilder builder(release2016 ? "WIOD 2016, wide table" : "WIOD 2013, wide table", scale);
  std::string period;
  const auto number_of = [&](const std::vector<std::string>& cells) -> std::size_t {
    std::string text = number < cells.size() ? cells[number] : std::string{};
    if (!text.empty() && (text[0] == 'r' || text[0] == 'c')) text.erase(0, 1);
    if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
    return static_cast<std::size_t>(std::stoul(text));
  };
  const auto label_of = [&](const std::vector<std::string>& cells) -> Label {
    const std::size_t n = number_of(cells);
    const std::string economy = country < cells.size() ? cells[country] : std::string{};
    if (upper(economy) != "TOT" && n >= 1 && n <= wiod_industries(release2016)) {
      Label label = wiod_column(n, release2016);
      label.economy = economy;
      return label;
    }
    if (const auto bottom = wiod_bottom(n, release2016)) return *bottom;
    table.fail("the row number '" + (number < cells.size() ? cells[number] : std::string{}) + "' is not known.", number);
  };
  for (std::size_t i = 0; i < row.size(); ++i)
    if (const auto title = wide_title(row[i]); title && title->first != "TOT") {
      Label label = wiod_column(title->second, release2016);
      label.economy = title->first;
      builder.add_column(i, label, fail);
    }
  builder.end_columns(fail);
  while (table.next()) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < std::min<std::size_t>(table.cells().size(), 8); ++i) cells.emplace_back(table.text(i));
    if (const std::string now(table.text(year)); year < row.size()) {
      if (!period.empty() && now != period) table.fail("the year is " + now + " after " + period + "; a table holds one year.", year);
      period = now;
    }
    builder.add_row(
        label_of(cells), table.cells().size(), [&](std::size_t i) { return table.number(i); }, fail);
  }
  const Fail whole = [&](const std::string& message) { throw InputError(table.name() + ": " + message); };
  return builder.finish(whole);
}

}  // namespace setu::detail
