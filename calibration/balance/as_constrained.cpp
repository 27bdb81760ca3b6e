#include <cmath>

#include "no_limit.hpp"
#include "setu/calibration/balance/balance_table.hpp"

namespace setu {

namespace {

void add_cells(const TableProblem& t, ConstrainedProblem& p) {
  for (std::size_t at = 0; at < t.prior.size(); ++at)
    p.cells.push_back({t.prior[at], t.weight.empty() ? 1.0 : t.weight[at], t.lower.empty() ? -balancing::kNoLimit : t.lower[at],
                       t.upper.empty() ? balancing::kNoLimit : t.upper[at]});
}

/// The totals of rows (or columns) that are given.
void add_margin(const TableProblem& t, bool rows, ConstrainedProblem& p) {
  const auto& totals = rows ? t.row_totals : t.column_totals;
  const std::size_t n = t.columns.size();
  for (std::size_t k = 0; k < totals.size(); ++k) {
    if (std::isnan(totals[k])) continue;
    p.totals.push_back({(rows ? "row " : "column ") + (rows ? t.rows : t.columns)[k], totals[k], 0});
    for (std::size_t i = 0; i < (rows ? n : t.rows.size()); ++i)
      p.terms.push_back({p.totals.size() - 1, rows ? k * n + i : i * n + k, 1.0});
  }
}

}  // namespace

ConstrainedProblem as_constrained(const TableProblem& t, Distance distance) {
  ConstrainedProblem p;
  p.distance = distance;
  add_cells(t, p);
  const std::size_t n = t.columns.size();
  if (t.accounts_balance)
    for (std::size_t i = 0; i < n; ++i) {
      p.totals.push_back({"account " + t.rows[i] + ": row less column", 0, 0});
      for (std::size_t j = 0; j < n; ++j)
        if (i != j) {
          p.terms.push_back({i, i * n + j, 1.0});
          p.terms.push_back({i, j * n + i, -1.0});
        }
    }
  add_margin(t, true, p);
  add_margin(t, false, p);
  for (const auto& side : t.sides) {
    p.totals.push_back({side.name, side.value, side.error});
    for (std::size_t i = 0; i < side.cells.size(); ++i) p.terms.push_back({p.totals.size() - 1, side.cells[i], side.coefficients[i]});
  }
  return p;
}

}  // namespace setu
