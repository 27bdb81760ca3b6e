#include "ladder.hpp"

#include <fmt/format.h>

#include "solver/ipopt/ipopt_solver.hpp"

namespace setu {

namespace {

constexpr double kRelaxations[] = {0.01, 0.1, 1};  // µ, in squares of logarithms

/// Full steps at t = 1; s.x is replaced only on success.
bool full_newton(ReducedProblem& reduced, const SolveOptions& options, Solution& s) {
  const std::vector<double> start = s.x;
  predict(reduced, s.x, 1.0);
  NewtonOptions full = newton_options(options);
  full.relax = true;
  if (take_newton(reduced, full, 1.0, s)) return true;
  s.x = start;
  s.certificate.path_reached = 0;
  return false;
}

/// The path with the inequalities relaxed, which has no kinks, then the relaxation to zero (docs/algorithms.md §12).
bool relaxed_path(ReducedProblem& reduced, const SolveOptions& options, Solution& s) {
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
    if (is_stop(path.status)) {
      s.certificate.run = path.status;
      return false;
    }
    if (path.reached != 1) continue;
    const auto result = newton(reduced, x, newton_opts);
    s.certificate.iterations += result.iterations;
    s.certificate.run = result.status;
    if (is_stop(result.status)) return false;
    if (result.status != RunStatus::Converged) continue;
    s.x = std::move(x);
    s.certificate.path_reached = 1;
    s.certificate.route = fmt::format("newton, relaxed homotopy ({} steps)", path.steps);
    return true;
  }
  return false;
}

}  // namespace

NewtonOptions newton_options(const SolveOptions& options) {
  NewtonOptions n;
  n.tolerance = options.tolerance;
  n.max_iterations = options.max_iterations;
  n.progress = options.progress;
  n.stop = options.stop;
  return n;
}

bool take_newton(ReducedProblem& reduced, const NewtonOptions& options, double goal, Solution& s) {
  const auto result = newton(reduced, s.x, options);
  s.certificate.run = result.status;
  s.certificate.iterations += result.iterations;
  s.certificate.route = "newton";
  s.certificate.path_reached = goal;
  return result.status == RunStatus::Converged;
}

bool take_path(ReducedProblem& reduced, const NewtonOptions& options, double from, double goal, Solution& s) {
  const auto path = follow_path(reduced, s.x, from, goal, options);
  s.certificate.run = path.status;
  s.certificate.iterations += path.iterations;
  s.certificate.path_reached = path.reached;
  s.certificate.route = fmt::format("newton, homotopy ({} steps)", path.steps);
  return path.status == RunStatus::Converged && path.reached == goal;
}

bool climb(ReducedProblem& reduced, const NewtonOptions& options, const std::optional<Landmark>& landmark, double goal, Solution& s) {
  if (take_newton(reduced, options, goal, s)) return true;
  if (!landmark || is_stop(s.certificate.run)) return false;
  s.x = landmark->x();
  return take_path(reduced, options, landmark->t, goal, s);
}

bool climb_from_start(ReducedProblem& reduced, const SolveOptions& options, Solution& s) {
  if (full_newton(reduced, options, s)) return true;
  if (is_stop(s.certificate.run) || !options.homotopy) return false;
  if (relaxed_path(reduced, options, s)) return true;
  return !is_stop(s.certificate.run) && take_path(reduced, newton_options(options), 0.0, 1.0, s);
}

bool take_ipopt(const Problem& problem, const SolveOptions& options, Solution& s) {
  std::vector<double> x = s.x;
  problem.path.apply(1.0, x);
  const auto result = solve_by_ipopt(problem, options, x, form_of(options.ipopt_view));
  s.certificate.run = result.status;
  s.certificate.iterations += result.iterations;
  s.certificate.route += s.certificate.route.empty() ? "ipopt" : ", then ipopt";
  if (options.ipopt_view == IpoptView::Full) s.certificate.route += ", full view";
  if (options.ipopt_view == IpoptView::Reduced) s.certificate.route += ", reduced view";
  s.certificate.factorizations += result.factorizations;
  s.certificate.reduced_equations = result.unknowns;
  s.certificate.jacobian_nonzeros = result.jacobian_nonzeros;
  if (result.status != RunStatus::Converged) return false;
  s.x = std::move(x);
  s.certificate.path_reached = 1;
  return true;
}

}  // namespace setu
