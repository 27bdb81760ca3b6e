#include "control_nlp.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {
/// By how much, scaled, an inequality gives way.
constexpr double kRoom = 1e-7;
}  // namespace

std::vector<double> Scaling::controls(std::span<const double> y) const {
  std::vector<double> u(y.size());
  for (std::size_t k = 0; k < u.size(); ++k) u[k] = base[k] + range[k] * y[k];
  return u;
}

Scaling scaling_at(const std::vector<double>& gradients, const OptimumProblem& p, Index outcomes) {
  Scaling s;
  const std::size_t n = p.lower.size();
  s.base = p.lower;
  for (std::size_t k = 0; k < n; ++k) s.range.push_back(p.upper[k] - p.lower[k]);
  for (std::size_t j = 0; j < static_cast<std::size_t>(outcomes); ++j) {
    double largest = 0;
    for (std::size_t k = 0; k < n; ++k) largest = std::max(largest, std::abs(gradients[j * n + k]) * s.range[k]);
    s.outcome.push_back(largest > 0 && std::isfinite(largest) ? 1 / largest : 1.0);
  }
  return s;
}

void ControlNlp::outcome_bounds(std::span<double> lower, std::span<double> upper) const {
  const auto scaled = [&](double bound, std::size_t j) {
    return std::abs(bound) >= kNoBound ? std::copysign(kUnbounded, bound) : bound * scaling_.outcome[j + 1];
  };
  for (std::size_t j = 0; j < lower.size(); ++j) {
    const double room = problem_.outcome_lower[j] < problem_.outcome_upper[j] ? kRoom : 0;
    lower[j] = scaled(problem_.outcome_lower[j], j) - room;
    upper[j] = scaled(problem_.outcome_upper[j], j) + room;
  }
}

bool ControlNlp::go_on(int iteration, double infeasibility, bool) {
  if (options_.progress) options_.progress(iteration, infeasibility);
  return !asked(stop_);
}

}  // namespace setu
