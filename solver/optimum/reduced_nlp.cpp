#include "reduced_nlp.hpp"

#include <algorithm>

namespace setu {

ReducedNlp::ReducedNlp(ControlledSystem& system, const OptimumProblem& problem, Scaling scaling, std::vector<double> start,
                       const OptimumOptions& options)
    : ControlNlp(problem, std::move(scaling), options, system.stop()), system_(system), start_(std::move(start)) {
  const Index n = unknowns();
  for (Index j = 0; j < constraints(); ++j)
    for (Index k = 0; k < n; ++k) jacobian_.row.push_back(j), jacobian_.column.push_back(k);
  for (Index k = 0; k < n; ++k)
    for (Index l = 0; l <= k; ++l) hessian_.row.push_back(k), hessian_.column.push_back(l);
  work_.resize(static_cast<std::size_t>(n) * n);
}

void ReducedNlp::bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const {
  std::fill(lower.begin(), lower.end(), 0.0);
  std::fill(upper.begin(), upper.end(), 1.0);
  outcome_bounds(g_lower, g_upper);
}

void ReducedNlp::start(std::span<double> y) const {
  for (std::size_t k = 0; k < y.size(); ++k) y[k] = std::clamp((start_[k] - scaling_.base[k]) / scaling_.range[k], 0.0, 1.0);
}

bool ReducedNlp::evaluate(std::span<const double> y, double& f, std::span<double> g) {
  if (!system_.move(scaling_.controls(y))) return false;
  const auto& values = system_.outcomes();
  f = -scaling_.outcome[0] * values[0];
  for (std::size_t j = 0; j < g.size(); ++j) g[j] = scaling_.outcome[j + 1] * values[j + 1];
  return true;
}

bool ReducedNlp::gradient(std::span<double> out) {
  const auto* gradients = system_.gradients();
  if (!gradients) return false;
  for (std::size_t k = 0; k < out.size(); ++k) out[k] = -scaling_.outcome[0] * scaling_.range[k] * (*gradients)[k];
  return true;
}

bool ReducedNlp::jacobian(std::span<double> values) {
  const auto* gradients = system_.gradients();
  if (!gradients) return false;
  const std::size_t n = scaling_.range.size();
  for (std::size_t p = 0; p < values.size(); ++p) values[p] = scaling_.outcome[p / n + 1] * scaling_.range[p % n] * (*gradients)[n + p];
  return true;
}

bool ReducedNlp::hessian(double weight, std::span<const double> multipliers, std::span<double> values) {
  std::vector<double> weights{-weight * scaling_.outcome[0]};
  for (std::size_t j = 0; j < multipliers.size(); ++j) weights.push_back(multipliers[j] * scaling_.outcome[j + 1]);
  if (!system_.hessian(weights, work_)) return false;
  const auto n = static_cast<std::size_t>(unknowns());
  for (std::size_t p = 0; p < values.size(); ++p) {
    const auto k = static_cast<std::size_t>(hessian_.row[p]), l = static_cast<std::size_t>(hessian_.column[p]);
    values[p] = scaling_.range[k] * scaling_.range[l] * work_[k * n + l];
  }
  return true;
}

}  // namespace setu
