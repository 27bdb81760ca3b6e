#include "setu/solver/solve/adjoint.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solver/newton/reduced_problem.hpp"
#include "setu/base/error.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "setu/system/prove/structure.hpp"

namespace setu {

struct AdjointSolver::State {
  State(Problem p, std::span<const double> point, DirectSolver direct)
      : smooth(smooth_at(*p.system, point)),
        problem(checked(std::move(p), smooth)),
        x(point.begin(), point.end()),
        reduced(problem, direct),
        evaluator(problem.system->terms, std::vector<Index>(x.size(), kNone), 0) {
    linearize();
  }

  void linearize() {
    std::vector<double> residual(problem.system->terms.equations());
    regular = evaluator.evaluate(x, residual) && reduced.evaluate(x) && reduced.linearize();
  }

  /// The system in which the inequalities and floors that bind at the point go on binding; empty where there are none.
  static EquationSystem smooth_at(const EquationSystem& system, std::span<const double> point) {
    EquationSystem storage;
    const EquationSystem& held = holding_at(system, point, storage);
    return held.complementarities.empty() ? EquationSystem{} : at_active_set(held, active_set(held, point));
  }
  static Problem checked(Problem p, const EquationSystem& smooth) {
    if (smooth.terms.variables > 0) p.system = &smooth;
    require_regular(*p.system, p.closure);
    return p;
  }

  /// Adds to λ what makes F_xᵀ λ larger by `g` over the endogenous variables. False if the Jacobian is singular.
  [[nodiscard]] bool add_multipliers(std::vector<double> g, std::vector<double>& lambda) {
    std::vector<double> step(lambda.size(), 0.0);
    auto right = reduced.reduction.begin_adjoint(x, g, step);
    if (!reduced.linear->solve_transposed(right)) return false;
    reduced.reduction.finish_adjoint(x, right, g, step);
    for (std::size_t i = 0; i < lambda.size(); ++i) lambda[i] += step[i];
    return true;
  }

  /// g − F_xᵀ λ over all variables.
  std::vector<double> remainder(const std::vector<double>& g, const std::vector<double>& lambda) const {
    std::vector<double> rest(g.size());
    evaluator.adjoint(lambda, rest);
    for (std::size_t v = 0; v < g.size(); ++v) rest[v] = g[v] - rest[v];
    return rest;
  }

  EquationSystem smooth;  ///< the system at the point's active set; empty where there are no inequalities
  Problem problem;
  std::vector<double> x;
  ReducedProblem reduced;
  Evaluator evaluator;  ///< of the full system
  bool regular = false;
};

AdjointSolver::AdjointSolver(Problem problem, std::span<const double> x, DirectSolver direct)
    : state_(std::make_unique<State>(std::move(problem), x, direct)) {}
AdjointSolver::~AdjointSolver() = default;
AdjointSolver::AdjointSolver(AdjointSolver&&) noexcept = default;
AdjointSolver& AdjointSolver::operator=(AdjointSolver&&) noexcept = default;

void AdjointSolver::move_to(std::span<const double> x) {
  state_->x.assign(x.begin(), x.end());
  state_->linearize();
}

bool AdjointSolver::regular() const { return state_->regular; }

Adjoint AdjointSolver::solve(const LinearForm& result) {
  State& s = *state_;
  if (!s.regular) throw LogicError("the adjoint was asked for at a point that is not regular");
  Adjoint a;
  a.multipliers.assign(s.problem.system->terms.equations(), 0.0);
  std::vector<double> g(s.x.size(), 0.0);
  for (const auto& [v, weight] : result) g[v] += weight;
  const bool solved = s.add_multipliers(g, a.multipliers) &&  // the second pass refines the first
                      s.add_multipliers(s.remainder(g, a.multipliers), a.multipliers);
  a.derivative = s.remainder(g, a.multipliers);
  double largest = 0, worst = 0;
  for (std::size_t v = 0; v < g.size(); ++v) {
    const double size = std::abs(a.derivative[v]);
    if (!s.problem.closure.exogenous[v]) worst = std::max(worst, size);
    largest = std::max({largest, std::abs(g[v]), size});
  }
  a.residual = !solved ? std::numeric_limits<double>::infinity() : largest > 0 ? worst / largest : 0;
  return a;
}

bool AdjointSolver::tangent(Index given, std::vector<double>& dx) {
  State& s = *state_;
  if (!s.regular) throw LogicError("a tangent was asked for at a point that is not regular");
  if (std::find(s.problem.path.variable.begin(), s.problem.path.variable.end(), given) == s.problem.path.variable.end())
    throw LogicError("a tangent was asked for in a variable that is not on the path");
  dx.assign(s.x.size(), 0.0);
  dx[given] = 1;
  if (!s.reduced.tangent(dx)) return false;
  s.reduced.reduction.recover_tangent(s.x, dx);
  return true;
}

void AdjointSolver::bend(std::span<const double> lambda, std::span<const double> dx, std::span<double> out) const {
  state_->evaluator.adjoint_change(lambda, dx, out);
}

void AdjointSolver::second(std::span<const double> dx, std::span<double> out) const { state_->evaluator.second(dx, out); }

}  // namespace setu
