#include "setu/experiments/sampling/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace setu {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

Summary nothing() {
  Summary s;
  s.mean = s.sd = s.mean_error = s.sd_error = s.positive = s.positive_error = kNothing;
  s.quantiles.fill(kNothing);
  return s;
}

double mean_of(std::span<const double> x) {
  double sum = 0;
  for (const double v : x) sum += v;
  return sum / static_cast<double>(x.size());
}

/// S14: the standard error of a standard deviation, by the fourth moment.
double error_of_sd(std::span<const double> x, double mean, double sd) {
  if (sd == 0) return 0;
  double fourth = 0;
  for (const double v : x) fourth += std::pow(v - mean, 4);
  const auto n = static_cast<double>(x.size());
  const double variance_of_variance = (fourth / n - std::pow(sd, 4) * (n - 3) / (n - 1)) / n;
  return std::sqrt(std::max(0.0, variance_of_variance)) / (2 * sd);
}

/// A ratio of means Σ top / Σ bottom with its standard error (S18).
struct Ratio {
  double value = kNothing, error = kNothing;
};

Ratio ratio_of_means(std::span<const double> top, std::span<const double> bottom) {
  const double below = mean_of(bottom), value = mean_of(top) / below;
  double squares = 0;
  for (std::size_t i = 0; i < top.size(); ++i) squares += std::pow(top[i] - value * bottom[i], 2);
  const auto n = static_cast<double>(top.size());
  return {value, std::sqrt(squares / (n - 1) / n) / below};
}

}  // namespace

double quantile_of_sorted(std::span<const double> sorted, double p) {
  const double at = p * static_cast<double>(sorted.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

Summary summarize_draws(std::span<const double> results) {
  std::vector<double> x;
  for (const double v : results)
    if (std::isfinite(v)) x.push_back(v);
  Summary s = nothing();
  s.count = x.size();
  if (x.size() < 2) return s;
  std::sort(x.begin(), x.end());
  const auto n = static_cast<double>(x.size());
  s.mean = mean_of(x);
  double squares = 0;
  for (const double v : x) squares += (v - s.mean) * (v - s.mean);
  s.sd = std::sqrt(squares / (n - 1));
  s.mean_error = s.sd / std::sqrt(n);
  s.sd_error = error_of_sd(x, s.mean, s.sd);
  for (std::size_t i = 0; i < kQuantileLevels.size(); ++i) s.quantiles[i] = quantile_of_sorted(x, kQuantileLevels[i] / 100);
  s.positive = static_cast<double>(x.end() - std::upper_bound(x.begin(), x.end(), 0.0)) / n;
  s.positive_error = std::sqrt(s.positive * (1 - s.positive) / n);
  return s;
}

Summary summarize_quadrature(std::span<const double> results, std::span<const double> weights) {
  Summary s = nothing();
  double mean = 0, squares = 0;
  for (std::size_t i = 0; i < results.size(); ++i) {
    s.count += std::isfinite(results[i]) ? 1U : 0U;
    mean += weights[i] * results[i];
  }
  if (s.count < results.size()) return s;
  for (std::size_t i = 0; i < results.size(); ++i) squares += weights[i] * (results[i] - mean) * (results[i] - mean);
  s.mean = mean;
  s.sd = std::sqrt(squares);
  return s;
}

std::vector<VarianceShare> variance_shares(std::span<const double> results, std::size_t base, std::size_t groups) {
  const auto a = results.subspan(0, base), b = results.subspan(base, base);
  const Summary all = summarize_draws(results.subspan(0, 2 * base));
  std::vector<VarianceShare> shares;
  for (std::size_t g = 0; g < groups; ++g) {
    const auto mixed = results.subspan((2 + g) * base, base);
    std::vector<double> first, total, variance;
    for (std::size_t j = 0; j < base; ++j) {
      const double fa = a[j] - all.mean, fb = b[j] - all.mean, fm = mixed[j] - all.mean;
      if (!std::isfinite(fa + fb + fm)) continue;
      first.push_back(fb * (fm - fa));             // S17, Saltelli 2010
      total.push_back((fa - fm) * (fa - fm) / 2);  // S17, Jansen 1999
      variance.push_back((fa * fa + fb * fb) / 2);
    }
    VarianceShare share{kNothing, kNothing, kNothing, kNothing, first.size()};
    if (first.size() >= 2 && all.sd > 0) {
      const Ratio f = ratio_of_means(first, variance), t = ratio_of_means(total, variance);
      share = {f.value, f.error, t.value, t.error, first.size()};
    }
    shares.push_back(share);
  }
  return shares;
}

}  // namespace setu
