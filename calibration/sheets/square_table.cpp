#include "setu/calibration/sheets/square_table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "axis.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

using sheets::Axes;
using sheets::Line;
using sheets::LineKind;

constexpr std::size_t kMostSquare = 5000;  ///< accounts: more are read by the layout of a database's matrix only

/// How the cells of the block may be read, counted.
struct Evidence {
  std::size_t percent = 0, plain = 0, marks = 0;
  std::optional<std::pair<std::size_t, std::size_t>> only_point, only_comma, differ, first_percent, first_plain;
  bool differ_by_comma = false;  ///< some cell that can be read in two ways has a comma
};

class SquareReader {
 public:
  SquareReader(const TableGrid& grid, const SquareOptions& options, const SquareCorner& corner)
      : grid_(grid), options_(options), corner_(corner), axes_(sheets::find_axes(grid, corner)) {}

  SquareTable run() {
    if (axes_.labels.size() > kMostSquare)
      throw InputError(
          fmt::format("{}: the table has {} accounts; more than {} are not read.", grid_.name(), axes_.labels.size(), kMostSquare));
    refuse_unmatched();
    collect_evidence();
    choose_style();
    check_totals();
    SquareTable table;
    table.name = grid_.name();
    table.values = values(comma_);
    table.labels = axes_.labels, table.descriptions = axes_.descriptions;
    for (const std::size_t r : axes_.row_of) table.lines.push_back(grid_.line(r));
    say(table);
    sheets::leave_out_subtotals(table);
    table.short_rows = short_rows();
    return table;
  }

 private:
  [[nodiscard]] std::size_t size() const { return axes_.labels.size(); }

  void refuse_unmatched() const {
    std::string text;
    std::vector<std::string> rows, columns;
    for (const Line& l : axes_.rows)
      if (!l.key.empty() && l.kind != LineKind::Empty) rows.push_back(l.label);
    for (const Line& l : axes_.columns)
      if (!l.key.empty() && l.kind != LineKind::Empty) columns.push_back(l.label);
    for (const Line& l : axes_.rows) {
      if (l.kind != LineKind::Unknown || text.size() > 2000) continue;
      if (l.key.empty()) grid_.fail(l.at, corner_.column, "the row has no account name, but holds numbers.");
      text += fmt::format(" Line {}: the row has no column: {}.", grid_.line(l.at), unknown_name("column", l.label, columns, 10));
    }
    for (const Line& l : axes_.columns) {
      if (l.kind != LineKind::Unknown || text.size() > 2000) continue;
      if (l.key.empty() && !is_sum_of_rows(l)) grid_.fail(corner_.row, l.at, "the column has no account name, but holds numbers.");
      if (!l.key.empty())
        text += fmt::format(" {} has no row: {}.", "The " + grid_.table().column_name(l.at), unknown_name("row", l.label, rows, 10));
    }
    if (!text.empty())
      throw InputError(fmt::format("{}: the rows and columns do not name the same accounts (labels found in {}).{}", grid_.name(),
                                   grid_.corner(corner_.row, corner_.column), text));
  }

  /// A column without a name beside the table that holds the rows' totals, or what they differ by.
  [[nodiscard]] bool is_sum_of_rows(const Line& l) const {
    for (const bool comma : {false, true}) {
      bool fits = true, zero = true;
      for (std::size_t i = 0; i < size() && (fits || zero); ++i) {
        double sum = 0, size_of_row = 0;
        for (std::size_t j = 0; j < size(); ++j) {
          const auto r = grid_.reading(axes_.row_of[i], axes_.column_of[j]);
          const double x = (comma ? r.comma : r.point).value_or(0);
          sum += x, size_of_row += std::abs(x);
        }
        const auto r = grid_.reading(axes_.row_of[i], l.at);
        const double given = (comma ? r.comma : r.point).value_or(0);
        fits = fits && std::abs(given - sum) <= options_.tolerance * size_of_row;
        zero = zero && given == 0;
      }
      if (fits || zero) return true;
    }
    return false;
  }

  void look(std::size_t r, std::size_t c, bool account) {
    if (const std::string why = grid_.refusal(r, c); !why.empty()) grid_.fail(r, c, why);
    if (grid_.text(r, c).empty()) return;
    const auto reading = grid_.reading(r, c);
    const auto here = std::pair{r, c};
    if (!reading.point && !reading.comma) {
      if (!grid_.is_mark(r, c))
        grid_.fail(r, c, fmt::format("'{}' is not a {}number.", grid_.text(r, c), is_nan_or_infinite(r, c) ? "finite " : ""));
      seen_.marks += account ? 1 : 0;
      return;
    }
    if (reading.percent) ++seen_.percent, seen_.first_percent = seen_.first_percent.value_or(here);
    else if (reading.point.value_or(1) != 0) ++seen_.plain, seen_.first_plain = seen_.first_plain.value_or(here);
    if (!reading.comma) seen_.only_point = seen_.only_point.value_or(here);
    else if (!reading.point) seen_.only_comma = seen_.only_comma.value_or(here);
    else if (*reading.point != *reading.comma) {
      seen_.differ = seen_.differ.value_or(here);
      seen_.differ_by_comma = seen_.differ_by_comma || grid_.text(r, c).find(',') != std::string_view::npos;
    }
  }

