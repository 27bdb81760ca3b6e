#include "kkt.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "nonnegative.hpp"

namespace setu {

namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

constexpr int kPolishSteps = 12;
constexpr double kPolished = 1e-11;  ///< where Newton's method ends
constexpr double kSettled = 1e-8;    ///< or where rounding stops it
constexpr double kNear = 1e-7;       ///< a bound nearer than this, relative, binds
constexpr double kSign = 1e-9;       ///< a multiplier this large has a sign

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

/// One Newton step of the conditions; `error` is their residual before it. A control that would leave its range stops at
/// the end of it and counts as held there.
std::optional<std::vector<double>> polish_step(ControlledSystem& system, const OptimumProblem& p, ActiveSet& active,
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
    const double target = u[at] + s->range(s->free[k]) * step(k);
    if (!std::isfinite(target)) return std::nullopt;
    u[at] = std::clamp(target, p.lower[at], p.upper[at]);
    if (u[at] != target) active.control[at] = target < p.lower[at] ? Side::Lower : Side::Upper;
  }
  return u;
}

/// Multipliers with the signs that a maximum wants: ν of the binding constraints (as in `Slopes::bound`), β of all controls,
/// and the largest component of ∇f + Σ ν ∇R + β that is left.
struct Signed {
  Vector outcome, control;
  double residual = 0;
};

Signed signed_multipliers(const Slopes& s, const OptimumProblem& p, const ActiveSet& active) {
  const Eigen::Index n = s.range.size();
  std::vector<Vector> columns;
  std::vector<std::pair<Eigen::Index, double>> meaning;  // position (controls after constraints) and sign
  const auto m = static_cast<Eigen::Index>(s.bound.size());
  const auto add = [&](Eigen::Index at, double sign, const Vector& column) {
    columns.push_back(sign * column);
    meaning.emplace_back(at, sign);
  };
  for (Eigen::Index i = 0; i < m; ++i) {
    const auto j = static_cast<std::size_t>(s.bound[static_cast<std::size_t>(i)]);
    const Vector gradient = s.gradient.row(static_cast<Eigen::Index>(j) + 1).transpose();
    const bool equality = p.outcome_lower[j] == p.outcome_upper[j];
    if (equality || active.outcome[j] == Side::Lower) add(i, 1, gradient);
    if (equality || active.outcome[j] == Side::Upper) add(i, -1, gradient);
  }
  for (Eigen::Index k = 0; k < n; ++k)
    if (active.control[k] != Side::Free) add(m + k, active.control[k] == Side::Lower ? 1 : -1, Vector::Unit(n, k));
  Eigen::MatrixXd a(n, columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c) a.col(static_cast<Eigen::Index>(c)) = columns[c];
  const Vector goal = -s.gradient.row(0).transpose();
  const Vector x = columns.empty() ? Vector(0) : nonnegative_least_squares(a, goal);
  Vector all = Vector::Zero(m + n);
  for (std::size_t c = 0; c < columns.size(); ++c) all(meaning[c].first) += meaning[c].second * x(static_cast<Eigen::Index>(c));
  const Vector left = columns.empty() ? goal : Vector(a * x - goal);
  return {all.head(m), all.tail(n), left.cwiseAbs().maxCoeff()};
}

/// Lets go what is held with the wrong sign and takes hold of constraints that are missed. False where nothing changes.
bool revise(ControlledSystem& system, const OptimumProblem& p, ActiveSet& active) {
  const auto s = slopes(system, p, active);
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
Vector judge_slopes(ControlledSystem& system, const OptimumProblem& p, ActiveSet& active, Optimum& optimum) {
  const auto s = slopes(system, p, active);
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

bool judge_second_order(ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active, const Vector& nu, Kkt& kkt) {
  const auto s = slopes(system, p, active);
  if (!s) return false;
  const auto h = curvature(system, *s, nu);
  if (h) judge_curvature(*h, s->held(), kkt);
  return h.has_value();
}

}  // namespace

bool polish(ControlledSystem& system, const OptimumProblem& p, ActiveSet& active) {
  const std::vector<double> from = system.at();
  const ActiveSet guess = active;
  std::vector<double> u = from;
  double error = 0, before = std::numeric_limits<double>::infinity();
  for (int step = 0; step < kPolishSteps; ++step) {
    for (std::size_t k = 0; k < u.size(); ++k)
      if (active.control[k] != Side::Free) u[k] = bound_of(p.lower, p.upper, active.control[k], k);
    if (!system.move(u)) break;
    const auto held = active.control;
    const auto next = polish_step(system, p, active, error);
    if (!next) break;
    const bool settled = error <= kPolished || (held == active.control && error > 0.5 * before && error < kSettled);
    if (settled && !revise(system, p, active)) return true;
    before = settled ? std::numeric_limits<double>::infinity() : error;
    u = settled ? system.at() : *next;
  }
  active = guess;
  (void)system.move(from);
  return false;
}

bool judge(ControlledSystem& system, const OptimumProblem& p, Optimum& optimum) {
  const ActiveSet nothing{std::vector<Side>(p.lower.size(), Side::Free), std::vector<Side>(p.outcome_lower.size(), Side::Free)};
  const auto all = slopes(system, p, nothing);
  if (!all) return false;
  optimum.kkt = {};
  for (std::size_t j = 0; j < p.outcome_lower.size(); ++j) {
    const double value = system.outcomes()[j + 1], size = all->size(static_cast<Eigen::Index>(j) + 1);
    optimum.kkt.violation = std::max({optimum.kkt.violation, (p.outcome_lower[j] - value) / size, (value - p.outcome_upper[j]) / size});
  }
  ActiveSet active = binding(system, p, {all->size.begin(), all->size.end()});
  const Vector nu = judge_slopes(system, p, active, optimum);
  return judge_second_order(system, p, active, nu, optimum.kkt);
}

}  // namespace setu
