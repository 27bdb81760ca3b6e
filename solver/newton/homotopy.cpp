#include "homotopy.hpp"

#include <algorithm>
#include <cmath>

namespace setu {

namespace {

constexpr double kFirstStep = 0.25;
constexpr double kSmallestPathStep = 1e-4;
constexpr int kCorrectorIterations = 10;
constexpr int kEasyIterations = 5;  // a corrector that needs no more lets the next step grow
constexpr double kGrowth = 2.0, kShrink = 0.4;
constexpr double kLooseTolerance = 1e-8;  // between the ends the point only has to stay on the curve

class Path {
 public:
  Path(ReducedProblem& problem, std::span<double> x, double from, double to, const NewtonOptions& options)
      : p_(problem), x_(x), from_(from), to_(to), options_(options) {
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
      predict(p_, trial, t);
      const bool found = correct(t, trial);
      if (found && below_floor(trial)) {
        result_.status = RunStatus::EvaluationFailed;
        break;
      }
      if (found) {
        std::copy(trial.begin(), trial.end(), x_.begin());
        result_.reached = t;
        ++result_.steps;
        if (last_iterations_ <= kEasyIterations) step *= kGrowth;
      } else if (is_stop(result_.status)) {
        break;
      } else {
        step = kShrink * (t - result_.reached);
        if (std::abs(step) < kSmallestPathStep * std::abs(to_ - from_)) break;
      }
    }
    return result_;
  }

 private:
  /// Beyond the floors that the equations leave out there is nothing to be found.
  [[nodiscard]] bool below_floor(std::span<const double> x) const {
    const auto& floors = p_.problem.system->floors;
    return std::any_of(floors.begin(), floors.end(),
                       [&](const Floor& f) { return p_.reduction.column()[f.variable] != kNone && x[f.variable] < f.at; });
  }

  bool correct(double t, std::span<double> x) {
    p_.set_shock(t, x);
    NewtonOptions options = options_;
    options.path = t;
    options.max_iterations = t != to_ ? kCorrectorIterations : options_.max_iterations;
    options.relax = false;
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
  int last_iterations_ = 0;
  HomotopyResult result_;
};

}  // namespace

void predict(ReducedProblem& p, std::span<double> x, double t) {
  const bool regular = p.evaluate(x) && p.linearize();
  std::vector<double> from, direction(x.size(), 0.0);
  for (const Index v : p.problem.path.variable) from.push_back(x[v]);
  p.set_shock(t, x);
  if (!regular) return;
  for (std::size_t k = 0; k < from.size(); ++k) {
    const Index v = p.problem.path.variable[k];
    direction[v] = x[v] - from[k];
  }
  if (!p.tangent(direction)) return;
  const std::vector<double> origin(x.begin(), x.end());
  for (const double scale : {1.0, 0.25, 0.0625, 0.0}) {
    for (const Index v : p.reduction.unknowns()) x[v] = origin[v] + scale * direction[v];
    if (p.evaluate(x)) return;
  }
}

HomotopyResult follow_path(ReducedProblem& problem, std::span<double> x, double from, double to, const NewtonOptions& options) {
  return Path(problem, x, from, to, options).run();
}

}  // namespace setu
