#include <array>
#include <cmath>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/roots.hpp>

#include "designs.hpp"

namespace setu {

namespace {

constexpr std::size_t kTerms = 80;  // of the series S7; its terms fall at least as fast as k^(−5/2)
using Series = std::array<double, kTerms>;

/// Normalised Hermite polynomials at z: he_k(z)/√k!, k = 0 … kTerms − 1.
Series hermite_at(double z) {
  Series h{};
  h[0] = 1;
  h[1] = z;
  for (std::size_t k = 1; k + 1 < kTerms; ++k) {
    const auto d = static_cast<double>(k);
    h[k + 1] = (z * h[k] - std::sqrt(d) * h[k - 1]) / std::sqrt(d + 1);
  }
  return h;
}

/// Adds ∫ x(z) he_k(z) φ(z) dz over [from, to] to `sum`, all k at once.
void add_panel(const Distribution& d, double from, double to, Series& sum) {
  using Rule = boost::math::quadrature::gauss<double, 30>;
  const double half = (to - from) / 2, middle = (to + from) / 2;
  const auto add = [&](double node, double weight) {
    const double z = middle + half * node;
    const double f = half * weight * d.from_normal(z) * boost::math::pdf(boost::math::normal(), z);
    const Series h = hermite_at(z);
    for (std::size_t k = 0; k < kTerms; ++k) sum[k] += f * h[k];
  };
  for (std::size_t i = 0; i < Rule::abscissa().size(); ++i) {
    add(Rule::abscissa()[i], Rule::weights()[i]);
    add(-Rule::abscissa()[i], Rule::weights()[i]);
  }
}

/// The coefficients of x(z) in normalised Hermite polynomials, divided by the standard deviation.
Series hermite_series(const Distribution& d) {
  Series a{};
  if (d.kind == Distribution::Kind::Normal) {
    a[1] = 1;
    return a;
  }
  if (d.kind == Distribution::Kind::Lognormal) {
    double term = d.expectation() / d.deviation();
    for (std::size_t k = 1; k < kTerms; ++k) a[k] = term *= d.sigma / std::sqrt(static_cast<double>(k));
    return a;
  }
  // panels of one half, split where a triangular density has its kink
  constexpr double kEnd = 9.5, kStep = 0.5;
  const double share = d.kind == Distribution::Kind::Triangular ? (d.mode - d.from) / (d.to - d.from) : 0;
  const double kink = share > 0 && share < 1 ? boost::math::quantile(boost::math::normal(), share) : -kEnd;
  for (double from = -kEnd; from < kEnd; from += kStep) {
    const double to = from + kStep;
    if (kink > from && kink < to) {
      add_panel(d, from, kink, a);
      add_panel(d, kink, to, a);
    } else {
      add_panel(d, from, to, a);
    }
  }
  for (double& x : a) x /= d.deviation();
  return a;
}

}  // namespace

double normal_correlation(const Distribution& a, const Distribution& b, double rho, double& lowest, double& highest) {
  if (a.kind == Distribution::Kind::Normal && b.kind == Distribution::Kind::Normal) {
    lowest = -1, highest = 1;
    return rho;
  }
  const Series sa = hermite_series(a), sb = hermite_series(b);
  const auto correlation = [&](double r) {
    double sum = 0;
    for (std::size_t k = kTerms; k-- > 1;) sum = (sum + sa[k] * sb[k]) * r;
    return sum;
  };
  lowest = correlation(-1);
  highest = correlation(1);
  // the series is cut after kTerms: the ends are attained to its last digits only
  constexpr double kSlack = 1e-4;
  if (rho < lowest - kSlack || rho > highest + kSlack) return std::numeric_limits<double>::quiet_NaN();
  if (rho <= lowest) return -1;
  if (rho >= highest) return 1;
  if (rho == 0) return 0;
  std::uintmax_t steps = 200;
  const auto [low, high] = boost::math::tools::toms748_solve([&](double r) { return correlation(r) - rho; }, -1.0, 1.0, lowest - rho,
                                                             highest - rho, boost::math::tools::eps_tolerance<double>(50), steps);
  return (low + high) / 2;
}

}  // namespace setu
