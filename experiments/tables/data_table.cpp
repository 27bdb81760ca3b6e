#include "data_table.hpp"

#include <cmath>

#include "text_table.hpp"

namespace setu {

namespace {

std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + ", " + b; }

/// The headings of text tables: the first column's is left out, a span's stands before that of its first column.
std::vector<std::string> text_headings(const DataTable& table) {
  std::vector<std::string> headings = {""};
  for (std::size_t c = 1; c < table.columns.size(); ++c) {
    const auto& column = table.columns[c];
    const bool begins = !column.span.empty() && column.span != table.columns[c - 1].span;
    headings.push_back((begins ? column.span + " " : "") + (column.print.empty() ? joined(column.title, column.unit) : column.print));
  }
  return headings;
}

}  // namespace

std::string DataTable::heading() const { return joined(title, unit); }

const std::string& DataTable::unit_of(const TableColumn& column) const {
  static const std::string none;
  return column.words ? none : column.unit.empty() ? unit : column.unit;
}

std::optional<double> number_in(const TableCell& cell) {
  const auto* value = std::get_if<std::optional<double>>(&cell);
  return value && *value && std::isfinite(**value) ? *value : std::nullopt;
}

std::string printed(const TableCell& cell, const TableColumn& column) {
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  return number(number_in(cell), column.digits);
}

std::string text_of(const DataTable& table) {
  TextTable text(table.heading(), text_headings(table));
  for (const auto& row : table.rows) {
    if (row.rule) text.rule();
    std::vector<std::string> cells;
    for (std::size_t c = 0; c < row.cells.size(); ++c) cells.push_back(printed(row.cells[c], table.columns[c]));
    cells[0].insert(0, 2 * static_cast<std::size_t>(row.level), ' ');
    text.row(std::move(cells));
  }
  for (const auto& note : table.notes) text.note(note);
  return text.text();
}

}  // namespace setu
