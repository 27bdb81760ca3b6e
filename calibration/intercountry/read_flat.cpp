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

struct Titles {
  std::size_t row_area, row_item, column_area, column_item, value, period;
};

Titles find_titles(const TableReader& table, const Cells& row) {
  const auto find = [&](std::initializer_list<const char*> names, bool needed) {
    for (const char* name : names)
      for (std::size_t i = 0; i < row.size(); ++i)
        if (upper(row[i]) == upper(name)) return i;
    if (needed) table.fail("there is no column '" + std::string(*names.begin()) + "'.");
    return row.size();
  };
  return {find({"refArea", "rowArea"}, true), find({"rowPi", "rowIi", "rowItem"}, true),
          find({"counterpartArea"}, true),    find({"colPi", "colIi", "colItem"}, true),
          find({"obsValue"}, true),           find({"refPeriod"}, false)};
}

}  // namespace

/// FIGARO as flat file: one row for each cell.
InterCountryTable read_flat(TableReader& table, const std::vector<Cells>& titles, double scale) {
  const Titles at = find_titles(table, titles.back());
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
  TableBuilder builder("FIGARO, flat file", scale);
  for (std::size_t i = 0; i < columns.list.size(); ++i) {
    const auto label = matrix_label(columns.list[i]);
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
    const auto label = matrix_label(name);
    if (!label) fail("'" + name + "' is no row of an inter-country table.");
    builder.add_row(
        *label, values.size(), [&](std::size_t c) { return values[c]; }, fail);
  }
  return builder.finish(fail);
}

}  // namespace setu::detail
