#include "homotopy.hpp"

#include <algorithm>

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
  Path(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options)
      : p_(problem), x_(x), options_(options), given_(x.size(), 0.0), tangent_(problem.size()) {}

  HomotopyResult run() {
    if (!correct(0.0, x_)) return finish();
    std::vector<double> trial(x_.begin(), x_.end());
    double step = kFirstStep;
    while (result_.reached < 1) {
      const double t = std::min(1.0, result_.reached + step);
      std::copy(x_.begin(), x_.end(), trial.begin());
      predict(t, trial);
      if (correct(t, trial)) {
        std::copy(trial.begin(), trial.end(), x_.begin());
        result_.reached = t;
        ++result_.steps;
        if (last_iterations_ <= kEasyIterations) step *= kGrowth;
      } else {
        step = kShrink * (t - result_.reached);
        if (step < kSmallestStep) break;
      }
    }
    return finish();
  }

 private:
  /// Adds the tangent at x, scaled to reach t; leaves trial unchanged where no tangent can be had.
  void predict(double t, std::vector<double>& trial) {
    p_.set_shock(t, trial);
    if (!p_.evaluate(x_) || !p_.factorize()) return;
    for (const Index v : p_.problem.path.variable) given_[v] = trial[v] - x_[v];
    p_.tangent(given_, tangent_);
    p_.move(trial, 1.0, tangent_);
  }

  bool correct(double t, std::span<double> x) {
    p_.set_shock(t, x);
    NewtonOptions options = options_;
    options.path = t;
    options.max_iterations = t < 1 ? kCorrectorIterations : options_.max_iterations;
    if (t < 1) options.tolerance = std::max(options.tolerance, kLooseTolerance);
    const NewtonResult newton_result = newton(p_, x, options);
    last_iterations_ = newton_result.iterations;
    result_.iterations += newton_result.iterations;
    result_.status = newton_result.status;
    result_.residual = newton_result.residual;
    return newton_result.status == RunStatus::Converged;
  }

  HomotopyResult finish() const { return result_; }

  ReducedProblem& p_;
  std::span<double> x_;
  const NewtonOptions& options_;
  std::vector<double> given_, tangent_;
  int last_iterations_ = 0;
  HomotopyResult result_;
};

}  // namespace

HomotopyResult follow_path(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options) {
  return Path(problem, x, options).run();
}

}  // namespace setu
