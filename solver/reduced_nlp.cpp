#include "reduced_nlp.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {
/// Constraints give way by this, scaled, so that an interior exists where they leave a single point; what is found is
/// sharpened to the true ones afterwards.
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

ReducedNlp::ReducedNlp(ControlledSystem& system, const OptimumProblem& problem, Scaling scaling, std::vector<double> start,
                       const OptimumOptions& options)
    : system_(system), problem_(problem), scaling_(std::move(scaling)), start_(std::move(start)), options_(options) {
  const Index n = unknowns();
  for (Index j = 0; j < constraints(); ++j)
    for (Index k = 0; k < n; ++k) jacobian_.row.push_back(j), jacobian_.column.push_back(k);
  for (Index k = 0; k < n; ++k)
    for (Index l = 0; l <= k; ++l) hessian_.row.push_back(k), hessian_.column.push_back(l);
  work_.resize(static_cast<std::size_t>(n) * n);
}

void ReducedNlp::bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower,
                        std::span<double> g_upper) const {
  std::fill(lower.begin(), lower.end(), 0.0);
  std::fill(upper.begin(), upper.end(), 1.0);
  const auto scaled = [&](double bound, std::size_t j) {
    return std::abs(bound) >= kNoBound ? std::copysign(kUnbounded, bound) : bound * scaling_.outcome[j + 1];
  };
  for (std::size_t j = 0; j < g_lower.size(); ++j) {
    const double room = problem_.outcome_lower[j] < problem_.outcome_upper[j] ? kRoom : 0;
    g_lower[j] = scaled(problem_.outcome_lower[j], j) - room;
    g_upper[j] = scaled(problem_.outcome_upper[j], j) + room;
  }
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
  for (std::size_t p = 0; p < values.size(); ++p)
    values[p] = scaling_.outcome[p / n + 1] * scaling_.range[p % n] * (*gradients)[n + p];
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

bool ReducedNlp::go_on(int iteration, double infeasibility, bool) {
  if (options_.progress) options_.progress(iteration, infeasibility);
  return true;
}

}  // namespace setu
