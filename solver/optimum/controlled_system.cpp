#include "setu/solver/optimum/controlled_system.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "setu/base/error.hpp"
#include "setu/solver/solve/adjoint.hpp"
#include "setu/solver/solve/session.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

/// Of an adjoint equation, relative: beyond this its derivatives are not used.
constexpr double kAdjointResidual = 1e-8;

/// Puts controls that are not shocked on the path, where they stand still.
Problem with_controls(Problem p, const std::vector<Index>& controls) {
  for (const Index v : controls) {
    if (!p.closure.exogenous[v]) throw LogicError("a control must be given in the closure");
    if (std::find(p.path.variable.begin(), p.path.variable.end(), v) != p.path.variable.end()) continue;
    p.path.variable.push_back(v);
    p.path.level.push_back(p.system->unit(v) == Unit::Level ? 1 : 0);
    p.path.from.push_back(p.start[v]);
    p.path.to.push_back(p.start[v]);
  }
  return p;
}

std::vector<std::size_t> places_on(const ShockPath& path, const std::vector<Index>& controls) {
  std::vector<std::size_t> places;
  for (const Index v : controls)
    places.push_back(static_cast<std::size_t>(std::find(path.variable.begin(), path.variable.end(), v) - path.variable.begin()));
  return places;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

}  // namespace

struct ControlledSystem::State {
  State(const Problem& p, std::vector<Index> c, Terms o, const SolveOptions& options)
      : controls(std::move(c)),
        terms(std::move(o)),
        problem(with_controls(p, controls)),
        place(places_on(problem.path, controls)),
        to(problem.path.to),
        session(problem, options),
        stop(options.stop),
        evaluator(terms, std::vector<Index>(problem.start.size(), kNone), 0) {
    for (const auto k : place) status_quo.push_back(to[k]);
  }

  void set(std::span<const double> u) {
    for (std::size_t k = 0; k < place.size(); ++k) to[place[k]] = u[k];
  }

  /// The last solution moved along its tangents to u, where they are known.
  [[nodiscard]] std::vector<double> guess(std::span<const double> u) const {
    std::vector<double> x = solution.x;
    for (std::size_t k = 0; k < tangents.size(); ++k) {
      const double step = u[k] - at[k];
      if (step == 0) continue;
      for (std::size_t v = 0; v < x.size(); ++v) x[v] += step * tangents[k][v];
    }
    return x;
  }

  [[nodiscard]] Solution solve(std::span<const double> u) {
    ++solves;
    set(u);
    if (at.empty()) return session.solve(to);
    Solution s = session.solve_from(guess(u), to);
    if (s.certificate.point != PointStatus::Certified) s = session.solve(to);
    return s;
  }

  [[nodiscard]] bool accept(std::span<const double> u, Solution s) {
    if (s.certificate.point != PointStatus::Certified) {
      failure = s.certificate.message;
      return false;
    }
    std::vector<double> values(terms.equations());
    if (!evaluator.evaluate(s.x, values)) {
      failure = "An outcome has no value there: the logarithm of a number that is not positive.";
      return false;
    }
    solution = std::move(s);
    outcomes = std::move(values);
    at.assign(u.begin(), u.end());
    tangents.clear();
    adjoints.clear();
    gradients.clear();
    linearized = false;
    return true;
  }

  [[nodiscard]] bool linearize() {
    if (linearized) return true;
    const bool smooth = problem.system->complementarities.empty() && !floor_binds(*problem.system, solution.x);
    if (adjoint && smooth && adjoint_is_smooth) adjoint->move_to(solution.x);
    else adjoint.emplace(problem, solution.x);  // of the inequalities that bind here
    adjoint_is_smooth = smooth;
    std::vector<double> residual(terms.equations());
    return linearized = adjoint->regular() && evaluator.evaluate(solution.x, residual);
  }

  [[nodiscard]] bool differentiate() {
    if (!gradients.empty()) return true;
    if (!linearize()) return false;
    std::vector<double> one(terms.equations(), 0.0), slope(problem.start.size());
    for (Index j = 0; j < terms.equations(); ++j) {
      one.assign(one.size(), 0.0);
      one[j] = 1;
      evaluator.adjoint(one, slope);
      LinearForm form;
      for (std::size_t v = 0; v < slope.size(); ++v)
        if (slope[v] != 0) form.emplace_back(static_cast<Index>(v), slope[v]);
      adjoints.push_back(adjoint->solve(form));
      if (!(adjoints.back().residual <= kAdjointResidual)) {
        adjoints.clear();
        gradients.clear();
        return false;
      }
      for (const Index v : controls) gradients.push_back(adjoints.back().derivative[v]);
    }
    return true;
  }

