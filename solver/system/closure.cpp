#include "setu/system/closure.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

Index Closure::endogenous_count() const { return static_cast<Index>(std::count(exogenous.begin(), exogenous.end(), std::uint8_t{0})); }

void ShockPath::apply(double t, std::span<double> x) const {
  for (std::size_t k = 0; k < variable.size(); ++k)
    x[variable[k]] = level[k] ? (1 - t) * from[k] + t * to[k] : from[k] + std::log1p(t * std::expm1(to[k] - from[k]));
}

std::vector<double> ShockPath::derivative(double t) const {
  std::vector<double> rate(variable.size());
  for (std::size_t k = 0; k < variable.size(); ++k) {
    const double growth = std::expm1(to[k] - from[k]);
    rate[k] = level[k] ? to[k] - from[k] : growth / (1 + t * growth);
  }
  return rate;
}

}  // namespace setu
