#include "kkt.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace setu {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

constexpr int kPolishSteps = 5;
constexpr double kPolished = 1e-11;

double bound_of(const std::vector<double>& lower, const std::vector<double>& upper, Side side, std::size_t i) {
  return side == Side::Lower ? lower[i] : upper[i];
}

/// First derivatives at the system's last point, controls measured by their range and outcomes by their gradients.
struct Slopes {
  Vector range;        ///< per control
  Matrix gradient;     ///< outcomes × controls, in units of `size`
  Vector size;         ///< per outcome: its largest derivative
  std::vector<Eigen::Index> free, bound;  ///< controls inside their bounds, constraints that bind

  /// Gradients of the binding constraints in the free controls, by row.
  [[nodiscard]] Matrix held() const {
    Matrix a(bound.size(), free.size());
    for (std::size_t i = 0; i < bound.size(); ++i)
      for (std::size_t k = 0; k < free.size(); ++k) a(i, k) = gradient(bound[i] + 1, free[k]);
    return a;
  }
  [[nodiscard]] Vector objective() const {
    Vector g(free.size());
    for (std::size_t k = 0; k < free.size(); ++k) g(k) = gradient(0, free[k]);
    return g;
  }
  /// ν with ∇f + Σ ν ∇R = 0 in the free controls as nearly as can be.
  [[nodiscard]] Vector multipliers() const {
    if (bound.empty()) return Vector(0);
    if (free.empty()) return Vector::Zero(static_cast<Eigen::Index>(bound.size()));
    return held().transpose().colPivHouseholderQr().solve(-objective());
  }
};

std::optional<Slopes> slopes(ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active) {
  const auto* gradients = system.gradients();
  if (!gradients) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(p.lower.size()), m = static_cast<Eigen::Index>(system.outcome_count());
  Slopes s;
  s.range.resize(n);
  for (Eigen::Index k = 0; k < n; ++k) s.range(k) = p.upper[k] - p.lower[k];
  s.gradient = Eigen::Map<const Matrix>(gradients->data(), m, n) * s.range.asDiagonal();
  s.size.resize(m);
  for (Eigen::Index j = 0; j < m; ++j) {
    const double largest = n > 0 ? s.gradient.row(j).cwiseAbs().maxCoeff() : 0;
    s.size(j) = largest > 0 ? largest : 1;
    s.gradient.row(j) /= s.size(j);
  }
  for (Eigen::Index k = 0; k < n; ++k)
    if (active.control[k] == Side::Free) s.free.push_back(k);
  for (Eigen::Index j = 0; j + 1 < m; ++j)
    if (active.outcome[j] != Side::Free) s.bound.push_back(j);
  return s;
}

/// Hessian of the Lagrangian in the free controls, in units of the objective's size.
std::optional<Matrix> curvature(ControlledSystem& system, const Slopes& s, const Vector& nu) {
  const Eigen::Index n = s.range.size();
  std::vector<double> weights(system.outcome_count(), 0.0), all(static_cast<std::size_t>(n * n));
  weights[0] = 1 / s.size(0);
  for (std::size_t i = 0; i < s.bound.size(); ++i) weights[s.bound[i] + 1] = nu(i) / s.size(s.bound[i] + 1);
  if (!system.hessian(weights, all)) return std::nullopt;
  Matrix h(s.free.size(), s.free.size());
  for (std::size_t k = 0; k < s.free.size(); ++k)
    for (std::size_t l = 0; l < s.free.size(); ++l)
      h(k, l) = all[static_cast<std::size_t>(s.free[k] * n + s.free[l])] * s.range(s.free[k]) * s.range(s.free[l]);
  return h;
}

/// What the binding constraints miss, scaled.
Vector gap(const ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active, const Slopes& s) {
  Vector r(s.bound.size());
  for (std::size_t i = 0; i < s.bound.size(); ++i) {
    const auto j = static_cast<std::size_t>(s.bound[i]);
    const double target = bound_of(p.outcome_lower, p.outcome_upper, active.outcome[j], j);
    r(i) = (system.outcomes()[j + 1] - target) / s.size(s.bound[i] + 1);
  }
  return r;
}