  [[nodiscard]] bool find_tangents() {
    if (!tangents.empty()) return true;
    std::vector<std::vector<double>> all(controls.size());
    for (std::size_t k = 0; k < controls.size(); ++k)
      if (!adjoint->tangent(controls[k], all[k])) return false;
    tangents = std::move(all);
    return true;
  }

  void fill_hessian(std::span<const double> weights, std::span<double> out) const {
    const std::size_t n = controls.size();
    std::vector<double> lambda(problem.system->terms.equations(), 0.0);
    for (std::size_t j = 0; j < adjoints.size(); ++j)
      for (std::size_t i = 0; i < lambda.size(); ++i) lambda[i] += weights[j] * adjoints[j].multipliers[i];
#pragma omp parallel for schedule(static, 1)
    for (std::size_t k = 0; k < n; ++k) {
      std::vector<double> bend(problem.start.size()), direct(problem.start.size());
      adjoint->bend(lambda, tangents[k], bend);
      evaluator.adjoint_change(weights, tangents[k], direct);
      for (std::size_t v = 0; v < bend.size(); ++v) direct[v] -= bend[v];
      for (std::size_t l = 0; l <= k; ++l) out[k * n + l] = dot(direct, tangents[l]);
    }
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t l = 0; l < k; ++l) out[l * n + k] = out[k * n + l];
  }

  std::vector<Index> controls;
  Terms terms;
  Problem problem;
  std::vector<std::size_t> place;  ///< of each control on the path
  std::vector<double> to, status_quo;
  SolverSession session;
  StopCheck stop;
  std::optional<AdjointSolver> adjoint;
  bool adjoint_is_smooth = false;  ///< no inequality binds where it was made
  Evaluator evaluator;             ///< of the outcomes
  Solution solution;
  std::vector<double> at, outcomes, gradients;
  std::vector<Adjoint> adjoints;
  std::vector<std::vector<double>> tangents;
  std::string failure;
  int solves = 0;
  bool linearized = false;
};

ControlledSystem::ControlledSystem(const Problem& problem, std::vector<Index> controls, Terms outcomes, const SolveOptions& options)
    : state_(std::make_unique<State>(problem, std::move(controls), std::move(outcomes), options)) {}
ControlledSystem::~ControlledSystem() = default;
ControlledSystem::ControlledSystem(ControlledSystem&&) noexcept = default;
ControlledSystem& ControlledSystem::operator=(ControlledSystem&&) noexcept = default;

const std::vector<Index>& ControlledSystem::controls() const { return state_->controls; }
Index ControlledSystem::outcome_count() const { return state_->terms.equations(); }
const std::vector<double>& ControlledSystem::status_quo() const { return state_->status_quo; }
const Terms& ControlledSystem::outcome_terms() const { return state_->terms; }
const std::vector<double>& ControlledSystem::at() const { return state_->at; }
const Solution& ControlledSystem::solution() const { return state_->solution; }
const std::vector<double>& ControlledSystem::outcomes() const { return state_->outcomes; }
const std::string& ControlledSystem::failure() const { return state_->failure; }
int ControlledSystem::solves() const { return state_->solves; }
const StopCheck& ControlledSystem::stop() const { return state_->stop; }

Problem ControlledSystem::problem_at(std::span<const double> u) const {
  Problem p = state_->problem;
  for (std::size_t k = 0; k < u.size(); ++k) p.path.to[state_->place[k]] = u[k];
  return p;
}

bool ControlledSystem::move(std::span<const double> u) {
  State& s = *state_;
  if (!s.at.empty() && std::equal(u.begin(), u.end(), s.at.begin(), s.at.end())) return true;
  if (const auto stop = asked(s.stop)) {
    s.failure = to_string(*stop);
    return false;
  }
  return s.accept(u, s.solve(u));
}

const std::vector<double>* ControlledSystem::gradients() { return state_->differentiate() ? &state_->gradients : nullptr; }

bool ControlledSystem::hessian(std::span<const double> weights, std::span<double> out) {
  State& s = *state_;
  if (!s.differentiate() || !s.find_tangents()) return false;
  s.fill_hessian(weights, out);
  return true;
}

}  // namespace setu
