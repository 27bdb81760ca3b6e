#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "kkt_slopes.hpp"

namespace setu {

namespace {

using namespace kkt;

constexpr int kPolishSteps = 12;
constexpr double kPolished = 1e-11;  ///< where Newton's method ends
constexpr double kSign = 1e-9;       ///< a multiplier this large has a sign

/// One Newton step of the conditions; `error` is their residual before it. A control that would leave its range stops at
/// the end of it and counts as held there.
std::optional<std::vector<double>> polish_step(ControlledSystem& system, const OptimumProblem& p, ActiveSet& active, double least_size,
                                               double& error) {
  const auto s = slopes(system, p, active, least_size);
  if (!s) return std::nullopt;
  const Vector nu = s->multipliers(), missed = gap(system, p, active, *s);
  const Matrix a = s->held();
  const Vector gradient = s->objective() + a.transpose() * nu;
  error = std::max(gradient.size() ? gradient.cwiseAbs().maxCoeff() : 0.0, missed.size() ? missed.cwiseAbs().maxCoeff() : 0.0);
  if (error <= kPolished) return system.at();
  const auto h = curvature(system, *s, nu);
  if (!h) return std::nullopt;
  const Eigen::Index n = gradient.size(), m = missed.size();
  Matrix kkt = Matrix::Zero(n + m, n + m);
  kkt.topLeftCorner(n, n) = *h;
  kkt.topRightCorner(n, m) = a.transpose();
  kkt.bottomLeftCorner(m, n) = a;
  Vector right(n + m);
  right << -gradient, -missed;
  const Vector step = kkt.colPivHouseholderQr().solve(right);
  std::vector<double> u = system.at();
  for (Eigen::Index k = 0; k < n; ++k) {
    const auto at = static_cast<std::size_t>(s->free[k]);
    const double target = u[at] + s->range(s->free[k]) * step(k);
    if (!std::isfinite(target)) return std::nullopt;
    u[at] = std::clamp(target, p.lower[at], p.upper[at]);
    if (u[at] != target) active.control[at] = target < p.lower[at] ? Side::Lower : Side::Upper;
  }
  return u;
}

/// Lets go what is held with the wrong sign and takes hold of constraints that are missed. False where nothing changes.
bool revise(ControlledSystem& system, const OptimumProblem& p, ActiveSet& active, double least_size) {
  const auto s = slopes(system, p, active, least_size);
  if (!s) return false;
  const Vector nu = s->multipliers();
  Vector lagrangian = s->gradient.row(0).transpose();
  for (std::size_t i = 0; i < s->bound.size(); ++i) lagrangian += nu(i) * s->gradient.row(s->bound[i] + 1).transpose();
  bool changed = false;
  const bool right = signed_multipliers(*s, p, active).residual <= kSettled;
  const auto set = [&](Side& side, Side to) {
    changed = changed || side != to;
    side = to;
  };
  for (Eigen::Index k = 0; k < lagrangian.size() && !right; ++k) {
    Side& side = active.control[k];
    if ((side == Side::Lower && lagrangian(k) > kSign) || (side == Side::Upper && lagrangian(k) < -kSign)) set(side, Side::Free);
  }
  for (std::size_t i = 0; i < s->bound.size() && !right; ++i) {
    Side& side = active.outcome[s->bound[i]];
    if (p.outcome_lower[s->bound[i]] == p.outcome_upper[s->bound[i]]) continue;
    if ((side == Side::Lower && nu(i) < -kSign) || (side == Side::Upper && nu(i) > kSign)) set(side, Side::Free);
  }
  for (std::size_t j = 0; j < active.outcome.size(); ++j) {
    if (active.outcome[j] != Side::Free) continue;
    const double value = system.outcomes()[j + 1], size = s->size(static_cast<Eigen::Index>(j) + 1);
    if (p.outcome_lower[j] - value > kSign * size) set(active.outcome[j], Side::Lower);
    if (value - p.outcome_upper[j] > kSign * size) set(active.outcome[j], Side::Upper);
  }
  return changed;
}

}  // namespace

double objective_size(ControlledSystem& system, const OptimumProblem& p) {
  const auto n = p.lower.size();
  std::vector<double> weights(system.outcome_count(), 0.0), h(n * n);
  weights[0] = 1;
  if (!system.hessian(weights, h)) return 0;
  double largest = 0;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t l = 0; l < n; ++l)
      largest = std::max(largest, std::abs(h[k * n + l]) * (p.upper[k] - p.lower[k]) * (p.upper[l] - p.lower[l]));
  return largest;
}

bool polish(ControlledSystem& system, const OptimumProblem& p, double least_size, ActiveSet& active) {
  const std::vector<double> from = system.at();
  const ActiveSet guess = active;
  std::vector<double> u = from;
  double error = 0, before = std::numeric_limits<double>::infinity();
  for (int step = 0; step < kPolishSteps; ++step) {
    for (std::size_t k = 0; k < u.size(); ++k)
      if (active.control[k] != Side::Free) u[k] = bound_of(p.lower, p.upper, active.control[k], k);
    if (!system.move(u)) break;
    const auto held = active.control;
    const auto next = polish_step(system, p, active, least_size, error);
    if (!next) break;
    const bool settled = error <= kPolished || (held == active.control && error > 0.5 * before && error < kSettled);
    if (settled && !revise(system, p, active, least_size)) return true;
    before = settled ? std::numeric_limits<double>::infinity() : error;
    u = settled ? system.at() : *next;
  }
  active = guess;
  (void)system.move(from);
  return false;
}

}  // namespace setu