  [[nodiscard]] bool is_nan_or_infinite(std::size_t r, std::size_t c) const {
    const auto value = parse_number(grid_.text(r, c));
    return value && !std::isfinite(*value);
  }

  void collect_evidence() {
    for (const std::size_t r : axes_.row_of)
      for (const std::size_t c : axes_.column_of) look(r, c, true);
    if (seen_.percent > 0 && seen_.plain > 0)
      grid_.fail(seen_.first_percent->first, seen_.first_percent->second,
                 fmt::format("'{}' is a percentage, but other cells ('{}') are not; write them in one way.", cell(*seen_.first_percent),
                             cell(*seen_.first_plain)));
    if (seen_.only_point && seen_.only_comma && !options_.decimal_comma)
      grid_.fail(seen_.only_comma->first, seen_.only_comma->second,
                 fmt::format("numbers are written in two ways, with a decimal comma ('{}' on line {}) and with a decimal point ('{}' on "
                             "line {}); write them in one.",
                             cell(*seen_.only_comma), grid_.line(seen_.only_comma->first), cell(*seen_.only_point),
                             grid_.line(seen_.only_point->first)));
  }

  [[nodiscard]] std::string_view cell(std::pair<std::size_t, std::size_t> at) const { return grid_.text(at.first, at.second); }

  void choose_style() {
    comma_ = options_.decimal_comma.value_or(seen_.only_comma.has_value());
    const auto wrong = comma_ ? seen_.only_point : seen_.only_comma;
    if (options_.decimal_comma && wrong)
      grid_.fail(wrong->first, wrong->second,
                 fmt::format("'{}' is not a number with a decimal {}.", cell(*wrong), comma_ ? "comma" : "point"));
    if (options_.decimal_comma || !seen_.differ || seen_.only_comma || seen_.only_point) return;
    const bool point = balances(values(false)), comma = balances(values(true));
    if (options_.must_balance && point != comma) {
      comma_ = comma;
      how_ = fmt::format("Numbers like '{}' have a decimal {}: read so, the accounts balance.", cell(*seen_.differ),
                         comma ? "comma" : "point");
      return;
    }
    if (!seen_.differ_by_comma && grid_.table().separator() == ',') return;  // 1.234 where commas separate: decimals
    grid_.fail(
        seen_.differ->first, seen_.differ->second,
        fmt::format(
            "'{}' may have a decimal {} or a separator of thousands, and no other number tells; say which with --decimal-comma yes or no.",
            cell(*seen_.differ), seen_.differ_by_comma ? "comma" : "point"));
  }

  [[nodiscard]] double number(std::size_t r, std::size_t c, bool comma) const {
    const auto reading = grid_.reading(r, c);
    const double value = (comma ? reading.comma : reading.point).value_or(0);
    return reading.percent ? value / 100 : value;
  }

  [[nodiscard]] std::vector<double> values(bool comma) const {
    std::vector<double> v(size() * size());
    for (std::size_t i = 0; i < size(); ++i)
      for (std::size_t j = 0; j < size(); ++j) v[i * size() + j] = number(axes_.row_of[i], axes_.column_of[j], comma);
    return v;
  }

  [[nodiscard]] bool balances(const std::vector<double>& v) const {
    for (std::size_t i = 0; i < size(); ++i) {
      double in = 0, out = 0, large = 0;
      for (std::size_t j = 0; j < size(); ++j) {
        in += v[i * size() + j], out += v[j * size() + i];
        large += std::abs(v[i * size() + j]) + std::abs(v[j * size() + i]);
      }
      if (std::abs(in - out) > options_.tolerance * large / 2) return false;
    }
    return true;
  }

  void check_totals() const {
    for (const Line& l : axes_.columns)
      if (l.kind == LineKind::Total && !is_partial(l, axes_.columns, true))
        for (std::size_t i = 0; i < size(); ++i) check_total(axes_.row_of[i], l.at, i, true);
    for (const Line& l : axes_.rows)
      if (l.kind == LineKind::Total && !is_partial(l, axes_.rows, false))
        for (std::size_t j = 0; j < size(); ++j) check_total(l.at, axes_.column_of[j], j, false);
  }

