#include "setu/base/tables/table_grid.hpp"

#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "table_number.hpp"

namespace setu {

namespace {

std::string_view without_percent(std::string_view cell, bool& percent) {
  if (!cell.ends_with('%')) return cell;
  percent = true;
  cell.remove_suffix(1);
  while (cell.ends_with(' ')) cell.remove_suffix(1);
  if (cell.ends_with("\xC2\xA0")) cell.remove_suffix(2);
  return cell;
}

std::optional<double> finite(std::optional<double> value) { return value && std::isfinite(*value) ? value : std::nullopt; }

}  // namespace

TableGrid::TableGrid(TableReader table) : table_(std::move(table)) {
  while (table_.next()) {
    const auto& cells = table_.cells();
    rows_.push_back({table_.line(), ends_.size(), cells.size()});
    for (std::size_t c = 0; c < cells.size(); ++c) {
      text_ += cells[c];
      ends_.push_back(text_.size());
      stored_.push_back(table_.stored_number(c));
      if (!table_.stored_number(c) && !is_text())
        if (std::string why = table_.refusal(c); !why.empty() && why.find("store it as a number") == std::string::npos)
          special_.push_back({rows_.size() - 1, c, std::move(why)});
    }
    std::size_t used = cells.size();
    while (used > 0 && cells[used - 1].empty()) --used;
    width_ = std::max(width_, used);
  }
}

std::string_view TableGrid::text(std::size_t row, std::size_t column) const {
  const Row& r = rows_[row];
  if (column >= r.fields) return {};
  const std::size_t at = r.first + column, begin = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(begin, ends_[at] - begin);
}

TableGrid::Reading TableGrid::reading(std::size_t row, std::size_t column) const {
  const std::string_view cell = text(row, column);
  Reading result;
  if (cell.empty()) return result;
  if (column < rows_[row].fields && stored_[rows_[row].first + column]) {
    result.point = result.comma = finite(parse_number(cell));
    return result;
  }
  const std::string_view number = without_percent(cell, result.percent);
  result.point = finite(table_number(number, NumberStyle{false}));
  result.comma = finite(table_number(number, NumberStyle{true}));
  return result;
}

bool TableGrid::is_mark(std::size_t row, std::size_t column) const { return is_missing_mark(text(row, column)); }

bool TableGrid::is_numeric(std::size_t row, std::size_t column) const {
  const Reading r = reading(row, column);
  return r.point || r.comma || is_mark(row, column);
}

std::string TableGrid::refusal(std::size_t row, std::size_t column) const {
  const auto at = std::lower_bound(special_.begin(), special_.end(), std::pair{row, column}, [](const Special& s, const auto& p) {
    return std::pair{s.row, s.column} < p;
  });
  return at != special_.end() && at->row == row && at->column == column ? at->why : std::string{};
}

void TableGrid::fail(std::size_t row, std::optional<std::size_t> column, const std::string& message) const {
  throw InputError(table_.place(rows_[row].line, column) + message);
}

std::string TableGrid::corner(std::size_t row, std::size_t column) const {
  return (is_text() ? "line " : "row ") + std::to_string(rows_[row].line) + " and " + table_.column_name(column);
}

}  // namespace setu
