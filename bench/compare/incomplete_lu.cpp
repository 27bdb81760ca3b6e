#include "incomplete_lu.hpp"

#include <algorithm>
#include <cmath>

namespace setu::bench {

IncompleteLu::IncompleteLu(FullView::Rows rows)
    : rows_(std::move(rows)), diagonal_(rows_.row_begin.size() - 1), place_(diagonal_.size(), kNone), value_(rows_.column.size()) {
  for (std::size_t i = 0; i < diagonal_.size(); ++i) {
    const auto first = rows_.column.begin() + rows_.row_begin[i], last = rows_.column.begin() + rows_.row_begin[i + 1];
    diagonal_[i] = static_cast<Index>(std::lower_bound(first, last, static_cast<Index>(i)) - rows_.column.begin());
  }
}

void IncompleteLu::factorize(std::span<const double> values) {
  for (std::size_t p = 0; p < value_.size(); ++p) value_[p] = values[rows_.slot[p]];
  for (std::size_t i = 0; i < diagonal_.size(); ++i) eliminate(i);
}

/// Subtracts multiples of the earlier rows that row i mentions, within its own pattern.
void IncompleteLu::eliminate(std::size_t i) {
  const Index begin = rows_.row_begin[i], end = rows_.row_begin[i + 1];
  double size = 0;
  for (Index p = begin; p < end; ++p) {
    place_[rows_.column[p]] = p;
    size = std::max(size, std::abs(value_[p]));
  }
  for (Index p = begin; p < diagonal_[i]; ++p) {
    const Index k = rows_.column[p];
    value_[p] /= value_[diagonal_[k]];
    for (Index q = diagonal_[k] + 1; q < rows_.row_begin[k + 1]; ++q)
      if (const Index at = place_[rows_.column[q]]; at != kNone) value_[at] -= value_[p] * value_[q];
  }
  for (Index p = begin; p < end; ++p) place_[rows_.column[p]] = kNone;
  double& pivot = value_[diagonal_[i]];
  const double least = 1e-8 * size;
  if (!(std::abs(pivot) >= least)) pivot = std::copysign(least, pivot);
}

void IncompleteLu::solve(std::span<double> b) const {
  for (std::size_t i = 0; i < b.size(); ++i)
    for (Index p = rows_.row_begin[i]; p < diagonal_[i]; ++p) b[i] -= value_[p] * b[rows_.column[p]];
  for (std::size_t i = b.size(); i-- > 0;) {
    for (Index p = diagonal_[i] + 1; p < rows_.row_begin[i + 1]; ++p) b[i] -= value_[p] * b[rows_.column[p]];
    b[i] /= value_[diagonal_[i]];
  }
}

}  // namespace setu::bench