/// One Newton step of the conditions; `error` is their residual before it.
std::optional<std::vector<double>> polish_step(ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active,
                                               double& error) {
  const auto s = slopes(system, p, active);
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
    u[at] += s->range(s->free[k]) * step(k);
    if (!(u[at] >= p.lower[at] && u[at] <= p.upper[at])) return std::nullopt;
  }
  return u;
}

}  // namespace

bool polish(ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active) {
  const std::vector<double> from = system.at();
  std::vector<double> u = from;
  for (std::size_t k = 0; k < u.size(); ++k)
    if (active.control[k] != Side::Free) u[k] = bound_of(p.lower, p.upper, active.control[k], k);
  double error = 0, before = 0;
  for (int step = 0; step <= kPolishSteps && system.move(u); ++step) {
    const auto next = polish_step(system, p, active, error);
    if (error <= kPolished || (step > 1 && error > 0.5 * before && error < 1e-8)) return true;
    if (!next || (step > 1 && error > before)) break;
    before = error;
    u = *next;
  }
  (void)system.move(from);
  return false;
}

ActiveSet binding(const ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active) {
  constexpr double kNear = 1e-7;
  ActiveSet found = active;
  for (std::size_t k = 0; k < found.control.size(); ++k) {
    const double range = p.upper[k] - p.lower[k];
    if (system.at()[k] - p.lower[k] <= kNear * range) found.control[k] = Side::Lower;
    else if (p.upper[k] - system.at()[k] <= kNear * range) found.control[k] = Side::Upper;
    else found.control[k] = Side::Free;
  }
  return found;
}

bool judge(ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active, Optimum& optimum) {
  const auto s = slopes(system, p, active);
  if (!s) return false;
  const Vector nu = s->multipliers();
  optimum.shadow.assign(p.outcome_lower.size(), 0.0);
  optimum.bound.assign(p.lower.size(), 0.0);
  Kkt& kkt = optimum.kkt;
  kkt = {};
  Vector lagrangian = s->gradient.row(0).transpose();
  const Vector missed = gap(system, p, active, *s);
  for (std::size_t i = 0; i < s->bound.size(); ++i) {
    const Eigen::Index j = s->bound[i];
    lagrangian += nu(i) * s->gradient.row(j + 1).transpose();
    optimum.shadow[static_cast<std::size_t>(j)] = -nu(i) * s->size(0) / s->size(j + 1);
    const bool equality = p.outcome_lower[j] == p.outcome_upper[j];
    if (!equality) kkt.wrong_sign = std::max(kkt.wrong_sign, active.outcome[j] == Side::Lower ? -nu(i) : nu(i));
    kkt.complementarity = std::max(kkt.complementarity, std::abs(nu(i) * missed(i)));
  }
  for (Eigen::Index k = 0; k < lagrangian.size(); ++k) {
    if (active.control[k] == Side::Free) kkt.stationarity = std::max(kkt.stationarity, std::abs(lagrangian(k)));
    else {
      kkt.wrong_sign = std::max(kkt.wrong_sign, active.control[k] == Side::Lower ? lagrangian(k) : -lagrangian(k));
      optimum.bound[static_cast<std::size_t>(k)] = lagrangian(k) * s->size(0) / s->range(k);
    }
  }
  for (std::size_t j = 0; j < p.outcome_lower.size(); ++j) {
    const double value = system.outcomes()[j + 1], size = s->size(static_cast<Eigen::Index>(j) + 1);
    kkt.violation = std::max({kkt.violation, (p.outcome_lower[j] - value) / size, (value - p.outcome_upper[j]) / size});
  }
  const auto h = curvature(system, *s, nu);
  if (!h) return false;
  if (h->size() > 0) {
    kkt.curvature_scale = h->cwiseAbs().maxCoeff();
    const Matrix a = s->held();
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(a.transpose());
    const Eigen::Index held = a.rows() > 0 ? qr.rank() : 0, n = h->rows();
    const Eigen::MatrixXd q = a.rows() > 0 ? Eigen::MatrixXd(qr.householderQ()) : Eigen::MatrixXd::Identity(n, n);
    kkt.free_directions = static_cast<int>(n - held);
    if (n > held) {
      const Eigen::MatrixXd z = q.rightCols(n - held), inside = z.transpose() * *h * z;
      const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(inside, Eigen::EigenvaluesOnly);
      kkt.curvature = eigen.eigenvalues().maxCoeff();
    }
  }
  return true;
}

}  // namespace setu