  /// "Total intermediates": the sum of the accounts between it and the total before.
  [[nodiscard]] bool is_partial(const Line& total, const std::vector<Line>& lines, bool column) const {
    std::vector<std::size_t> before;
    for (const Line& l : lines) {
      if (&l == &total) break;
      if (l.kind == LineKind::Total) before.clear();
      if (l.kind == LineKind::Account) before.push_back(l.at);
    }
    if (before.empty() || before.size() == size()) return false;
    for (std::size_t k = 0; k < size(); ++k) {
      const auto at = [&](std::size_t line) {
        return column ? number(axes_.row_of[k], line, comma_) : number(line, axes_.column_of[k], comma_);
      };
      double sum = 0, large = 0;
      for (const std::size_t line : before) sum += at(line), large += std::abs(at(line));
      if (std::abs(at(total.at) - sum) > options_.tolerance * std::max(large, std::abs(at(total.at)))) return false;
    }
    return true;
  }

  void check_total(std::size_t r, std::size_t c, std::size_t account, bool row) const {
    if (const std::string why = grid_.refusal(r, c); !why.empty()) grid_.fail(r, c, why);
    if (grid_.text(r, c).empty() || grid_.is_mark(r, c)) return;
    const auto reading = grid_.reading(r, c);
    if (!(comma_ ? reading.comma : reading.point)) grid_.fail(r, c, fmt::format("'{}' is not a number.", grid_.text(r, c)));
    double sum = 0, large = 0;
    for (std::size_t k = 0; k < size(); ++k) {
      const double x = row ? number(r, axes_.column_of[k], comma_) : number(axes_.row_of[k], c, comma_);
      sum += x, large += std::abs(x);
    }
    const double given = number(r, c, comma_);
    if (std::abs(given - sum) > options_.tolerance * std::max(large, std::abs(given)))
      grid_.fail(r, c,
                 fmt::format("the total of account '{}' is given as {}, but its {} adds up to {}.", axes_.labels[account], given,
                             row ? "row" : "column", sum));
  }

  void say(SquareTable& table) const {
    std::string out, totals;
    for (const auto& [lines, rows] : {std::pair{&axes_.columns, false}, std::pair{&axes_.rows, true}})
      for (const Line& l : *lines) {
        if (l.kind == LineKind::Account || (l.kind == LineKind::Empty && l.key.empty() && !l.marked)) continue;
        const std::string what = (rows ? "row " + std::to_string(grid_.line(l.at)) : grid_.table().column_name(l.at)) +
                                 (l.label.empty() ? "" : " ('" + l.label.substr(0, 40) + "')");
        std::string& list = l.kind == LineKind::Total ? totals : out;
        if (list.size() < 300) list += (list.empty() ? "" : ", ") + what;
      }
    table.notes.push_back(fmt::format("{} accounts; labels in {}{}.{}{}", size(), grid_.corner(corner_.row, corner_.column),
                                      corner_.fold_case ? ", which differ in capital letters only" : "",
                                      totals.empty() ? "" : " Totals, checked and left out: " + totals + ".",
                                      out.empty() ? "" : " Left out, as no account: " + out + "."));
    if (!how_.empty()) table.notes.push_back(how_);
    if (seen_.marks > 0) table.notes.push_back(fmt::format("{} cells like '-', '..' or 'n.a.' count as zero.", seen_.marks));
    if (seen_.percent > 0) table.notes.emplace_back("All cells are percentages and were divided by 100.");
    for (const auto& note : grid_.table().notes()) table.notes.push_back(note);
  }

  [[nodiscard]] std::string short_rows() const {
    if (!grid_.is_text()) return {};
    std::size_t wide = 0;
    std::string text;
    const std::size_t fields = grid_.fields(corner_.row);
    for (const std::size_t r : axes_.row_of) wide += grid_.fields(r) >= fields ? 1 : 0;
    if (wide * 2 < size()) return {};  // rows end with their last number throughout
    for (std::size_t i = 0; i < size(); ++i)
      if (grid_.fields(axes_.row_of[i]) < fields && text.size() < 300)
        text += fmt::format("{}row {} ('{}') has {} of {} fields", text.empty() ? "" : ", ", grid_.line(axes_.row_of[i]), axes_.labels[i],
                            grid_.fields(axes_.row_of[i]), fields);
    return text;
  }

  const TableGrid& grid_;
  const SquareOptions& options_;
  const SquareCorner& corner_;
  Axes axes_;
  Evidence seen_;
  bool comma_ = false;
  std::string how_;
};

}  // namespace

SquareTable read_square(const TableGrid& grid, const SquareOptions& options) {
  const auto corner = find_square(grid);
  if (!corner) throw InputError(fmt::format("{}: this is no square table: {}.", grid.name(), why_not_square(grid)));
  return SquareReader(grid, options, *corner).run();
}

}  // namespace setu
