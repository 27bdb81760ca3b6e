#include "setu/experiments/study/run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "decompose_run.hpp"

namespace setu {

namespace {

/// max |a − b| over the endogenous variables; Level variables, which may be US$ million, relative to their size above 1.
double largest_difference(const Experiment& e, const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (const auto& block : e.model.system.variables)
    for (Index id = block.first; id < block.first + block.count; ++id) {
      if (e.closure.exogenous[id]) continue;
      const double scale = block.unit == Unit::Log ? 1.0 : std::max(1.0, std::abs(a[id]));
      largest = std::max(largest, std::abs(a[id] - b[id]) / scale);
    }
  return largest;
}

SolveOptions solve_options(Method method, const RunOptions& options) {
  SolveOptions solver;
  solver.method = method;
  solver.ipopt_view = options.ipopt_view;
  solver.progress = options.progress;
  solver.stop = options.stop;
  if (options.solver == SolverChoice::Both) solver.ipopt_fallback = false;  // the two answers must be independent
  return solver;
}

/// Newton's answer by a path solver, which is left in `path` for the decomposition; where it fails, what `solve` tries.
Solution solve_on_path(const Experiment& e, const RunOptions& options, std::optional<PathSolver>& path) {
  path.emplace(e.problem(), solve_options(Method::Newton, options));
  Solution solution = path->point(1.0);
  if (solution.certificate.point == PointStatus::Certified || is_stop(solution.certificate.run)) return solution;
  path.reset();
  SolveOptions further = solve_options(Method::Newton, options);
  further.floors = true;  // without them it has been tried
  return solve(e.problem(), further);
}

/// Full sentences for every promise that the solution breaks.
std::string solve_failure(const RunResult& r, const Model& model) {
  std::string failure;
  if (r.second) failure = broken_promises(*r.second, model);
  if (const std::string first = broken_promises(r.solution.certificate, model); !first.empty())
    failure = first + (failure.empty() ? "" : " ") + failure;
  explain(failure, r.solver_agreement && !(*r.solver_agreement <= kAgreementLimit),
          fmt::format("Newton and Ipopt differ by {:.2e} (limit {:.0e}).", r.solver_agreement.value_or(0), kAgreementLimit));
  return failure;
}

}  // namespace

double walras_residual(const EquationSystem& system, std::span<const double> x) {
  const VariableBlock* block = system.find("walraslack");
  return block && block->count == 1 ? std::abs(x[block->first]) : 0.0;
}

std::string broken_promises(const Certificate& c, const Model& model) {
  if (is_stop(c.run))
    return fmt::format("The solve was ended before it was done: {} after {} iterations (route: {}; largest scaled residual {:.2e}).",
                       to_string(c.run), c.iterations, c.route, c.max_scaled_residual);
  std::string failure;
  explain(failure, c.run != RunStatus::Converged || c.point != PointStatus::Certified,
          fmt::format("The solve ended with status '{}' at a point that is '{}' (route: {}; {:.0f} per cent of the shock "
                      "applied; largest scaled residual {:.2e}). {}",
                      to_string(c.run), to_string(c.point), c.route, 100 * c.path_reached, c.max_scaled_residual, c.message));
  // Rounding in the database moves between accounts with the shock, and Walras' law adds all of them up.
  const double limit = std::max(kWalrasLimit, model.benchmark_rounding);
  explain(failure, !(c.walras_residual <= limit), fmt::format("Walras' law is broken by {:.2e} (limit {:.0e}).", c.walras_residual, limit));
  return failure;
}

namespace {

/// Solves and certifies. `path`, if given, receives the path solver that found Newton's answer.
RunResult solve_on(const Experiment& e, const RunOptions& options, std::optional<PathSolver>* path) {
  RunResult r;
  const auto begin = std::chrono::steady_clock::now();
  const Method method = options.solver == SolverChoice::Ipopt ? Method::Ipopt : Method::Newton;
  r.solution = path && method == Method::Newton ? solve_on_path(e, options, *path) : solve(e.problem(), solve_options(method, options));
  if (options.solver == SolverChoice::Both && !is_stop(r.solution.certificate.run)) {
    const Solution other = solve(e.problem(), solve_options(Method::Ipopt, options));
    r.second = other.certificate;
    r.solver_agreement = largest_difference(e, r.solution.x, other.x);
  }
  r.seconds_solve = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  r.ipopt_view = options.ipopt_view;
  r.walras_residual = walras_residual(e.model.system, r.solution.x);
  r.solution.certificate.walras_residual = r.walras_residual;
  r.failure = solve_failure(r, e.model);
  return r;
}

}  // namespace

RunResult solve_model(const Experiment& e, const RunOptions& options) { return solve_on(e, options, nullptr); }

RunResult solve_experiment(const Experiment& e, const RunOptions& options) {
  std::optional<PathSolver> path;
  RunResult r = solve_on(e, options, &path);
  if (!r.certified()) return r;
  add_decomposition(e, r, std::move(path), options.stop);
  r.updated = updated_database(e.model, e.base, r.solution.x);
  return r;
}

}  // namespace setu
