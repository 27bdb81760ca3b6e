#include "condensation.hpp"

#include <algorithm>

namespace setu {

Condensation::Condensation(const SparsePattern& pattern, Triangle triangle)
    : triangle_(std::move(triangle)),
      pivot_slot_(triangle_.row.size()),
      position_(pattern.columns),
      in_core_(pattern.columns, 0),
      values_(pattern.nonzeros()) {
  split(pattern);
}

void Condensation::split(const SparsePattern& pattern) {
  for (Index k = 0; k < triangle_size(); ++k) position_[triangle_.column[k]] = k;
  for (Index k = 0; k < core_size(); ++k) {
    position_[triangle_.core_column[k]] = k;
    in_core_[triangle_.core_column[k]] = 1;
  }
  const auto [rows, slot] = by_rows(pattern);
  for (Index k = 0; k < triangle_size(); ++k)
    pivot_slot_[k] = add_row(rows, slot, triangle_.row[k], triangle_.column[k], triangle_rows_, triangle_core_);
  for (Index k = 0; k < core_size(); ++k) add_row(rows, slot, triangle_.core_row[k], kNone, core_rows_, core_core_);
}

Index Condensation::add_row(const SparsePattern& by_rows, const std::vector<Index>& slot, Index i, Index pivot_column, RowPart& triangle,
                            RowPart& core) {
  Index pivot_slot = kNone;
  for (Index at = by_rows.column_begin[i]; at < by_rows.column_begin[i + 1]; ++at) {
    const Index j = by_rows.row[at];
    if (j == pivot_column) pivot_slot = slot[at];
    else (in_core_[j] ? core : triangle).entry.push_back({slot[at], position_[j]});
  }
  triangle.begin.push_back(static_cast<Index>(triangle.entry.size()));
  core.begin.push_back(static_cast<Index>(core.entry.size()));
  return pivot_slot;
}

bool Condensation::set_values(std::span<const double> values) {
  std::copy(values.begin(), values.end(), values_.begin());
  return std::none_of(pivot_slot_.begin(), pivot_slot_.end(), [&](Index slot) { return values_[slot] == 0; });
}

/// out += scale · (the row's entries in core columns [first, first + kStrip)). Returns whether there were any.
bool Condensation::add_core(const RowPart& part, Index i, Index first, double scale, double* out) const {
  bool any = false;
  for (Index e = part.begin[i]; e < part.begin[i + 1]; ++e) {
    const Index w = part.entry[e].position - first;
    if (w < 0 || w >= kStrip) continue;
    out[w] += scale * values_[part.entry[e].slot];
    any = true;
  }
  return any;
}

/// out += scale · Σ value · strip rows, over the triangle entries of row i. Returns whether anything was added.
bool Condensation::add_rows(const RowPart& part, Index i, double scale, const Strip& strip, double* out) const {
  bool any = false;
  for (Index e = part.begin[i]; e < part.begin[i + 1]; ++e) {
    const Index k = part.entry[e].position;
    if (!strip.nonzero[k]) continue;
    any = true;
    const double a = scale * values_[part.entry[e].slot];
    const double* x = strip.row(k);
    for (Index w = 0; w < kStrip; ++w) out[w] += a * x[w];
  }
  return any;
}

void Condensation::follow(Index first, Strip& strip) const {
  for (Index k = 0; k < triangle_size(); ++k) {
    double row[kStrip] = {};
    const bool own = add_core(triangle_core_, k, first, -1.0, row);
    strip.nonzero[k] = add_rows(triangle_rows_, k, -1.0, strip, row) || own ? 1 : 0;
    if (!strip.nonzero[k]) continue;
    const double inverse = 1 / pivot(k);
    double* out = strip.row(k);
    for (Index w = 0; w < kStrip; ++w) out[w] = row[w] * inverse;
  }
}

void Condensation::follow_transposed(Strip& strip, std::span<double> out) const {
  for (Index k = triangle_size(); k-- > 0;) {
    if (!strip.nonzero[k]) continue;
    const double* x = strip.row(k);
    for (Index e = triangle_rows_.begin[k]; e < triangle_rows_.begin[k + 1]; ++e) {
      const Index to = triangle_rows_.entry[e].position;
      double* y = strip.row(to);
      if (!strip.nonzero[to]) std::fill_n(y, kStrip, 0.0);
      strip.nonzero[to] = 1;
      const double a = values_[triangle_rows_.entry[e].slot] / pivot(k);
      for (Index w = 0; w < kStrip; ++w) y[w] -= a * x[w];
    }
    for (Index e = triangle_core_.begin[k]; e < triangle_core_.begin[k + 1]; ++e) {
      double* y = &out[static_cast<std::size_t>(triangle_core_.entry[e].position) * kStrip];
      const double a = values_[triangle_core_.entry[e].slot] / pivot(k);
      for (Index w = 0; w < kStrip; ++w) y[w] -= a * x[w];
    }
  }
}

void Condensation::form_strip(Index first, Strip& strip, double* out) const {
  follow(first, strip);
  const Index n = core_size(), width = std::min(kStrip, n - first);
  for (Index i = 0; i < n; ++i) {
    double row[kStrip] = {};
    add_core(core_core_, i, first, 1.0, row);
    add_rows(core_rows_, i, 1.0, strip, row);
    for (Index w = 0; w < width; ++w) out[static_cast<std::size_t>(first + w) * n + i] = row[w];
  }
}

void Condensation::schur(double* out) const {
  const Index strips = (core_size() + kStrip - 1) / kStrip;
#pragma omp parallel
  {
    Strip strip(triangle_size());
#pragma omp for schedule(dynamic)
    for (Index s = 0; s < strips; ++s) form_strip(s * kStrip, strip, out);
  }
}

void Condensation::adjoint(std::span<const double> lambda, std::span<double> mu) const {
  std::fill(mu.begin(), mu.end(), 0.0);
  for (Index i = 0; i < core_size(); ++i)
    for (Index e = core_rows_.begin[i]; e < core_rows_.begin[i + 1]; ++e)
      mu[core_rows_.entry[e].position] -= values_[core_rows_.entry[e].slot] * lambda[i];
  for (Index k = triangle_size(); k-- > 0;) {
    mu[k] /= pivot(k);
    for (Index e = triangle_rows_.begin[k]; e < triangle_rows_.begin[k + 1]; ++e)
      mu[triangle_rows_.entry[e].position] -= values_[triangle_rows_.entry[e].slot] * mu[k];
  }
}

}  // namespace setu
