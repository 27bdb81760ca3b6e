#include <algorithm>
#include <unordered_map>

#include "readers.hpp"
#include "setu/base/error.hpp"

namespace setu::detail {
namespace {

struct Cell {
  std::size_t row, column;
  double value;
};

/// Labels in the order of the file.
struct Names {
  std::unordered_map<std::string, std::size_t> index;
  std::vector<std::string> list;
  std::size_t operator[](std::string name) {
    const auto [it, fresh] = index.try_emplace(std::move(name), list.size());
    if (fresh) list.push_back(it->first);
    return it->second;
  }
};

}  // namespace

std::optional<FlatTitles> flat_titles(const Cells& row) {
  std::vector<std::string> plain;
  for (const auto& cell : row) {
    std::string title = upper(cell);
    std::erase_if(title, [](char c) { return c == '_' || c == ' ' || c == '.' || c == '-'; });
    plain.push_back(std::move(title));
  }
  const auto find = [&](std::initializer_list<const char*> names) {
    for (const char* name : names)
      for (std::size_t i = 0; i < plain.size(); ++i)
        if (plain[i] == name) return i;
    return plain.size();
  };
  const FlatTitles at{
      find({"REFAREA", "ROWAREA", "ROWCOUNTRY", "ROWREGION", "COUNTRYROW", "FROMCOUNTRY", "SOURCECOUNTRY", "ORIGIN", "COUNTRY"}),
      find({"ROWPI", "ROWII", "ROWITEM", "ROWINDUSTRY", "ROWSECTOR", "INDUSTRYROW", "FROMINDUSTRY", "RNR", "INDUSTRYCODE"}),
      find({"COUNTERPARTAREA", "COLAREA", "COLCOUNTRY", "COLUMNCOUNTRY", "COLREGION", "COUNTRYCOL", "TOCOUNTRY", "DESTINATION"}),
      find({"COLPI", "COLII", "COLITEM", "COLUMNITEM", "COLINDUSTRY", "COLSECTOR", "COLUMNINDUSTRY", "INDUSTRYCOL", "TOINDUSTRY"}),
      find({"OBSVALUE", "VALUE", "FLOW", "AMOUNT", "Z"}),
      find({"REFPERIOD", "TIMEPERIOD", "YEAR", "TIME", "PERIOD"})};
  const std::size_t none = row.size();
  if (at.row_area == none || at.row_item == none || at.column_area == none || at.column_item == none || at.value == none)
    return std::nullopt;
  return at;
}

namespace {

/// The label of a long table's row or column: a code, or WIOD's number of it.
std::optional<Label> flat_label(const std::string& name, bool wiod, bool release2016, bool row) {
  const std::size_t cut = name.find('_');
  if (!wiod || cut == std::string::npos) return matrix_label(name);
  const std::string economy = name.substr(0, cut), item = name.substr(cut + 1);
  const std::size_t n = std::stoul(item);
  const bool total = upper(economy).starts_with("TOT") || economy.empty();
  Label label = wiod_column(n, release2016);
  if (total || (row && n > wiod_industries(release2016))) {
    const auto bottom = wiod_bottom(n, release2016);
    if (!row) return Label{};
    return bottom;
  }
  label.economy = economy;
  return label;
}

bool all_numbers(const std::vector<std::string>& names) {
  return std::all_of(names.begin(), names.end(), [](const std::string& name) {
    const std::string item = name.substr(std::min(name.find('_'), name.size() - 1) + 1);
    return !item.empty() && item.size() <= 3 && item.find_first_not_of("0123456789") == std::string::npos;
  });
}

bool release_2016(const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const std::string& name) {
    const int n = std::stoi(name.substr(name.find('_') + 1));
    return n >= 57 && n <= 62;
  });
}

}  // namespace

/// FIGARO as flat file, and other long tables: one row for each cell.
InterCountryTable read_flat(TableReader& table, const std::vector<Cells>& titles, double scale) {
  const FlatTitles at = *flat_titles(titles.back());
  Names rows, columns;
  std::vector<Cell> cells;
  std::string period;
  while (table.next()) {
    if (const std::string now(table.text(at.period)); cells.empty()) period = now;
    else if (now != period) table.fail("the year is " + now + " after " + period + "; a table holds one year.", at.period);
    cells.push_back({rows[std::string(table.text(at.row_area)) + "_" + std::string(table.text(at.row_item))],
                     columns[std::string(table.text(at.column_area)) + "_" + std::string(table.text(at.column_item))],
                     table.number(at.value)});
  }
  const Fail fail = [&](const std::string& message) { throw InputError(table.name() + ": " + message); };
  if (cells.empty() || rows.list.size() > 64 * cells.size() / columns.list.size() + 1)
    fail("the file names " + std::to_string(rows.list.size()) + " rows and " + std::to_string(columns.list.size()) +
         " columns but has only " + std::to_string(cells.size()) + " cells.");
  const bool wiod = all_numbers(rows.list) && all_numbers(columns.list), release2016 = wiod && release_2016(columns.list);
  TableBuilder builder(!wiod ? "FIGARO, flat file" : release2016 ? "WIOD 2016, long table" : "WIOD 2013, long table", scale);
  for (std::size_t i = 0; i < columns.list.size(); ++i) {
    const auto label = flat_label(columns.list[i], wiod, release2016, false);
    if (!label) fail("'" + columns.list[i] + "' is no column of an inter-country table.");
    builder.add_column(i, *label, fail);
  }
  builder.end_columns(fail);
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.row < b.row; });
  std::vector<double> values(columns.list.size());
  std::vector<bool> given(columns.list.size());
  for (std::size_t i = 0; i < cells.size();) {
    const std::string& name = rows.list[cells[i].row];
    std::fill(values.begin(), values.end(), 0.0);
    std::fill(given.begin(), given.end(), false);
    for (const std::size_t row = cells[i].row; i < cells.size() && cells[i].row == row; ++i) {
      if (given[cells[i].column]) fail("the cell of " + name + " and " + columns.list[cells[i].column] + " stands twice.");
      given[cells[i].column] = true;
      values[cells[i].column] = cells[i].value;
    }
    const auto label = flat_label(name, wiod, release2016, true);
    if (!label) fail("'" + name + "' is no row of an inter-country table.");
    builder.add_row(
        *label, values.size(), [&](std::size_t c) { return values[c]; }, fail);
  }
  return builder.finish(fail);
}

}  // namespace setu::detail
