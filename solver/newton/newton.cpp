#include "newton.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace setu {

namespace {

constexpr double kSufficientDecrease = 1e-4;  // Armijo's constant, Nocedal and Wright (2006) §3.1
constexpr double kSmallestStep = 1e-8;
constexpr double kForcing = 0.1, kLoosest = 1e-2;  // the linear residual, relative, per unit of max |F|
constexpr double kEvaluationShrink = 0.25;         // after a failed evaluation nothing is known: shorten boldly

constexpr double kFirstRelaxations[] = {1, 0.1, 0.01, 10};
constexpr double kLastRelaxation = 1e-10, kRelaxationStep = 0.2, kShortestRelaxationStep = 0.95;
constexpr double kTightening = 1e-2;  // a limit is to be met to rounding, and quadratic convergence gives it in a step
constexpr int kMostRelaxations = 100;
constexpr double kRelaxedTolerance = 1e-9;  // between the first relaxation and the last the point only has to stay near

// A run that gets nowhere is ended, so that another way is tried while there is time.
constexpr int kPatience = 8;            // iterations within which ‖F‖ has to fall …
constexpr double kLeastProgress = 0.9;  // … to this share
constexpr double kFar = 1e3;            // Beyond this max |F| no root is near:
constexpr int kFirstJudged = 4;         // after so many iterations
constexpr double kMostFar = 15;         // it has to be in sight of 1 within so many more, at the pace so far

struct Norms {
  double two = 0, max = 0;
};

Norms norms(std::span<const double> f) {
  Norms n;
  for (const double v : f) {
    n.two += v * v;
    n.max = std::max(n.max, std::abs(v));
  }
  n.two = std::sqrt(n.two);
  return n;
}

/// Minimiser of the parabola through φ(0), φ′(0) = −2φ(0), φ(α) for φ = ‖F‖², kept within [0.1, 0.5] of α.
double shorter(double alpha, double phi0, double phi) {
  const double denominator = phi - phi0 + 2 * phi0 * alpha;
  const double best = denominator > 0 ? phi0 * alpha * alpha / denominator : 0.0;
  return std::clamp(best, 0.1 * alpha, 0.5 * alpha);
}

class Iteration {
 public:
  Iteration(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options)
      : p_(problem), x_(x), options_(options), step_(problem.size()), trial_(x.begin(), x.end()) {}

  NewtonResult run() {
    if (!p_.evaluate(x_)) return finish(RunStatus::EvaluationFailed);
    now_ = norms(p_.residual);
    first_ = now_.max;
    while (now_.max > options_.tolerance) {
      report();
      if (const auto stop = asked(options_.stop)) return finish(*stop);
      if (result_.iterations == options_.max_iterations) return finish(RunStatus::IterationLimit);
      if (gets_nowhere()) return finish(now_.max <= options_.acceptable ? RunStatus::Converged : RunStatus::LineSearchFailed);
      ++result_.iterations;
      if (!p_.linearize() || !find_direction()) return finish(RunStatus::SingularJacobian);
      if (const RunStatus failure = search(); failure != RunStatus::Converged)
        return finish(now_.max <= options_.acceptable ? RunStatus::Converged : failure);
    }
    polish();
    report();
    return finish(RunStatus::Converged);
  }

 private:
  /// Whether ‖F‖ has hardly moved for a while, or is so far away that it will not arrive.
  bool gets_nowhere() {
    const int k = result_.iterations;
    double& then = history_[k % kPatience];
    const bool stalled = k >= kPatience && now_.two > kLeastProgress * then;
    then = now_.two;
    const bool far = k >= kFirstJudged && now_.max > kFar && std::log(first_ / now_.max) / k * kMostFar < std::log(now_.max);
    return stalled || far;
  }

  /// One chord step beyond the tolerance, kept if it helps: a residual of 1e-11 can hide an error of 1e-8 in an
  /// ill-conditioned unknown.
  void polish() {
    if (result_.iterations == 0 || !find_direction()) return;
    std::copy(x_.begin(), x_.end(), trial_.begin());
    p_.move(trial_, 1.0, step_);
    if (p_.evaluate(trial_)) {
      const Norms next = norms(p_.residual);
      if (next.max < now_.max) {
        std::copy(trial_.begin(), trial_.end(), x_.begin());
        now_ = next;
        return;
      }
    }
    p_.evaluate(x_);
  }

  /// −J⁻¹F into `step_`, as accurate as quadratic convergence needs (Eisenstat and Walker 1996). False if singular.
  bool find_direction() {
    std::transform(p_.residual.begin(), p_.residual.end(), step_.begin(), [](double f) { return -f; });
    return p_.linear->solve(step_, std::clamp(kForcing * now_.max, kSolveTolerance, kLoosest));
  }

