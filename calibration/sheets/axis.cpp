#include "axis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "label_words.hpp"
#include "setu/base/suggest.hpp"

namespace setu::sheets {

namespace {

class AxisFinder {
 public:
  AxisFinder(const TableGrid& grid, const SquareCorner& corner) : grid_(grid), corner_(corner) {
    for (std::size_t c = corner.column + 1; c < grid.width(); ++c) axes_.columns.push_back(line(c, corner.row, c));
    for (std::size_t r = corner.row + 1; r < grid.rows(); ++r) axes_.rows.push_back(line(r, r, corner.column));
  }

  Axes run() {
    tell_doubles_apart();
    look_for_numbers();
    sort_out();
    look_for_total_words();
    number_accounts();
    describe();
    return std::move(axes_);
  }

 private:
  [[nodiscard]] Line line(std::size_t at, std::size_t r, std::size_t c) const {
    Line l;
    l.at = at, l.label = joined(grid_.text(r, c), false), l.key = joined(grid_.text(r, c), corner_.fold_case);
    return l;
  }

  [[nodiscard]] static bool doubled(const std::vector<Line>& lines) {
    std::set<std::string> seen;
    return std::any_of(lines.begin(), lines.end(),
                       [&](const Line& l) { return !l.key.empty() && !is_total_word(l.key) && !seen.insert(l.key).second; });
  }

  /// Labels with the ones of another row or column in front, which count until the next one where cells are merged.
  [[nodiscard]] std::vector<Line> qualified(bool rows, std::size_t other) const {
    std::vector<Line> lines = rows ? axes_.rows : axes_.columns;
    std::string group, key;
    for (Line& l : lines) {
      const std::string_view text = rows ? grid_.text(l.at, other) : grid_.text(other, l.at);
      if (!text.empty()) group = joined(text, false), key = joined(text, corner_.fold_case);
      if (l.key.empty() || group.empty() || is_total_word(l.key)) continue;
      l.label = group + ":" + l.label, l.key = key + ":" + l.key;
    }
    return lines;
  }

  void tell_doubles_apart() {
    if (!doubled(axes_.columns) && !doubled(axes_.rows)) return;
    const auto shared = [](const std::vector<Line>& a, const std::vector<Line>& b) {
      std::set<std::string> keys;
      for (const auto& l : a) keys.insert(l.key);
      return std::count_if(b.begin(), b.end(), [&](const Line& l) { return !l.key.empty() && keys.count(l.key) != 0; });
    };
    const auto before = shared(axes_.columns, axes_.rows);
    for (std::size_t up = 1; up <= std::min<std::size_t>(corner_.row, 6); ++up)
      for (std::size_t c = 0; c < std::min<std::size_t>(corner_.column + 4, grid_.width()); ++c) {
        if (c == corner_.column) continue;
        auto columns = qualified(false, corner_.row - up), rows = qualified(true, c);
        if (doubled(columns) || doubled(rows) || shared(columns, rows) < before) continue;
        axes_.columns = std::move(columns), axes_.rows = std::move(rows);
        return;
      }
  }

  void look_for_numbers() {
    for (Line& row : axes_.rows)
      for (Line& column : axes_.columns) {
        const auto reading = grid_.reading(row.at, column.at);
        const bool number = reading.point || reading.comma;
        if (!number && !grid_.is_mark(row.at, column.at)) continue;
        if (!row.key.empty()) column.marked = true;
        if (!column.key.empty()) row.marked = true;
        const bool zero = !number || (reading.point.value_or(0) == 0 && reading.comma.value_or(0) == 0);
        if (zero) continue;
        if (!row.key.empty()) column.numbers = true;
        if (!column.key.empty()) row.numbers = true;
      }
  }

