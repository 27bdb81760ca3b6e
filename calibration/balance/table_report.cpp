#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/calibration/balance/balance_file.hpp"

namespace setu {
namespace {

/// A value before and after, and what it is called.
struct Move {
  std::string name;
  double before = 0, after = 0;

  [[nodiscard]] double change() const { return after - before; }
  [[nodiscard]] double percent() const { return before == 0 ? 0 : 100 * change() / std::abs(before); }
};

std::vector<Move> accounts(const TableProblem& t, const BalanceResult& result) {
  const std::size_t m = t.rows.size(), n = t.columns.size();
  std::vector<Move> moves(m + n);
  for (std::size_t i = 0; i < m; ++i) moves[i].name = "row " + t.rows[i];
  for (std::size_t j = 0; j < n; ++j) moves[m + j].name = "column " + t.columns[j];
  for (std::size_t at = 0; at < t.prior.size(); ++at)
    for (Move* move : {&moves[at / n], &moves[m + at % n]}) {
      move->before += t.prior[at];
      move->after += result.cells[at];
    }
  return moves;
}

std::string lines_of(const std::string& title, const std::vector<Move>& moves) {
  std::string text = fmt::format("{}\n  {:<40} {:>16} {:>16} {:>14} {:>10}\n", title, "", "before", "after", "change", "%");
  for (const auto& m : moves)
    text += fmt::format("  {:<40} {:>16.6g} {:>16.6g} {:>14.5g} {:>10.3f}\n", m.name, m.before, m.after, m.change(), m.percent());
  return text;
}

/// The `lines` largest by `size`, without those that did not move.
template <class Size>
std::vector<std::size_t> largest(std::size_t count, std::size_t lines, Size size) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < count; ++i)
    if (size(i) > 0) order.push_back(i);
  const auto keep = std::min(lines, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<long>(keep), order.end(),
                    [&](std::size_t a, std::size_t b) { return size(a) != size(b) ? size(a) > size(b) : a < b; });
  order.resize(keep);
  return order;
}

Move cell_move(const TableProblem& t, const BalanceResult& result, std::size_t at) {
  return {t.rows[at / t.columns.size()] + " → " + t.columns[at % t.columns.size()], t.prior[at], result.cells[at]};
}

}  // namespace

std::string balance_report(const TableProblem& t, const BalanceResult& result, std::size_t lines) {
  const auto all = accounts(t, result);
  const auto pick = [&](auto size) {
    std::vector<Move> moves;
    for (const auto i : largest(all.size(), lines, [&](std::size_t k) { return size(all[k]); })) moves.push_back(all[i]);
    return moves;
  };
  const auto pick_cells = [&](auto size) {
    std::vector<Move> moves;
    for (const auto at : largest(t.prior.size(), lines, size)) moves.push_back(cell_move(t, result, at));
    return moves;
  };
  const auto change = [&](std::size_t at) { return std::abs(result.cells[at] - t.prior[at]); };
  const auto percent = [&](std::size_t at) { return t.prior[at] == 0 ? 0 : change(at) / std::abs(t.prior[at]); };
  double before = 0, moved = 0;
  for (std::size_t at = 0; at < t.prior.size(); ++at) {
    before += std::abs(t.prior[at]);
    moved += change(at);
  }
  std::string text = fmt::format(
      "Balanced {} rows × {} columns in {} steps; totals are met to {:.1e}.\n"
      "Cells moved by {:.6g} in all, {:.3f} % of their absolute sum.\n\n",
      t.rows.size(), t.columns.size(), result.iterations, result.max_residual, moved, before > 0 ? 100 * moved / before : 0.0);
  text += lines_of("Accounts that moved most, by value", pick([](const Move& m) { return std::abs(m.change()); })) + "\n";
  text += lines_of("Accounts that moved most, by per cent", pick([](const Move& m) { return std::abs(m.percent()); })) + "\n";
  text += lines_of("Cells that moved most, by value", pick_cells(change)) + "\n";
  return text + lines_of("Cells that moved most, by per cent", pick_cells(percent));
}

void write_balanced_table(const TableProblem& t, const BalanceResult& result, const std::filesystem::path& file) {
  std::string text;
  for (const auto& column : t.columns) text += "," + csv_field(column);
  for (std::size_t at = 0; at < result.cells.size(); ++at) {
    if (at % t.columns.size() == 0) text += "\n" + csv_field(t.rows[at / t.columns.size()]);
    text += ",";
    append_number(text, result.cells[at]);
  }
  write_whole(file, text + "\n");
}

void write_changes(const TableProblem& t, const BalanceResult& result, const std::filesystem::path& file) {
  std::string text = "row,column,before,after,change,percent\n";
  for (std::size_t at = 0; at < result.cells.size(); ++at) {
    const double before = t.prior[at], after = result.cells[at];
    if (before == after) continue;
    text += csv_field(t.rows[at / t.columns.size()]) + "," + csv_field(t.columns[at % t.columns.size()]);
    for (const double v : {before, after, after - before}) {
      text += ",";
      append_number(text, v);
    }
    text += ",";
    if (before != 0) append_number(text, 100 * (after - before) / std::abs(before));
    text += "\n";
  }
  write_whole(file, text);
}

}  // namespace setu
