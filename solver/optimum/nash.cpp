#include "setu/solver/optimum/nash.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

namespace setu {

namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// From here on Newton's method on all conditions takes over from best responses.
constexpr double kJoint = 1e-2;
constexpr int kMostRounds = 30;
/// Of a range, at most, in one step.
constexpr double kLongestStep = 0.5;
constexpr int kHalvings = 12;

/// Everybody's first and second derivatives at the system's last point, controls measured by their range.
struct Conditions {
  Vector range, gradient;  ///< gradient: of each control's owner's outcome, relative to the owner's size
  Matrix slope;            ///< d gradient / d control
  std::vector<bool> held;  ///< at an end of its range that its owner would leave if it could
  std::vector<double> residual;

  [[nodiscard]] double worst() const { return *std::max_element(residual.begin(), residual.end()); }
};

class Game {
 public:
  Game(ControlledSystem& system, const NashProblem& problem, const NashOptions& options)
      : system_(system), p_(problem), options_(options), n_(static_cast<Eigen::Index>(problem.lower.size())) {}

  NashPoint play(std::vector<double> u) {
    for (std::size_t k = 0; k < u.size(); ++k) u[k] = std::clamp(u[k], p_.lower[k], p_.upper[k]);
    if (!system_.move(u) || !take()) return give_up("the game cannot begin: " + system_.failure());
    for (; point_.rounds < kMostRounds && now_.worst() > kJoint; ++point_.rounds)
      if (!advance(false)) break;
    for (; point_.iterations < options_.max_iterations && now_.worst() > options_.tolerance; ++point_.iterations)
      if (!advance(true)) break;
    finish();
    return point_;
  }

 private:
  [[nodiscard]] double range(Eigen::Index k) const { return p_.upper[k] - p_.lower[k]; }

  /// Derivatives at the last point.
  bool take() {
    const auto* all = system_.gradients();
    if (!all) return false;
    now_.range.resize(n_);
    now_.gradient.resize(n_);
    now_.slope.resize(n_, n_);
    now_.residual.assign(static_cast<std::size_t>(p_.players), 0.0);
    now_.held.assign(static_cast<std::size_t>(n_), false);
    for (Eigen::Index k = 0; k < n_; ++k) now_.range(k) = range(k);
    std::vector<double> weights(system_.outcome_count()), h(static_cast<std::size_t>(n_ * n_));
    for (Index player = 0; player < p_.players; ++player) {
      std::fill(weights.begin(), weights.end(), 0.0);
      weights[player] = 1;
      if (!system_.hessian(weights, h)) return false;
      take_player(player, *all, h);
    }
    return true;
  }

  void take_player(Index player, const std::vector<double>& gradients, const std::vector<double>& h) {
    double size = std::numeric_limits<double>::min();
    for (Eigen::Index k = 0; k < n_; ++k) {
      if (p_.player[k] != player) continue;
      size = std::max(size, std::abs(gradients[static_cast<std::size_t>(player * n_ + k)]) * range(k));
      for (Eigen::Index l = 0; l < n_; ++l)
        if (p_.player[l] == player) size = std::max(size, std::abs(h[static_cast<std::size_t>(k * n_ + l)]) * range(k) * range(l));
    }
    for (Eigen::Index k = 0; k < n_; ++k) {
      if (p_.player[k] != player) continue;
      now_.gradient(k) = gradients[static_cast<std::size_t>(player * n_ + k)] * range(k) / size;
      for (Eigen::Index l = 0; l < n_; ++l) now_.slope(k, l) = h[static_cast<std::size_t>(k * n_ + l)] * range(k) * range(l) / size;
      const double u = system_.at()[k];
      const bool held = (u <= p_.lower[k] && now_.gradient(k) <= 0) || (u >= p_.upper[k] && now_.gradient(k) >= 0);
      now_.held[k] = held;
      if (!held) now_.residual[player] = std::max(now_.residual[player], std::abs(now_.gradient(k)));
    }
  }

