#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "kkt_slopes.hpp"

namespace setu {

namespace {

using namespace kkt;

constexpr double kNear = 1e-7;  ///< a bound nearer than this, relative, binds

/// Fills what `Kkt` says of the Hessian h where the binding constraints, whose gradients are the rows of `held`, stay.
void judge_curvature(const Matrix& h, const Matrix& held, Kkt& kkt) {
  if (h.size() == 0) return;
  kkt.curvature_scale = h.cwiseAbs().maxCoeff();
  const Eigen::Index n = h.rows();
  Eigen::MatrixXd free = Eigen::MatrixXd::Identity(n, n);  // columns span the directions that are left
  if (held.rows() > 0) {
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(held.transpose());
    free = Eigen::MatrixXd(qr.householderQ()).rightCols(n - qr.rank());
  }
  kkt.free_directions = static_cast<int>(free.cols());
  if (free.cols() == 0) return;
  const Eigen::MatrixXd inside = free.transpose() * h * free;
  kkt.curvature = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(inside, Eigen::EigenvaluesOnly).eigenvalues().maxCoeff();
}

/// The bounds that bind at the system's last point, whatever their multipliers.
ActiveSet binding(const ControlledSystem& system, const OptimumProblem& p, const std::vector<double>& size) {
  const auto side = [](double to_lower, double to_upper) {
    if (to_lower <= kNear) return Side::Lower;
    return to_upper <= kNear ? Side::Upper : Side::Free;
  };
  ActiveSet found;
  for (std::size_t k = 0; k < p.lower.size(); ++k) {
    const double range = p.upper[k] - p.lower[k], u = system.at()[k];
    found.control.push_back(side((u - p.lower[k]) / range, (p.upper[k] - u) / range));
  }
  for (std::size_t j = 0; j < p.outcome_lower.size(); ++j) {
    const double value = system.outcomes()[j + 1];
    found.outcome.push_back(side((value - p.outcome_lower[j]) / size[j + 1], (p.outcome_upper[j] - value) / size[j + 1]));
  }
  return found;
}

/// Multipliers at the system's last point into `optimum`; bounds that are touched but do not hold are let go from `active`.
/// Returns those of the constraints that hold.
Vector judge_slopes(ControlledSystem& system, const OptimumProblem& p, double least_size, ActiveSet& active, Optimum& optimum) {
  const auto s = slopes(system, p, active, least_size);
  if (!s) return Vector(0);
  const Signed m = signed_multipliers(*s, p, active);
  optimum.kkt.stationarity = m.residual;
  optimum.shadow.assign(p.outcome_lower.size(), 0.0);
  optimum.bound.assign(p.lower.size(), 0.0);
  std::vector<double> nu;
  for (std::size_t i = 0; i < s->bound.size(); ++i) {
    const Eigen::Index j = s->bound[i];
    const double multiplier = m.outcome(static_cast<Eigen::Index>(i));
    optimum.shadow[static_cast<std::size_t>(j)] = multiplier == 0 ? 0 : -multiplier * s->size(0) / s->size(j + 1);
    if (multiplier == 0) active.outcome[j] = Side::Free;
    else nu.push_back(multiplier);
  }
  for (Eigen::Index k = 0; k < s->range.size(); ++k) {
    optimum.bound[static_cast<std::size_t>(k)] = m.control(k) == 0 ? 0 : -m.control(k) * s->size(0) / s->range(k);
    if (m.control(k) == 0) active.control[k] = Side::Free;
  }
  return Eigen::Map<const Vector>(nu.data(), static_cast<Eigen::Index>(nu.size()));
}

bool judge_second_order(ControlledSystem& system, const OptimumProblem& p, double least_size, const ActiveSet& active, const Vector& nu,
                        Kkt& kkt) {
  const auto s = slopes(system, p, active, least_size);
  if (!s) return false;
  const auto h = curvature(system, *s, nu);
  if (h) judge_curvature(*h, s->held(), kkt);
  return h.has_value();
}

}  // namespace

bool judge(ControlledSystem& system, const OptimumProblem& p, double least_size, Optimum& optimum) {
  const ActiveSet nothing{std::vector<Side>(p.lower.size(), Side::Free), std::vector<Side>(p.outcome_lower.size(), Side::Free)};
  const auto all = slopes(system, p, nothing, least_size);
  if (!all) return false;
  optimum.kkt = {};
  for (std::size_t j = 0; j < p.outcome_lower.size(); ++j) {
    const double value = system.outcomes()[j + 1], size = all->size(static_cast<Eigen::Index>(j) + 1);
    optimum.kkt.violation = std::max({optimum.kkt.violation, (p.outcome_lower[j] - value) / size, (value - p.outcome_upper[j]) / size});
  }
  ActiveSet active = binding(system, p, {all->size.begin(), all->size.end()});
  const Vector nu = judge_slopes(system, p, least_size, active, optimum);
  return judge_second_order(system, p, least_size, active, nu, optimum.kkt);
}

}  // namespace setu
