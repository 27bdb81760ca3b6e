#include "core_operator.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {

/// Below this many nonzeros threads cost more than they save.
constexpr std::int64_t kParallelNonzeros = 400000;

}  // namespace

CoreOperator::CoreOperator(const SparsePattern& pattern, const Triangle& triangle) : core_(static_cast<Index>(triangle.core_row.size())) {
  const ByRows rows = by_rows(pattern);
  order_by_level(rows.pattern, triangle);
  add_rows(rows.pattern, rows.slot);
  z_.assign(size(), 0.0);
  right_.assign(size(), 0.0);
  parallel_ = nonzeros() > kParallelNonzeros;
}

/// The triangle comes in topological order; within a level that order is kept.
void CoreOperator::order_by_level(const SparsePattern& rows, const Triangle& t) {
  const auto count = static_cast<Index>(t.row.size());
  std::vector<Index> level_of(rows.rows, 0), level(count);  // by column of the matrix; core columns are level 0
  for (Index k = 0; k < count; ++k) {
    Index deepest = 0;
    for (Index q = rows.column_begin[t.row[k]]; q < rows.column_begin[t.row[k] + 1]; ++q)
      if (rows.row[q] != t.column[k]) deepest = std::max(deepest, level_of[rows.row[q]]);
    level[k] = level_of[t.column[k]] = deepest + 1;
  }
  const Index levels = count == 0 ? 0 : *std::max_element(level.begin(), level.end());
  level_begin_.assign(levels + 1, 0);
  for (const Index l : level) ++level_begin_[l];
  for (Index l = 1; l <= levels; ++l) level_begin_[l] += level_begin_[l - 1];
  std::vector<Index> next(level_begin_.begin(), level_begin_.end());
  column_ = t.core_column;
  row_ = t.core_row;
  column_.resize(core_ + count);
  row_.resize(core_ + count);
  for (Index k = 0; k < count; ++k) {
    const Index at = core_ + next[level[k] - 1]++;
    column_[at] = t.column[k];
    row_[at] = t.row[k];
  }
  pivot_slot_.assign(count, kNone);
  inverse_pivot_.assign(count, 0.0);
}

void CoreOperator::add_rows(const SparsePattern& rows, const std::vector<Index>& slots) {
  std::vector<Index> position(rows.rows);
  for (Index p = 0; p < size(); ++p) position[column_[p]] = p;
  entries_.reserve(rows.row.size());
  begin_.reserve(size() + 1);
  const auto add = [&](Index at, Index pivot) {
    for (Index q = rows.column_begin[row_[at]]; q < rows.column_begin[row_[at] + 1]; ++q) {
      if (rows.row[q] == pivot) pivot_slot_[at - core_] = slots[q];
      else entries_.push_back({slots[q], position[rows.row[q]]});
    }
    begin_.push_back(static_cast<Index>(entries_.size()));
  };
  for (Index p = core_; p < size(); ++p) add(p, column_[p]);
  for (Index p = 0; p < core_; ++p) add(p, kNone);
  values_.assign(entries_.size(), 0.0);
}

bool CoreOperator::set_values(std::span<const double> values) {
  const Index triangle = triangle_size(), all = size();
  int failures = 0;
#pragma omp parallel for schedule(static) reduction(+ : failures) if (parallel_)
  for (Index r = 0; r < all; ++r) {
    double scale = 1;
    if (r < triangle) {
      inverse_pivot_[r] = scale = 1 / values[pivot_slot_[r]];
      if (!std::isfinite(scale)) ++failures;
    }
    for (Index e = begin_[r]; e < begin_[r + 1]; ++e) values_[e] = scale * values[entries_[e].slot];
  }
  return failures == 0;
}

double CoreOperator::times(Index r, const double* z) const {
  double sum = 0;
  for (Index e = begin_[r]; e < begin_[r + 1]; ++e) sum += values_[e] * z[entries_[e].position];
  return sum;
}

/// z_k = b_k / pivot − Σ value z over the triangle, level by level; z of the core is given.
void CoreOperator::sweep(const double* b) {
  double* z = z_.data();
  const auto one = [&](Index k) { z[core_ + k] = (b ? b[row_[core_ + k]] * inverse_pivot_[k] : 0.0) - times(k, z); };
  const auto levels = static_cast<Index>(level_begin_.size()) - 1;
  if (!parallel_) {
    for (Index k = 0; k < triangle_size(); ++k) one(k);
    return;
  }
#pragma omp parallel
  for (Index l = 0; l < levels; ++l) {
#pragma omp for schedule(static)
    for (Index k = level_begin_[l]; k < level_begin_[l + 1]; ++k) one(k);
  }
}

/// out = (b −) the core rows times z.
void CoreOperator::core_rows(std::span<double> out, const double* b) const {
  const Index first = triangle_size();
#pragma omp parallel for schedule(static) if (parallel_)
  for (Index i = 0; i < core_; ++i) {
    const double value = times(first + i, z_.data());
    out[i] = b ? b[row_[i]] - value : value;
  }
}

void CoreOperator::apply(std::span<const double> in, std::span<double> out) {
  std::copy(in.begin(), in.end(), z_.begin());
  sweep(nullptr);
  core_rows(out, nullptr);
}

void CoreOperator::eliminate(std::span<const double> b, std::span<double> out) {
  std::fill_n(z_.begin(), core_, 0.0);
  sweep(b.data());
  core_rows(out, b.data());
}

void CoreOperator::complete(std::span<const double> core, std::span<double> b) {
  std::copy(core.begin(), core.end(), z_.begin());
  sweep(b.data());
  for (Index p = 0; p < size(); ++p) b[column_[p]] = z_[p];
}

/// right_ += A_cᵀ in, then the triangle backwards: right_[core] ends as the core part, z_[core + k] as A_dd⁻ᵀ right_d.
void CoreOperator::gather_transposed(std::span<const double> in) {
  const Index first = triangle_size();
  double* w = right_.data();
  for (Index i = 0; i < core_; ++i) {
    if (in.empty() || in[i] == 0) continue;
    for (Index e = begin_[first + i]; e < begin_[first + i + 1]; ++e) w[entries_[e].position] += values_[e] * in[i];
  }
  for (Index k = first; k-- > 0;) {
    const double value = w[core_ + k];
    z_[core_ + k] = value * inverse_pivot_[k];
    if (value == 0) continue;
    for (Index e = begin_[k]; e < begin_[k + 1]; ++e) w[entries_[e].position] -= values_[e] * value;
  }
}

void CoreOperator::apply_transposed(std::span<const double> in, std::span<double> out) {
  std::fill(right_.begin(), right_.end(), 0.0);
  gather_transposed(in);
  std::copy_n(right_.begin(), core_, out.begin());
}

void CoreOperator::eliminate_transposed(std::span<const double> b, std::span<double> out) {
  for (Index p = 0; p < size(); ++p) right_[p] = b[column_[p]];
  gather_transposed({});
  std::copy_n(right_.begin(), core_, out.begin());
}

void CoreOperator::complete_transposed(std::span<const double> core, std::span<double> b) {
  for (Index p = 0; p < size(); ++p) right_[p] = b[column_[p]];
  std::vector<double>& work = right_;
  const Index first = triangle_size();
  for (Index i = 0; i < core_; ++i)
    for (Index e = begin_[first + i]; e < begin_[first + i + 1]; ++e) work[entries_[e].position] -= values_[e] * core[i];
  gather_transposed({});
  for (Index i = 0; i < core_; ++i) b[row_[i]] = core[i];
  for (Index p = core_; p < size(); ++p) b[row_[p]] = z_[p];
}

}  // namespace setu