  /// Shortens the step until it evaluates and decreases ‖F‖ enough; then moves x there.
  RunStatus search() {
    double alpha = 1;
    bool evaluated = false;
    for (; alpha >= kSmallestStep;) {
      std::copy(x_.begin(), x_.end(), trial_.begin());
      p_.move(trial_, alpha, step_);
      if (!p_.evaluate(trial_)) {
        alpha *= kEvaluationShrink;
        continue;
      }
      evaluated = true;
      const Norms next = norms(p_.residual);
      if (next.two <= (1 - kSufficientDecrease * alpha) * now_.two) {
        std::copy(trial_.begin(), trial_.end(), x_.begin());
        now_ = next;
        return RunStatus::Converged;
      }
      alpha = shorter(alpha, now_.two * now_.two, next.two * next.two);
      if (now_.max <= options_.acceptable && alpha < 0.2) break;  // rounding: shorter steps cannot help
    }
    return evaluated ? RunStatus::LineSearchFailed : RunStatus::EvaluationFailed;
  }

  void report() const {
    if (options_.progress) options_.progress({result_.iterations, now_.max, options_.path, "newton"});
  }

  NewtonResult finish(RunStatus status) {
    result_.status = status;
    result_.residual = now_.max;
    return result_;
  }

  ReducedProblem& p_;
  std::span<double> x_;
  const NewtonOptions& options_;
  std::vector<double> step_, trial_;
  Norms now_;
  double first_ = 0;                            ///< max |F| at the start
  std::array<double, kPatience> history_ = {};  ///< ‖F‖ at the last iterations
  NewtonResult result_;
};

/// From the form at hand; variables that end on a bound are put exactly there.
NewtonResult run_form(ReducedProblem& problem, InequalityForm form, std::span<double> x, const NewtonOptions& options,
                      double relaxation = 0) {
  problem.inequalities.use(form, relaxation);
  NewtonResult result = Iteration(problem, x, options).run();
  if (options.relaxation > 0) return result;
  problem.inequalities.use(InequalityForm::Minimum);
  if (relaxation == 0 && result.status == RunStatus::Converged && problem.evaluate(x) && problem.inequalities.settle(x))
    (void)problem.evaluate(x);
  return result;
}

/// Follows the solutions of the relaxed inequalities from µ = 1 to µ near zero (docs/algorithms.md §12). The result is that of
/// the last relaxation tried; `iterations` counts them all.
NewtonResult relaxed(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options) {
  std::vector<double> trial(x.begin(), x.end());
  NewtonOptions loose = options;
  loose.tolerance = std::max(options.tolerance, kRelaxedTolerance);
  NewtonResult result;
  int iterations = 0;
  const auto reach = [&](double relaxation) {
    std::copy(x.begin(), x.end(), trial.begin());
    result = run_form(problem, InequalityForm::FischerBurmeister, trial, loose, relaxation);
    iterations += result.iterations;
    if (result.status != RunStatus::Converged) return false;
    std::copy(trial.begin(), trial.end(), x.begin());
    return true;
  };
  double good = 0, step = kRelaxationStep;
  for (const double first : kFirstRelaxations)
    if (good == 0 && !is_stop(result.status) && reach(first)) good = first;
  for (int n = 0; n < kMostRelaxations && good > kLastRelaxation && step < kShortestRelaxationStep; ++n) {
    if (reach(good * step)) {
      good *= step;
      step = std::max(kRelaxationStep, step * step);
    } else if (is_stop(result.status)) {
      break;
    } else {
      step = std::sqrt(step);
    }
  }
  result.iterations = iterations;
  return result;
}

/// Semismooth Newton's method: the minimum form ends after finitely many changes of the active set where it ends at all;
/// else the Fischer–Burmeister form comes near, whose merit function is smooth (docs/algorithms.md §12).
NewtonResult semismooth(ReducedProblem& problem, std::span<double> x, const NewtonOptions& given) {
  NewtonOptions options = given;
  options.tolerance *= kTightening;
  if (options.relaxation > 0) return run_form(problem, InequalityForm::FischerBurmeister, x, options, options.relaxation);
  const std::vector<double> start(x.begin(), x.end());
  NewtonResult result = run_form(problem, InequalityForm::Minimum, x, options);
  if (result.status == RunStatus::Converged || is_stop(result.status)) return result;
  const std::vector<double> best(x.begin(), x.end());
  std::copy(start.begin(), start.end(), x.begin());
  const int before = result.iterations;
  NewtonResult smooth = run_form(problem, InequalityForm::FischerBurmeister, x, options);
  if (smooth.status != RunStatus::Converged && !is_stop(smooth.status) && options.relax) {
    std::copy(start.begin(), start.end(), x.begin());
    const int during = smooth.iterations;
    smooth = relaxed(problem, x, options);
    smooth.iterations += during;
  }
  if (smooth.status == RunStatus::Converged) {
    const int during = smooth.iterations;
    smooth = run_form(problem, InequalityForm::Minimum, x, options);
    smooth.iterations += during;
  }
  if (smooth.status == RunStatus::Converged) result = smooth;
  else std::copy(best.begin(), best.end(), x.begin());
  if (is_stop(smooth.status)) result.status = smooth.status;
  result.iterations = before + smooth.iterations;
  return result;
}

}  // namespace

NewtonResult newton(ReducedProblem& problem, std::span<double> x, const NewtonOptions& options) {
  if (!problem.inequalities.empty()) return semismooth(problem, x, options);
  return Iteration(problem, x, options).run();
}

}  // namespace setu
