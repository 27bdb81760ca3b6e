#include "setu/solver/solve/solve.hpp"

#include <fmt/format.h>

#include <chrono>

#include "certificate.hpp"
#include "solver/newton/homotopy.hpp"
#include "solver/ipopt/ipopt_solver.hpp"

namespace setu {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kRelaxations[] = {0.01, 0.1, 1};  // µ, in squares of logarithms

NewtonOptions newton_options(const SolveOptions& options) {
  NewtonOptions n;
  n.tolerance = options.tolerance;
  n.max_iterations = options.max_iterations;
  n.progress = options.progress;
  return n;
}

/// Tries full Newton at t = 1 from the start; x is replaced only on success.
bool full_newton(ReducedProblem& reduced, const SolveOptions& options, Solution& s) {
  std::vector<double> x = s.x;
  predict(reduced, x, 1.0);
  NewtonOptions full = newton_options(options);
  full.relax = true;
  const auto result = newton(reduced, x, full);
  s.certificate.run = result.status;
  s.certificate.iterations += result.iterations;
  s.certificate.route = "newton";
  if (result.status != RunStatus::Converged) return false;
  s.x = std::move(x);
  s.certificate.path_reached = 1;
  return true;
}

bool homotopy(ReducedProblem& reduced, const SolveOptions& options, Solution& s) {
  const auto result = follow_path(reduced, s.x, 0.0, 1.0, newton_options(options));
  s.certificate.run = result.status;
  s.certificate.iterations += result.iterations;
  s.certificate.path_reached = result.reached;
  s.certificate.route = fmt::format("newton, homotopy ({} steps)", result.steps);
  return result.status == RunStatus::Converged && result.reached == 1;
}

/// The path with the inequalities relaxed, which has no kinks, then the relaxation to zero (docs/algorithms.md §12).
bool relaxed_homotopy(ReducedProblem& reduced, const SolveOptions& options, Solution& s) {
  if (reduced.inequalities.empty()) return false;
  for (const double relaxation : kRelaxations) {
    std::vector<double> x = reduced.problem.start;
    NewtonOptions newton_opts = newton_options(options);
    newton_opts.relaxation = relaxation;
    const auto path = follow_path(reduced, x, 0.0, 1.0, newton_opts);
    s.certificate.iterations += path.iterations;
    newton_opts.relaxation = 0;
    newton_opts.relax = true;
    reduced.inequalities.use(InequalityForm::Minimum);
    if (path.reached != 1) continue;
    const auto result = newton(reduced, x, newton_opts);
    s.certificate.iterations += result.iterations;
    s.certificate.run = result.status;
    if (result.status != RunStatus::Converged) continue;
    s.x = std::move(x);
    s.certificate.path_reached = 1;
    s.certificate.route = fmt::format("newton, relaxed homotopy ({} steps)", path.steps);
    return true;
  }
  return false;
}

/// Ipopt from the best point so far.
bool interior_point(const Problem& problem, const SolveOptions& options, Solution& s) {
  std::vector<double> x = s.x;
  problem.path.apply(1.0, x);
  const auto result = solve_by_ipopt(problem, options, x);
  s.certificate.run = result.status;
  s.certificate.iterations += result.iterations;
  s.certificate.route += s.certificate.route.empty() ? "ipopt" : ", then ipopt";
  s.certificate.factorizations += result.factorizations;
  s.certificate.reduced_equations = result.unknowns;
  s.certificate.jacobian_nonzeros = result.jacobian_nonzeros;
  if (result.status != RunStatus::Converged) return false;
  s.x = std::move(x);
  s.certificate.path_reached = 1;
  return true;
}

}  // namespace

Solution solve(const Problem& problem, const SolveOptions& options) {
  const auto begin = Clock::now();
  Solution s;
  s.x = problem.start;
  bool solved = false;
  if (options.method == Method::Newton) {
    ReducedProblem reduced(problem, options.direct);
    solved =
        full_newton(reduced, options, s) || (options.homotopy && (relaxed_homotopy(reduced, options, s) || homotopy(reduced, options, s)));
    reduced.record_sizes(s.certificate);
    s.certificate.factorizations = reduced.linear->factorizations();
    reduced.reduction.recover(s.x);
  }
  if (options.method == Method::Ipopt || (!solved && options.ipopt_fallback)) interior_point(problem, options, s);
  certify(problem, 1.0, s.x, s.certificate);
  s.certificate.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return s;
}

}  // namespace setu
