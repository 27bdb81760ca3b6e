#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "no_limit.hpp"
#include "conflicts.hpp"
#include "margin_sums.hpp"
#include "scaling.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "table_structure.hpp"

namespace setu {

BalanceMethod balance_method(const std::string& name) {
  static const std::vector<std::string> names = {"ras", "gras", "ls", "ce"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<BalanceMethod>(i);
  throw InputError(unknown_name("method of balancing", name, names) + ".");
}

namespace balancing {
namespace {

std::string cell_name(const TableProblem& t, std::size_t at) {
  return fmt::format("The cell in row '{}' and column '{}'", t.rows[at / t.columns.size()], t.columns[at % t.columns.size()]);
}

std::vector<double> totals_or_free(const std::vector<double>& given, std::size_t n) {
  return given.empty() ? std::vector<double>(n, std::nan("")) : given;
}

void check_shape(const TableProblem& t) {
  const std::size_t m = t.rows.size(), n = t.columns.size();
  const auto fits = [](const std::vector<double>& v, std::size_t size) { return v.empty() || v.size() == size; };
  if (t.prior.size() != m * n || !fits(t.row_totals, m) || !fits(t.column_totals, n) || !fits(t.weight, m * n) || !fits(t.lower, m * n) ||
      !fits(t.upper, m * n))
    throw LogicError("TableProblem: an array does not fit the table.");
  if (m == 0 || n == 0) throw InputError("A table without rows or columns cannot be balanced.");
  if (t.accounts_balance && m != n)
    throw InputError(fmt::format("A table of {} rows and {} columns is no social accounting matrix: the numbers must be equal.", m, n));
  for (const auto* totals : {&t.row_totals, &t.column_totals})
    for (std::size_t i = 0; i < totals->size(); ++i)
      if (std::isinf((*totals)[i]))
        throw InputError(fmt::format("The total of {} '{}' is not a finite number.", totals == &t.row_totals ? "row" : "column",
                                     (totals == &t.row_totals ? t.rows : t.columns)[i]));
  for (const auto& side : t.sides)
    if (side.cells.size() != side.coefficients.size() ||
        std::any_of(side.cells.begin(), side.cells.end(), [&](std::size_t c) { return c >= t.prior.size(); }))
      throw LogicError("TableProblem: a side condition does not fit the table.");
}

void check_scalable(const TableProblem& t, bool negative_allowed) {
  const char* name = negative_allowed ? "gras" : "ras";
  const auto bounded = [](const std::vector<double>& v) {
    return std::any_of(v.begin(), v.end(), [](double b) { return std::isfinite(b); });
  };
  const bool weighted = std::any_of(t.weight.begin(), t.weight.end(), [](double w) { return w != 1; });
  if (t.accounts_balance || !t.sides.empty() || bounded(t.lower) || bounded(t.upper) || weighted)
    throw InputError(
        fmt::format("The method {} knows row and column totals only; for accounts that balance, bounds, fixed cells, weights "
                    "and further conditions use ce or ls.",
                    name));
  for (std::size_t at = 0; at < t.prior.size(); ++at) {
    if (!std::isfinite(t.prior[at])) throw InputError(cell_name(t, at) + " is not a finite number.");
    if (t.prior[at] < 0 && !negative_allowed)
      throw InputError(
          fmt::format("{} is negative ({:.10g}); ras needs a table without negative cells, gras does not.", cell_name(t, at), t.prior[at]));
  }
}

/// Bounds of all cells, −∞ and +∞ where none are given.
ConvexProblem table_cells(const TableProblem& t, Distance distance) {
  ConvexProblem p;
  p.distance = distance;
  p.prior = t.prior;
  p.weight = t.weight;
  p.lower = t.lower.empty() ? std::vector<double>(t.prior.size(), -kNoLimit) : t.lower;
  p.upper = t.upper.empty() ? std::vector<double>(t.prior.size(), kNoLimit) : t.upper;
  return p;
}

/// Softness of a side condition (E3).
double softness(const SideCondition& side) {
  if (!std::isfinite(side.value)) throw InputError("The value of the condition '" + side.name + "' is not a finite number.");
  if (!(side.error >= 0) || !std::isfinite(side.error))
    throw InputError(
        fmt::format("The condition '{}' has the standard error {}; it must be zero (exact) or positive.", side.name, side.error));
  return side.error > 0 ? side.error * side.error / std::max(std::abs(side.value), side.error) : 0.0;
}

/// What TableStructure needs: which margins are given, the further totals, and the values of all.
struct Layout {
  std::vector<char> given;
  std::vector<TableStructure::Sparse> extra;
  std::vector<double> value, soft;
};

void add_total(Layout& layout, TableStructure::Sparse sparse, double value, double soft) {
  layout.extra.push_back(std::move(sparse));
  layout.value.push_back(value);
  layout.soft.push_back(soft);
}

Layout layout_of(const TableProblem& t) {
  const std::size_t m = t.rows.size(), n = t.columns.size();
  const auto rows = totals_or_free(t.row_totals, m), columns = totals_or_free(t.column_totals, n);
  Layout layout;
  const auto margin = [&](double total, const auto& cell, std::size_t count) {
    if (!t.accounts_balance) {
      layout.given.push_back(!std::isnan(total));
      layout.value.push_back(std::isnan(total) ? 0 : total);
      layout.soft.push_back(0);
    } else if (!std::isnan(total)) {
      TableStructure::Sparse sparse;
      for (std::size_t i = 0; i < count; ++i) sparse.cells.push_back(cell(i));
      sparse.coefficients.assign(count, 1.0);
      add_total(layout, std::move(sparse), total, 0);
    }
  };
  if (t.accounts_balance) {
    layout.given.assign(m, 1);
    layout.value.assign(m, 0.0);
    layout.soft.assign(m, 0.0);
  }
  for (std::size_t i = 0; i < m; ++i)
    margin(
        rows[i], [&](std::size_t j) { return i * n + j; }, n);
  for (std::size_t j = 0; j < n; ++j)
    margin(
        columns[j], [&](std::size_t i) { return i * n + j; }, m);
  for (const auto& side : t.sides) add_total(layout, {side.cells, side.coefficients}, side.value, softness(side));
  return layout;
}

[[noreturn]] void explain_table(const TableProblem& t, Distance distance) {
  if (const auto sentence = unequal_sums(t); !sentence.empty()) throw InputError(sentence);
  if (t.prior.size() > 40000)
    throw InputError(
        "No balanced table was found: the totals contradict each other, or the zeros, signs and bounds of the cells leave no way to meet "
        "them.");
  auto constrained = as_constrained(t, distance);
  explain(constrained, {});
}

/// Row totals, column totals and conditions as the table meets them.
std::vector<double> sums_of(const TableProblem& t, const std::vector<double>& x) {
  const std::size_t m = t.rows.size(), n = t.columns.size();
  std::vector<double> sums(m + n, 0.0);
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      sums[i] += x[i * n + j];
      sums[m + j] += x[i * n + j];
    }
  for (const auto& side : t.sides) {
    sums.push_back(0);
    for (std::size_t i = 0; i < side.cells.size(); ++i) sums.back() += side.coefficients[i] * x[side.cells[i]];
  }
  return sums;
}

BalanceResult scaled(const TableProblem& t, const BalanceOptions& options, bool negative) {
  check_scalable(t, negative);
  TableProblem full = t;
  full.row_totals = totals_or_free(t.row_totals, t.rows.size());
  full.column_totals = totals_or_free(t.column_totals, t.columns.size());
  auto found = scale_margins(full, options);
  if (!found.converged) explain_table(full, Distance::CrossEntropy);
  BalanceResult result;
  result.distance = distance(table_cells(t, Distance::CrossEntropy), found.x);
  result.reached = sums_of(t, found.x);
  result.max_residual = found.worst;
  result.iterations = found.iterations;
  result.cells = std::move(found.x);
  return result;
}

}  // namespace
}  // namespace balancing

BalanceResult balance(const TableProblem& t, BalanceMethod method, const BalanceOptions& options) {
  balancing::check_shape(t);
  if (method == BalanceMethod::Ras || method == BalanceMethod::Gras) return balancing::scaled(t, options, method == BalanceMethod::Gras);
  const auto distance = method == BalanceMethod::CrossEntropy ? Distance::CrossEntropy : Distance::LeastSquares;
  auto convex = balancing::table_cells(t, distance);
  balancing::prepare(convex, [&](std::size_t at) { return balancing::cell_name(t, at); });
  auto layout = balancing::layout_of(t);
  const auto totals = static_cast<long>(layout.value.size());
  convex.value = Eigen::Map<Eigen::VectorXd>(layout.value.data(), totals);
  convex.soft = Eigen::Map<Eigen::VectorXd>(layout.soft.data(), totals);
  balancing::TableStructure structure(t.rows.size(), t.columns.size(), t.accounts_balance, std::move(layout.given),
                                      std::move(layout.extra));
  auto found = balancing::minimise(convex, structure, options);
  if (!found.converged) balancing::explain_table(t, distance);
  auto result = balancing::finish(convex, std::move(found), structure);
  result.reached = balancing::sums_of(t, result.cells);
  return result;
}

}  // namespace setu