  void sort_out() {
    std::set<std::string> in_rows, in_columns;
    for (const Line& l : axes_.rows) in_rows.insert(l.key);
    for (const Line& l : axes_.columns) in_columns.insert(l.key);
    const auto judge = [](std::vector<Line>& lines, const std::set<std::string>& others) {
      for (Line& l : lines) {
        const bool both = !l.key.empty() && others.count(l.key) != 0;
        if (is_total_word(l.key)) l.kind = LineKind::Total;
        else if (is_check_word(l.key) && (!both || !l.numbers)) l.kind = LineKind::Check;
        else if (both) l.kind = LineKind::Account;
        else if (has_total_word(l.key) && l.numbers) l.kind = LineKind::Total;
        else if (!l.marked || (l.key.empty() && !l.numbers)) l.kind = LineKind::Empty;
      }
    };
    judge(axes_.rows, in_columns);
    judge(axes_.columns, in_rows);
    for (auto* lines : {&axes_.rows, &axes_.columns})
      for (Line& l : *lines)
        if (l.kind == LineKind::Unknown && l.key.empty() && counts_up(l, lines == &axes_.rows)) l.kind = LineKind::Empty;
  }

  /// A row or column without a label whose other titles say that it is a total or check.
  void look_for_total_words() {
    const auto judge = [&](Line& l, std::string_view text) {
      const std::string word = joined(text, true);
      if (!is_total_word(word) && !is_check_word(word)) return;
      l.kind = is_total_word(word) ? LineKind::Total : LineKind::Check;
      l.label = l.key = joined(text, false);
    };
    std::size_t first = grid_.width();
    for (const Line& l : axes_.columns)
      if (l.kind == LineKind::Account) first = std::min(first, l.at);
    for (Line& l : axes_.rows)
      for (std::size_t c = 0; c < first && l.key.empty(); ++c) judge(l, grid_.text(l.at, c));
    for (Line& l : axes_.columns)
      for (std::size_t r = 0; r < corner_.row + 3 && r < grid_.rows() && l.key.empty(); ++r) judge(l, grid_.text(r, l.at));
  }

  /// 1, 2, 3, …: the numbering of the accounts.
  [[nodiscard]] bool counts_up(const Line& l, bool row) const {
    double last = 0;
    std::size_t n = 0;
    for (const Line& other : row ? axes_.columns : axes_.rows) {
      if (other.kind != LineKind::Account) continue;
      const auto value = row ? grid_.reading(l.at, other.at).point : grid_.reading(other.at, l.at).point;
      if (!value || *value != last + 1) return false;
      last = *value, ++n;
    }
    return n >= 3;
  }

  void number_accounts() {
    std::map<std::string, std::size_t> number;
    for (Line& row : axes_.rows) {
      if (row.kind != LineKind::Account) continue;
      const auto [at, fresh] = number.emplace(row.key, axes_.labels.size());
      if (!fresh)
        grid_.fail(row.at, {},
                   fmt::format("account '{}' has two rows, the first in line {}; if the sheet holds two tables, --range says which.",
                               row.label, grid_.line(axes_.row_of[at->second])));
      row.account = at->second;
      axes_.labels.push_back(row.label), axes_.row_of.push_back(row.at);
    }
    axes_.column_of.assign(axes_.labels.size(), 0);
    std::set<std::string> seen;
    for (Line& column : axes_.columns) {
      if (column.kind != LineKind::Account) continue;
      if (!seen.insert(column.key).second)
        grid_.fail(corner_.row, column.at,
                   fmt::format("account '{}' has two columns; if the sheet holds two tables, --range says which.", column.label));
      column.account = number.at(column.key);
      axes_.column_of[column.account] = column.at;
    }
  }

