#include "setu/system/derive/hessian.hpp"

#include <algorithm>

#include "kernel.hpp"

namespace setu {

namespace {

/// Columns mentioned by the terms [first, last), ascending.
void columns_of_terms(const Terms& t, std::span<const Index> column, Index first, Index last, std::vector<Index>& columns) {
  columns.clear();
  const auto take = [&](Index v) {
    if (v != kNone && column[v] != kNone) columns.push_back(column[v]);
  };
  for (Index k = first; k < last; ++k) {
    for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) take(t.factor_var[f]);
    take(t.term_level[k]);
  }
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
}

/// Calls visit(group, first term, last term) for each set of terms whose variables interact.
template <class Visit>
void for_each_block(const Terms& t, Visit visit) {
  for (Index g = 0; g < t.groups(); ++g) {
    if (t.group_log[g]) {
      visit(g, t.term_begin[g], t.term_begin[g + 1]);
    } else {
      for (Index k = t.term_begin[g]; k < t.term_begin[g + 1]; ++k) visit(g, k, k + 1);
    }
  }
}

std::int64_t packed(std::int64_t p, std::int64_t q) { return p * (p + 1) / 2 + q; }

}  // namespace

std::int64_t Hessian::pair_count(const Terms& terms, std::span<const Index> column) {
  std::int64_t count = 0;
  std::vector<Index> columns;
  for_each_block(terms, [&](Index, Index first, Index last) {
    columns_of_terms(terms, column, first, last, columns);
    count += packed(static_cast<std::int64_t>(columns.size()), 0);
  });
  return count;
}

Hessian::Hessian(const Evaluator& evaluator) : evaluator_(evaluator) {
  find_blocks();
  build_pattern();
}

void Hessian::find_blocks() {
  const Terms& t = evaluator_.terms();
  const auto column = evaluator_.column();
  local_factor_.assign(t.factor_var.size(), kNone);
  local_level_.assign(t.term_level.size(), kNone);
  std::vector<Index> equation_of(t.groups()), columns;
  for (Index i = 0; i < t.equations(); ++i)
    for (Index g = t.group_begin[i]; g < t.group_begin[i + 1]; ++g) equation_of[g] = i;
  std::int64_t slots = 0;
  std::size_t longest = 0;
  for_each_block(t, [&](Index g, Index first, Index last) {
    columns_of_terms(t, column, first, last, columns);
    const auto local = [&](Index v) {
      if (v == kNone || column[v] == kNone) return kNone;
      return static_cast<Index>(std::lower_bound(columns.begin(), columns.end(), column[v]) - columns.begin());
    };
    for (Index k = first; k < last; ++k) {
      for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) local_factor_[f] = local(t.factor_var[f]);
      local_level_[k] = local(t.term_level[k]);
    }
    if (columns.empty()) return;
    const auto n = static_cast<Index>(columns.size());
    blocks_.push_back({equation_of[g], g, first, last, slots, static_cast<Index>(block_column_.size()), n});
    block_column_.insert(block_column_.end(), columns.begin(), columns.end());
    slots += packed(n, 0);
    longest = std::max(longest, columns.size());
  });
  slot_.resize(static_cast<std::size_t>(slots));
  gradient_.resize(longest);
}

void Hessian::build_pattern() {
  const Index n = evaluator_.pattern().columns;
  pattern_.rows = pattern_.columns = n;
  std::vector<Index> begin(n + 1, 0), block_of, position(n, kNone);
  for (const Index j : block_column_) ++begin[j + 1];
  for (Index j = 0; j < n; ++j) begin[j + 1] += begin[j];
  block_of.resize(block_column_.size());
  std::vector<Index> next(begin.begin(), begin.end() - 1);
  for (std::size_t b = 0; b < blocks_.size(); ++b)
    for (Index c = 0; c < blocks_[b].columns; ++c) block_of[next[block_column_[blocks_[b].first_column + c]]++] = static_cast<Index>(b);

  std::vector<Index> rows;
  for (Index j = 0; j < n; ++j) {
    const auto visit = [&](auto action) {
      for (Index m = begin[j]; m < begin[j + 1]; ++m) {
        const Block& b = blocks_[block_of[m]];
        const Index* columns = &block_column_[b.first_column];
        const auto q = static_cast<Index>(std::lower_bound(columns, columns + b.columns, j) - columns);
        for (Index p = q; p < b.columns; ++p) action(columns[p], b.first_slot + packed(p, q));
      }
    };
    rows.clear();
    visit([&](Index row, std::int64_t) {
      if (position[row] == j) return;
      position[row] = j;
      rows.push_back(row);
    });
    std::sort(rows.begin(), rows.end());
    const Index base = pattern_.nonzeros();
    pattern_.row.insert(pattern_.row.end(), rows.begin(), rows.end());
    pattern_.column_begin.push_back(pattern_.nonzeros());
    for (std::size_t k = 0; k < rows.size(); ++k) position[rows[k]] = base + static_cast<Index>(k);
    visit([&](Index row, std::int64_t slot) { slot_[static_cast<std::size_t>(slot)] = position[row]; });
    for (const Index row : rows) position[row] = kNone;
  }
}

double& Hessian::entry(const Block& b, Index p, Index q, std::span<double> out) const {
  return out[slot_[static_cast<std::size_t>(b.first_slot + packed(std::max(p, q), std::min(p, q)))]];
}

void Hessian::add_block(const Block& b, double lambda, std::span<double> out, std::vector<double>& gradient) const {
  const Terms& t = evaluator_.terms();
  const double weight = lambda * evaluator_.group_weights()[b.group];
  const bool log = t.group_log[b.group] != 0;
  if (log) std::fill_n(gradient.begin(), b.columns, 0.0);
  for (Index k = b.first_term; k < b.last_term; ++k) {
    const double v = evaluator_.term_values()[k];
    const double vz = v * kernel::level(t, k, evaluator_.point().data());
    const Index z = local_level_[k];
    if (log && z != kNone) gradient[z] += v;
    for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) {
      const Index p = local_factor_[f];
      if (p == kNone) continue;
      const double a = t.factor_exponent[f];
      if (log) gradient[p] += vz * a;
      if (z != kNone) entry(b, p, z, out) += weight * v * a * (p == z ? 2 : 1);
      entry(b, p, p, out) += weight * vz * a * a;
      for (Index h = t.factor_begin[k]; h < f; ++h) {
        const Index q = local_factor_[h];
        if (q != kNone) entry(b, p, q, out) += weight * vz * a * t.factor_exponent[h] * (p == q ? 2 : 1);
      }
    }
  }
  if (!log) return;
  const double rank_one = -weight / evaluator_.group_sums()[b.group];
  for (Index p = 0; p < b.columns; ++p)
    for (Index q = 0; q <= p; ++q) entry(b, p, q, out) += rank_one * gradient[p] * gradient[q];
}

void Hessian::values(std::span<const double> lambda, std::span<double> out) const {
  std::fill(out.begin(), out.end(), 0.0);
  for (const Block& b : blocks_)
    if (lambda[b.equation] != 0) add_block(b, lambda[b.equation], out, gradient_);
}

}  // namespace setu