  /// Newton's step of the free controls: of everybody's conditions together, or of each player's own with the others' controls
  /// as they are.
  [[nodiscard]] Vector step(bool joint) const {
    std::vector<Eigen::Index> free;
    for (Eigen::Index k = 0; k < n_; ++k)
      if (!now_.held[k]) free.push_back(k);
    const auto m = static_cast<Eigen::Index>(free.size());
    Matrix a(m, m);
    Vector g(m);
    for (Eigen::Index i = 0; i < m; ++i) {
      g(i) = now_.gradient(free[i]);
      for (Eigen::Index j = 0; j < m; ++j) a(i, j) = joint || p_.player[free[i]] == p_.player[free[j]] ? now_.slope(free[i], free[j]) : 0;
    }
    Vector d = a.colPivHouseholderQr().solve(-g);
    Vector all = Vector::Zero(n_);
    for (Eigen::Index i = 0; i < m; ++i) {
      // A best response goes uphill, also where the objective is not concave.
      if (!joint && d(i) * g(i) < 0) d(i) = std::copysign(kLongestStep, g(i));
      all(free[i]) = d(i);
    }
    const double longest = all.cwiseAbs().maxCoeff();
    return longest > kLongestStep ? Vector(all * (kLongestStep / longest)) : all;
  }

  /// One step, halved until the system can be solved.
  bool advance(bool joint) {
    if (options_.progress) options_.progress(point_.rounds + point_.iterations, now_.worst());
    const std::vector<double> from = system_.at();
    const Conditions before = now_;
    Vector d = step(joint);
    for (int k = 0; k < kHalvings; ++k, d *= 0.5) {
      std::vector<double> u = from;
      for (Eigen::Index i = 0; i < n_; ++i) u[i] = std::clamp(u[i] + d(i) * range(i), p_.lower[i], p_.upper[i]);
      if (u == from) break;
      if (system_.move(u) && take()) return true;
    }
    (void)system_.move(from);
    now_ = before;
    return false;
  }

  void finish() {
    point_.controls = system_.at();
    point_.outcomes = system_.outcomes();
    point_.solution = system_.solution();
    point_.residual = now_.residual;
    const auto stop = asked(system_.stop());
    point_.converged = !stop && now_.worst() <= 100 * options_.tolerance;
    if (stop) point_.message = to_string(*stop);
    else if (!point_.converged) point_.message = "the players' first-order conditions could not be brought to zero together";
    for (Eigen::Index k = 0; k < n_; ++k) {
      const auto own = static_cast<std::size_t>(p_.player[k] * n_ + k);
      point_.slope.push_back(now_.held[k] ? (*system_.gradients())[own] : 0.0);
    }
    for (Index player = 0; player < p_.players; ++player) point_.curvature.push_back(own_curvature(player));
  }

  [[nodiscard]] double own_curvature(Index player) const {
    std::vector<Eigen::Index> free;
    for (Eigen::Index k = 0; k < n_; ++k)
      if (p_.player[k] == player && !now_.held[k]) free.push_back(k);
    if (free.empty()) return 0;
    const Matrix own = now_.slope(free, free);
    return Eigen::SelfAdjointEigenSolver<Matrix>(own, Eigen::EigenvaluesOnly).eigenvalues().maxCoeff();
  }

  NashPoint give_up(std::string message) {
    point_.message = std::move(message);
    return point_;
  }

  ControlledSystem& system_;
  const NashProblem& p_;
  const NashOptions& options_;
  Eigen::Index n_;
  Conditions now_;
  NashPoint point_;
};

}  // namespace

NashPoint find_nash(ControlledSystem& system, const NashProblem& problem, std::span<const double> start, const NashOptions& options) {
  return Game(system, problem, options).play({start.begin(), start.end()});
}

}  // namespace setu
