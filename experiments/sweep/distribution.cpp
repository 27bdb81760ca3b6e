#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/erf.hpp>

#include "setu/experiments/sweep_file.hpp"

namespace setu {

namespace {

double standard_normal_quantile(double u) { return -std::sqrt(2.0) * boost::math::erfc_inv(2 * u); }

double triangular_quantile(const Distribution& d, double u) {
  const double width = d.to - d.from, below = d.mode - d.from, above = d.to - d.mode;
  if (u * width <= below) return d.from + std::sqrt(u * width * below);
  return d.to - std::sqrt((1 - u) * width * above);
}

}  // namespace

double Distribution::quantile(double u) const {
  switch (kind) {
    case Kind::Normal: return mean + sd * standard_normal_quantile(u);
    case Kind::Lognormal: return median * std::exp(sigma * standard_normal_quantile(u));
    case Kind::Uniform: return from + u * (to - from);
    case Kind::Triangular: return triangular_quantile(*this, u);
  }
  return mean;
}

double Axis::middle() const {
  if (distribution) return distribution->quantile(0.5);
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  return sorted.empty() ? 0.0 : sorted[(sorted.size() - 1) / 2];
}

}  // namespace setu
