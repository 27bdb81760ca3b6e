#include "kkt_slopes.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "nonnegative.hpp"

namespace setu::kkt {

Matrix Slopes::held() const {
  Matrix a(bound.size(), free.size());
  for (std::size_t i = 0; i < bound.size(); ++i)
    for (std::size_t k = 0; k < free.size(); ++k) a(i, k) = gradient(bound[i] + 1, free[k]);
  return a;
}

Vector Slopes::objective() const {
  Vector g(free.size());
  for (std::size_t k = 0; k < free.size(); ++k) g(k) = gradient(0, free[k]);
  return g;
}

Vector Slopes::multipliers() const {
  if (bound.empty()) return Vector(0);
  if (free.empty()) return Vector::Zero(static_cast<Eigen::Index>(bound.size()));
  return held().transpose().colPivHouseholderQr().solve(-objective());
}

std::optional<Slopes> slopes(ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active, double least_size) {
  const auto* gradients = system.gradients();
  if (!gradients) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(p.lower.size()), m = static_cast<Eigen::Index>(system.outcome_count());
  Slopes s;
  s.range.resize(n);
  for (Eigen::Index k = 0; k < n; ++k) s.range(k) = p.upper[k] - p.lower[k];
  s.gradient = Eigen::Map<const Matrix>(gradients->data(), m, n) * s.range.asDiagonal();
  s.size.resize(m);
  for (Eigen::Index j = 0; j < m; ++j) {
    const double largest = std::max(s.gradient.row(j).cwiseAbs().maxCoeff(), j == 0 ? least_size : 0.0);
    s.size(j) = largest > 0 ? largest : 1;
    s.gradient.row(j) /= s.size(j);
  }
  for (Eigen::Index k = 0; k < n; ++k)
    if (active.control[k] == Side::Free) s.free.push_back(k);
  for (Eigen::Index j = 0; j + 1 < m; ++j)
    if (active.outcome[j] != Side::Free) s.bound.push_back(j);
  return s;
}

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

Vector gap(const ControlledSystem& system, const OptimumProblem& p, const ActiveSet& active, const Slopes& s) {
  Vector r(s.bound.size());
  for (std::size_t i = 0; i < s.bound.size(); ++i) {
    const auto j = static_cast<std::size_t>(s.bound[i]);
    const double target = bound_of(p.outcome_lower, p.outcome_upper, active.outcome[j], j);
    r(i) = (system.outcomes()[j + 1] - target) / s.size(s.bound[i] + 1);
  }
  return r;
}

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

}  // namespace setu::kkt
