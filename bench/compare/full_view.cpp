#include "full_view.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "setu/base/error.hpp"
#include "setu/system/closure.hpp"
#include "setu/system/prove/structure.hpp"

namespace setu::bench {
namespace {

std::vector<Index> endogenous(const Closure& closure) {
  std::vector<Index> unknown;
  for (std::size_t v = 0; v < closure.exogenous.size(); ++v)
    if (!closure.exogenous[v]) unknown.push_back(static_cast<Index>(v));
  return unknown;
}

std::vector<Index> columns(const std::vector<Index>& unknown, std::size_t variables) {
  std::vector<Index> column(variables, kNone);
  for (std::size_t j = 0; j < unknown.size(); ++j) column[unknown[j]] = static_cast<Index>(j);
  return column;
}

}  // namespace

FullView::FullView(const Problem& problem)
    : x_(problem.start),
      direction_(x_.size(), 0.0),
      work_(problem.system->terms.equations()),
      unknown_(endogenous(problem.closure)),
      evaluator_(problem.system->terms, columns(unknown_, x_.size()), static_cast<Index>(unknown_.size())) {
  problem.path.apply(1.0, x_);
  const Matching matching = match(*problem.system, problem.closure);
  if (!matching.unmatched_equations.empty() || work_.size() != unknown_.size())
    throw LogicError("the economy's equations do not determine its variables");
  const auto column = columns(unknown_, x_.size());
  equation_of_row_.resize(unknown_.size());
  std::vector<Index> row_of(unknown_.size());
  for (std::size_t i = 0; i < row_of.size(); ++i) {
    row_of[i] = column[matching.variable_of_equation[i]];
    equation_of_row_[row_of[i]] = static_cast<Index>(i);
  }
  const SparsePattern& given = evaluator_.pattern();
  pattern_ = given;
  slot_.resize(given.row.size());
  std::iota(slot_.begin(), slot_.end(), 0);
  for (Index j = 0; j < given.columns; ++j) {
    const auto first = slot_.begin() + given.column_begin[j], last = slot_.begin() + given.column_begin[j + 1];
    std::sort(first, last, [&](Index a, Index b) { return row_of[given.row[a]] < row_of[given.row[b]]; });
  }
  for (std::size_t p = 0; p < slot_.size(); ++p) pattern_.row[p] = row_of[given.row[slot_[p]]];
  values_.resize(slot_.size());
  choose_units(problem);
}

void FullView::choose_units(const Problem& problem) {
  unit_.assign(unknown_.size(), 1.0);
  if (!evaluator_.evaluate(problem.start, work_)) throw LogicError("the benchmark cannot be evaluated");
  evaluator_.jacobian(values_);
  for (Index j = 0; j < pattern_.columns; ++j) {
    double most = 0;
    for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p) most = std::max(most, std::abs(values_[p]));
    if (most > 0) unit_[j] = std::exp2(-std::round(std::log2(most)));
  }
}

FullView::Rows FullView::rows() const {
  Rows rows;
  rows.row_begin.assign(size() + 1, 0);
  for (const Index i : pattern_.row) ++rows.row_begin[i + 1];
  std::partial_sum(rows.row_begin.begin(), rows.row_begin.end(), rows.row_begin.begin());
  rows.column.resize(pattern_.row.size());
  rows.slot.resize(pattern_.row.size());
  std::vector<Index> next(rows.row_begin.begin(), rows.row_begin.end() - 1);
  for (Index j = 0; j < pattern_.columns; ++j)
    for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p) {
      const Index at = next[pattern_.row[p]]++;
      rows.column[at] = j;
      rows.slot[at] = p;
    }
  return rows;
}

void FullView::start(std::span<double> u) const {
  for (std::size_t j = 0; j < u.size(); ++j) u[j] = x_[unknown_[j]] / unit_[j];
}

bool FullView::evaluate(std::span<const double> u, std::span<double> f) {
  for (std::size_t j = 0; j < u.size(); ++j) x_[unknown_[j]] = unit_[j] * u[j];
  const bool ok = evaluator_.evaluate(x_, work_);
  for (std::size_t i = 0; i < f.size(); ++i) f[i] = work_[equation_of_row_[i]];
  return ok;
}

void FullView::jacobian(std::span<double> values) {
  evaluator_.jacobian(values_);
  for (Index j = 0; j < pattern_.columns; ++j)
    for (Index p = pattern_.column_begin[j]; p < pattern_.column_begin[j + 1]; ++p) values[p] = unit_[j] * values_[slot_[p]];
}

void FullView::product(std::span<const double> du, std::span<double> out) {
  for (std::size_t j = 0; j < du.size(); ++j) direction_[unknown_[j]] = unit_[j] * du[j];
  evaluator_.product(direction_, work_);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = work_[equation_of_row_[i]];
}

std::vector<double> FullView::point(std::span<const double> u) const {
  std::vector<double> x = x_;
  for (std::size_t j = 0; j < u.size(); ++j) x[unknown_[j]] = unit_[j] * u[j];
  return x;
}

double largest(std::span<const double> f) {
  double most = 0;
  for (const double v : f) {
    if (std::isnan(v)) return v;
    most = std::max(most, std::abs(v));
  }
  return most;
}

}  // namespace setu::bench