  /// Texts beside the labels of the rows, else above those of the columns.
  void describe() {
    axes_.descriptions.assign(axes_.labels.size(), {});
    std::size_t most = axes_.labels.size() / 2;
    const std::size_t last = std::min(grid_.width(), axes_.columns.empty() ? corner_.column + 1 : first_account_column());
    const auto take = [&](auto text) {
      std::vector<std::string> found;
      std::set<std::string> different;
      for (std::size_t i = 0; i < axes_.labels.size(); ++i) found.push_back(text(i));
      for (const auto& one : found)
        if (!one.empty()) different.insert(one);
      if (different.size() > most) most = different.size(), axes_.descriptions = std::move(found);
    };
    for (std::size_t c = 0; c < last; ++c)
      if (c != corner_.column)
        take([&](std::size_t i) {
          return grid_.is_numeric(axes_.row_of[i], c) ? std::string{} : joined(grid_.text(axes_.row_of[i], c), false);
        });
    for (std::size_t up = 1; up <= std::min<std::size_t>(corner_.row, 4); ++up)
      take([&](std::size_t i) {
        const std::size_t r = corner_.row - up;
        return grid_.is_numeric(r, axes_.column_of[i]) ? std::string{} : joined(grid_.text(r, axes_.column_of[i]), false);
      });
  }

  [[nodiscard]] std::size_t first_account_column() const {
    std::size_t first = grid_.width();
    for (const Line& l : axes_.columns)
      if (l.kind == LineKind::Account) first = std::min(first, l.at);
    return first;
  }

  const TableGrid& grid_;
  const SquareCorner& corner_;
  Axes axes_;
};

bool nearly(double a, double b, double size) { return std::abs(a - b) <= 1e-6 * size; }

}  // namespace

Axes find_axes(const TableGrid& grid, const SquareCorner& corner) { return AxisFinder(grid, corner).run(); }

std::vector<std::size_t> find_subtotals(const std::vector<double>& v, std::size_t n) {
  std::vector<double> row(n), column(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) row[i] += v[i * n + j], column[j] += v[i * n + j];
  const auto adds_up = [&](std::size_t k, std::size_t first, std::size_t last) {
    for (std::size_t j = 0; j < n; ++j) {
      double in = 0, out = 0;
      for (std::size_t i = first; i <= last; ++i) in += v[i * n + j], out += v[j * n + i];
      if (!nearly(in, v[k * n + j], std::abs(row[k])) || !nearly(out, v[j * n + k], std::abs(column[k]))) return false;
    }
    return true;
  };
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k < n; ++k) {
    if (row[k] == 0 || column[k] == 0) continue;
    bool is_sum = false;
    for (const bool down : {true, false}) {
      double in = 0, out = 0;
      std::size_t busy = 0;
      for (std::size_t step = 1; !is_sum && (down ? k + step < n : step <= k); ++step) {
        const std::size_t i = down ? k + step : k - step;
        in += row[i], out += column[i], busy += row[i] != 0 ? 1 : 0;
        if (busy > 1 && nearly(in, row[k], std::abs(row[k])) && nearly(out, column[k], std::abs(column[k])))
          is_sum = adds_up(k, std::min(i, down ? k + 1 : i), std::max(i, down ? i : k - 1));
      }
    }
    if (is_sum) found.push_back(k);
  }
  return found;
}

void leave_out_subtotals(SquareTable& table) {
  const std::size_t n = table.size();
  const auto sums = find_subtotals(table.values, n);
  if (sums.empty()) return;
  SquareTable kept = table;
  kept.labels.clear(), kept.descriptions.clear(), kept.lines.clear(), kept.values.clear();
  std::string names;
  std::vector<std::size_t> rest;
  for (std::size_t i = 0; i < n; ++i) {
    if (std::find(sums.begin(), sums.end(), i) == sums.end()) rest.push_back(i);
    else names += (names.empty() ? "'" : ", '") + table.labels[i] + "'";
  }
  for (const std::size_t i : rest) {
    kept.labels.push_back(table.labels[i]), kept.descriptions.push_back(table.descriptions[i]), kept.lines.push_back(table.lines[i]);
    for (const std::size_t j : rest) kept.values.push_back(table.values[i * n + j]);
  }
  kept.notes.push_back("Left out as sums of the accounts beside them: " + names + ".");
  table = std::move(kept);
}

}  // namespace setu::sheets
