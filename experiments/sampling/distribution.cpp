#include "setu/experiments/sampling/distribution.hpp"

#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <fmt/format.h>

namespace setu {

namespace bm = boost::math;

namespace {

bm::triangular triangular_of(const Distribution& d) { return {d.from, d.mode, d.to}; }
bm::uniform uniform_of(const Distribution& d) { return {d.from, d.to}; }

}  // namespace

Distribution Distribution::normal(double mean, double sd) {
  Distribution d;
  d.mean = mean;
  d.sd = sd;
  return d;
}

Distribution Distribution::lognormal(double median, double sigma) {
  Distribution d;
  d.kind = Kind::Lognormal;
  d.median = median;
  d.sigma = sigma;
  return d;
}

Distribution Distribution::uniform(double from, double to) {
  Distribution d;
  d.kind = Kind::Uniform;
  d.from = from;
  d.to = to;
  return d;
}

Distribution Distribution::triangular(double from, double mode, double to) {
  Distribution d = uniform(from, to);
  d.kind = Kind::Triangular;
  d.mode = mode;
  return d;
}

std::string Distribution::problem() const {
  for (const double x : {mean, sd, median, sigma, from, to, mode})
    if (!std::isfinite(x)) return "give finite numbers";
  if (kind == Kind::Normal && sd <= 0) return fmt::format("sd = {}: give a number above 0", sd);
  if (kind == Kind::Lognormal && median <= 0) return fmt::format("median = {}: give a number above 0", median);
  if (kind == Kind::Lognormal && sigma <= 0) return fmt::format("sigma = {}: give a number above 0", sigma);
  if ((kind == Kind::Uniform || kind == Kind::Triangular) && from >= to) return fmt::format("from = {} is not below to = {}", from, to);
  if (kind == Kind::Triangular && (mode < from || mode > to))
    return fmt::format("mode = {} does not lie between from = {} and to = {}", mode, from, to);
  return std::isfinite(deviation()) && std::isfinite(skewness()) ? "" : "its moments are too large for a computer's numbers";
}

double Distribution::quantile(double u) const {
  switch (kind) {
    case Kind::Normal:
    case Kind::Lognormal: return from_normal(bm::quantile(bm::normal(), u));
    case Kind::Uniform: return bm::quantile(uniform_of(*this), u);
    case Kind::Triangular: return bm::quantile(triangular_of(*this), u);
  }
  return 0;
}

double Distribution::from_normal(double z) const {
  if (kind == Kind::Normal) return mean + sd * z;
  if (kind == Kind::Lognormal) return median * std::exp(sigma * z);
  if (z <= 0) return quantile(bm::cdf(bm::normal(), z));
  // the upper half by the complement: Φ(z) would be rounded to 1
  const double above = bm::cdf(bm::complement(bm::normal(), z));
  return kind == Kind::Uniform ? bm::quantile(bm::complement(uniform_of(*this), above))
                               : bm::quantile(bm::complement(triangular_of(*this), above));
}

double Distribution::expectation() const {
  switch (kind) {
    case Kind::Normal: return mean;
    case Kind::Lognormal: return median * std::exp(sigma * sigma / 2);
    case Kind::Uniform: return bm::mean(uniform_of(*this));
    case Kind::Triangular: return bm::mean(triangular_of(*this));
  }
  return 0;
}

double Distribution::deviation() const {
  switch (kind) {
    case Kind::Normal: return sd;
    case Kind::Lognormal: return expectation() * std::sqrt(std::expm1(sigma * sigma));
    case Kind::Uniform: return bm::standard_deviation(uniform_of(*this));
    case Kind::Triangular: return bm::standard_deviation(triangular_of(*this));
  }
  return 0;
}

double Distribution::skewness() const {
  if (symmetric()) return 0;
  if (kind == Kind::Triangular) return bm::skewness(triangular_of(*this));
  const double grown = std::expm1(sigma * sigma);
  return (grown + 3) * std::sqrt(grown);
}

double Distribution::central() const {
  switch (kind) {
    case Kind::Normal: return mean;
    case Kind::Lognormal: return median;
    case Kind::Uniform: return from + (to - from) / 2;
    case Kind::Triangular: return mode;
  }
  return 0;
}

bool Distribution::possible(double x) const {
  if (kind == Kind::Normal) return true;
  return kind == Kind::Lognormal ? x > 0 : x >= from && x <= to;
}

bool Distribution::symmetric() const {
  if (kind == Kind::Lognormal) return false;
  // the mode need only be the midpoint as written in decimals: 0.9, 1, 1.1
  return kind != Kind::Triangular || std::abs((mode - from) - (to - mode)) <= 1e-12 * (std::abs(from) + std::abs(to));
}

std::string Distribution::text() const {
  switch (kind) {
    case Kind::Normal: return fmt::format("normal, mean {}, sd {}", mean, sd);
    case Kind::Lognormal: return fmt::format("lognormal, median {}, sigma {}", median, sigma);
    case Kind::Uniform: return fmt::format("uniform, {} to {}", from, to);
    case Kind::Triangular: return fmt::format("triangular, {} to {}, mode {}", from, to, mode);
  }
  return {};
}

}  // namespace setu
