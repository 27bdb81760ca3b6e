#include "homotopy.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {

constexpr double kFirstStep = 0.25;
constexpr double kSmallestStep = 1e-4;
constexpr int kCorrectorIterations = 10;
constexpr int kEasyIterations = 5;  // a corrector that needs no more lets the next step grow
constexpr double kGrowth = 2.0, kShrink = 0.4;
constexpr double kLooseTolerance = 1e-8;  // between the ends the point only has to stay on the curve

class Path {
 public:
  Path(ReducedProblem& problem, std::span<double> x, double from, double to, const NewtonOptions& options)
      : p_(problem), x_(x), from_(from), to_(to), options_(options), direction_(x.size()) {
    result_.reached = from;
  }

  HomotopyResult run() {
    if (!correct(from_, x_)) return result_;
    std::vector<double> trial(x_.begin(), x_.end());
    double step = kFirstStep * (to_ - from_);
    while (result_.reached != to_) {
      const bool last = std::abs(step) >= std::abs(to_ - result_.reached);
      const double t = last ? to_ : result_.reached + step;
      std::copy(x_.begin(), x_.end(), trial.begin());
      predict(t, trial);
      if (correct(t, trial)) {
        std::copy(trial.begin(), trial.end(), x_.begin());
        result_.reached = t;
        ++result_.steps;
        if (last_iterations_ <= kEasyIterations) step *= kGrowth;
      } else {
        step = kShrink * (t - result_.reached);
        if (std::abs(step) < kSmallestStep * std::abs(to_ - from_)) break;
      }
    }
    return result_;
  }

 private:
  /// Adds the tangent at x, scaled to reach t; leaves trial unchanged where no tangent can be had.
  void predict(double t, std::vector<double>& trial) {
    p_.set_shock(t, trial);
    if (!p_.evaluate(x_) || !p_.factorize()) return;
    std::fill(direction_.begin(), direction_.end(), 0.0);
    for (const Index v : p_.problem.path.variable) direction_[v] = trial[v] - x_[v];
    p_.tangent(direction_);
    for (const Index v : p_.reduction.unknowns()) trial[v] += direction_[v];
  }

  bool correct(double t, std::span<double> x) {
    p_.set_shock(t, x);
    NewtonOptions options = options_;
    options.path = t;
    options.max_iterations = t != to_ ? kCorrectorIterations : options_.max_iterations;
    if (t != to_) options.tolerance = std::max(options.tolerance, kLooseTolerance);
    const NewtonResult newton_result = newton(p_, x, options);
    last_iterations_ = newton_result.iterations;
    result_.iterations += newton_result.iterations;
    result_.status = newton_result.status;
    result_.residual = newton_result.residual;
    return newton_result.status == RunStatus::Converged;
  }

  ReducedProblem& p_;
  std::span<double> x_;
  double from_, to_;
  const NewtonOptions& options_;
  std::vector<double> direction_;
  int last_iterations_ = 0;
  HomotopyResult result_;
};

}  // namespace

HomotopyResult follow_path(ReducedProblem& problem, std::span<double> x, double from, double to,
                           const NewtonOptions& options) {
  return Path(problem, x, from, to, options).run();
}

}  // namespace setu
