#pragma once
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "setu/base/error.hpp"
#include "setu/calibration/balance/balance_table.hpp"

namespace setu::test {

inline TableProblem table(std::size_t rows, std::size_t columns, std::vector<double> prior) {
  TableProblem t;
  for (std::size_t i = 0; i < rows; ++i) t.rows.push_back("r" + std::to_string(i + 1));
  for (std::size_t j = 0; j < columns; ++j) t.columns.push_back("c" + std::to_string(j + 1));
  t.prior = std::move(prior);
  return t;
}

inline void set_bounds(TableProblem& t, std::size_t cell, double lower, double upper) {
  const double infinity = std::numeric_limits<double>::infinity();
  if (t.lower.empty()) t.lower.assign(t.prior.size(), -infinity);
  if (t.upper.empty()) t.upper.assign(t.prior.size(), infinity);
  t.lower[cell] = lower;
  t.upper[cell] = upper;
}

/// Row or column sums of `x`.
inline std::vector<double> sums(const TableProblem& t, const std::vector<double>& x, bool rows) {
  std::vector<double> out(rows ? t.rows.size() : t.columns.size(), 0.0);
  for (std::size_t at = 0; at < x.size(); ++at) out[rows ? at / t.columns.size() : at % t.columns.size()] += x[at];
  return out;
}

/// A random table, some cells zero, some (a share) negative, and as totals those of another table with the same zeros
/// and signs: a balanced table exists.
inline TableProblem random_table(unsigned seed, std::size_t rows, std::size_t columns, double negative = 0) {
  std::mt19937 draw(seed);
  std::lognormal_distribution<double> size(3, 2), change(0, 0.4);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<double> prior, target;
  for (std::size_t at = 0; at < rows * columns; ++at) {
    const double one = unit(draw) < 0.2 ? 0 : size(draw) * (unit(draw) < negative ? -1 : 1);
    prior.push_back(one);
    target.push_back(one * change(draw));
  }
  auto t = table(rows, columns, prior);
  t.row_totals = sums(t, target, true);
  t.column_totals = sums(t, target, false);
  return t;
}

inline std::string complaint(const TableProblem& t, BalanceMethod method = BalanceMethod::CrossEntropy) {
  try {
    balance(t, method);
  } catch (const InputError& e) { return e.what(); }
  return {};
}

}  // namespace setu::test
