#include "form_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace setu {

namespace {

constexpr Index kChunk = 256;  ///< terms whose exponentials are taken in one go

/// Σ of a segment's terms, once without the differentials and once along each direction.
void add_segment(const DifferentialForms& f, Index segment, const double* x, std::span<const std::vector<double>> directions, double& plain,
                 double* along) {
  double value[kChunk];
  const Index end = f.segment_begin[segment + 1];
  for (Index begin = f.segment_begin[segment]; begin < end; begin += kChunk) {
    const Index n = std::min(kChunk, end - begin);
    for (Index k = 0; k < n; ++k) value[k] = f.exponent(begin + k, x);
    for (Index k = 0; k < n; ++k) value[k] = f.coef[begin + k] * std::exp(value[k]);
    for (Index k = 0; k < n; ++k) plain += value[k];
    for (std::size_t g = 0; g < directions.size(); ++g) {
      const double* dx = directions[g].data();
      double sum = 0;
      for (Index k = 0; k < n; ++k) sum += value[k] * f.change(begin + k, dx);
      along[g] += sum;
    }
  }
}

/// Sums of every segment: [segment][0] without differentials, [segment][1 + g] along direction g.
std::vector<double> segment_sums(const DifferentialForms& f, const double* x, std::span<const std::vector<double>> directions) {
  const std::size_t stride = directions.size() + 1;
  std::vector<double> sums(f.segments() * stride, 0.0);
#pragma omp parallel for schedule(dynamic, 64)
  for (Index s = 0; s < f.segments(); ++s)  // each segment is summed by one thread: same bits always
    add_segment(f, s, x, directions, sums[s * stride], &sums[s * stride + 1]);
  return sums;
}

/// The amounts, from the segments' plain sums.
std::vector<double> amounts(const DifferentialForms& f, const std::vector<double>& sums, std::size_t stride) {
  std::vector<double> values;
  values.reserve(f.amounts.size());
  for (const auto& amount : f.amounts) {
    double sum = 0;
    for (const auto& part : amount.parts)
      sum += sums[part.segment * stride] * (part.over == kNone ? 1.0 : sums[part.over * stride] / sums[part.under * stride]);
    values.push_back(sum);
  }
  return values;
}

}  // namespace

std::vector<double> form_values(const DifferentialForms& f, std::span<const double> x, std::span<const std::vector<double>> directions) {
  const std::size_t groups = directions.size(), stride = groups + 1;
  const auto sums = segment_sums(f, x.data(), directions);
  const auto amount = amounts(f, sums, stride);
  std::vector<double> values(f.all.size() * groups, 0.0);
  std::vector<double> weights(f.shared.size(), 0.0);  // exponentials of those asked for; they are never zero
  for (std::size_t k = 0; k < f.all.size(); ++k)
    for (const FormPiece& piece : f.all[k].pieces) {
      const double* segment = &sums[piece.segment * stride];
      double scale = piece.factor;
      if (piece.weight != kNone) {
        double& weight = weights[piece.weight];
        if (weight == 0) weight = std::exp(f.shared(piece.weight, x.data()));
        scale *= weight;
      }
      if (piece.level != kNone) scale *= x[piece.level];
      if (piece.divisor != kNone) scale /= x[piece.divisor] > 0 ? x[piece.divisor] : std::numeric_limits<double>::quiet_NaN();
      if (piece.amount != kNone) scale *= amount[piece.amount];
      if (piece.per != kNone) scale /= amount[piece.per];
      for (std::size_t g = 0; g < groups; ++g) {
        double shift = piece.shift == kNone ? 0.0 : f.shared(piece.shift, directions[g].data());
        if (piece.deflator != kNone) shift -= values[piece.deflator * groups + g];
        values[k * groups + g] += scale * (segment[1 + g] + shift * segment[0]);
      }
    }
  return values;
}

}  // namespace setu
