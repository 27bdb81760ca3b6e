#include "setu/experiments/study/run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "decompose_run.hpp"
#include "failure_reason.hpp"
#include "setu/solver/solve/adjoint.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "uniqueness.hpp"

namespace setu {

namespace {

constexpr double kNearLimit = 0.1;
constexpr double kWideGap = 1e-3;  // of EV: more than rounding leaves open
constexpr std::size_t kMostUndefined = 5;
constexpr double kOtherBranch = 1e-6;  // in logarithms

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

/// Newton's answer by a path solver, which stays for the decomposition; where it fails, what `solve` tries.
Solution solve_on_path(const Experiment& e, const RunOptions& options, std::optional<PathSolver>& path) {
  Solution solution = path->point(1.0);
  if (solution.certificate.point == PointStatus::Certified || is_stop(solution.certificate.run)) return solution;
  require_unique(AskedClosure(e), *path);
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

std::vector<std::string> all_warnings(const Experiment& e, const RunResult& r) {
  std::vector<std::string> all = e.plan.warnings;
  all.insert(all.end(), r.warnings.begin(), r.warnings.end());
  if (!r.decomposition.message.empty() && r.decomposition.status != DecompositionStatus::Complete) all.push_back(r.decomposition.message);
  return all;
}

double walras_residual(const EquationSystem& system, std::span<const double> x) {
  const VariableBlock* block = system.find("walraslack");
  return block && block->count == 1 ? std::abs(x[block->first]) : 0.0;
}

void measure_walras(const Model& model, const Problem& problem, Solution& solution) {
  Certificate& c = solution.certificate;
  c.walras_residual = walras_residual(model.system, solution.x);
  const bool within = c.walras_residual <= std::max(kWalrasLimit, model.benchmark_rounding);
  if (within || c.point != PointStatus::Certified || model.benchmark_rounding <= kWalrasLimit) return;
  AdjointSolver solver(problem, solution.x);
  if (!solver.regular()) return;
  const Adjoint adjoint = solver.solve({{model.system.find("walraslack")->first, 1.0}});
  for (std::size_t i = 0; i < model.absorbed.size(); ++i) c.walras_limit += std::abs(adjoint.multipliers[i]) * model.absorbed[i];
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
  const auto welfare = [](const std::string& name) { return name.starts_with("EV("); };
  const auto lost = std::find_if(c.undefined.begin(), c.undefined.end(), welfare);
  explain(failure, lost != c.undefined.end(), fmt::format("{} has no value there.", lost != c.undefined.end() ? *lost : ""));
  // Rounding in the database moves between accounts with the shock, and Walras' law adds all of them up.
  const double limit = std::max({kWalrasLimit, model.benchmark_rounding, model.account_gaps, c.walras_limit});
  explain(failure, !(c.walras_residual <= limit), fmt::format("Walras' law is broken by {:.2e} (limit {:.0e}).", c.walras_residual, limit));
  return failure;
}

namespace {

/// The verdict on uniqueness at the solution: singular fails the run, nearly singular warns.
void judge_uniqueness(const Experiment& e, std::optional<PathSolver>& path, RunResult& r) {
  if (r.solution.certificate.point != PointStatus::Certified) return;
  EquationSystem storage;
  Problem problem = e.problem();
  problem.system = &holding_at(e.model.system, r.solution.x, storage);
  const bool plain = problem.system == &e.model.system;
  const Regularity at_end =
      path && plain ? path->regularity(r.solution.x, e.model.absorbed) : measure_regularity(problem, r.solution.x, e.model.absorbed);
  r.solution.certificate.condition = at_end.condition;
  explain(r.failure, at_end.singular(),
          fmt::format("The equilibrium found is not the only one near it. {}", dependence(AskedClosure(e), at_end)));
  if (at_end.singular() || at_end.condition < kNearlySingular) return;
  r.warnings.push_back(fmt::format(
      "The equations are nearly dependent at the solution (condition number {:.0e}): small errors in the data move results much.{}{}",
      at_end.condition, at_end.right.empty() ? "" : " ", at_end.right.empty() ? "" : dependence(AskedClosure(e), at_end)));
}

/// Indices that have no value at the equilibrium are named; what they are made of has.
void tell_undefined(RunResult& r) {
  const auto& names = r.solution.certificate.undefined;
  if (names.empty()) return;
  const auto shown = std::min(names.size(), kMostUndefined);
  r.warnings.push_back(fmt::format(
      "Without a value at the solution, and left empty: {}{}. A total of spending, income or trade at the benchmark's prices or "
      "quantities has turned negative there, so that its index is not defined; the equilibrium itself is.",
      fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
      shown < names.size() ? fmt::format(" and {} more", names.size() - shown) : ""));
}

/// An unsolved result with the reason in front of what the solver says.
RunResult explained(const Experiment& e, const RunOptions& options, RunResult r) {
  const Certificate& c = r.solution.certificate;
  if (is_stop(c.run) || c.point == PointStatus::Certified) return r;
  const FailureReason reason = failure_reason(e, options.stop);
  r.reached = reason.reached;
  if (!reason.text.empty()) r.failure = fmt::format("{} (The solver ended with '{}': {}.)", reason.text, to_string(c.run), c.route);
  return r;
}

enum class Way { Path, Direct };

/// Solves and certifies. `path` receives the path solver where that found Newton's answer.
RunResult solve_on(const Experiment& e, const RunOptions& options, Way way, std::optional<PathSolver>& path) {
  RunResult r;
  const auto begin = std::chrono::steady_clock::now();
  const Method method = options.solver == SolverChoice::Ipopt ? Method::Ipopt : Method::Newton;
  path.emplace(unique_path(AskedClosure(e), e.problem(), solve_options(Method::Newton, options)));
  r.solution =
      way == Way::Path && method == Method::Newton ? solve_on_path(e, options, path) : solve(e.problem(), solve_options(method, options));
  if (options.solver == SolverChoice::Both && !is_stop(r.solution.certificate.run)) {
    const Solution other = solve(e.problem(), solve_options(Method::Ipopt, options));
    r.second = other.certificate;
    r.solver_agreement = largest_difference(e, r.solution.x, other.x);
  }
  r.seconds_solve = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  r.ipopt_view = options.ipopt_view;
  measure_walras(e.model, e.problem(), r.solution);
  r.walras_residual = r.solution.certificate.walras_residual;
  r.failure = solve_failure(r, e.model);
  judge_uniqueness(e, path, r);
  tell_undefined(r);
  if (r.solver_agreement && *r.solver_agreement > kNearLimit * kAgreementLimit && *r.solver_agreement <= kAgreementLimit)
    r.warnings.push_back(
        fmt::format("Newton and Ipopt differ by {:.1e}, which is near the limit of {:.0e}.", *r.solver_agreement, kAgreementLimit));
  return r;
}

}  // namespace

RunResult solve_model(const Experiment& e, const RunOptions& options) {
  std::optional<PathSolver> path;
  RunResult r = solve_on(e, options, Way::Direct, path);
  return r.certified() ? r : explained(e, options, std::move(r));
}

namespace {

/// An equilibrium far away is no answer to a rule that works against itself on the way from the benchmark.
void refuse_perverse(const Experiment& e, const RunOptions& options, RunResult& r) {
  const FailureReason reason = failure_reason(e, options.stop);
  if (!reason.perverse) return;
  r.reached = reason.reached;
  r.failure = fmt::format("{} Another equilibrium that keeps the rule was found far from there ({}), where the shock does not lead.",
                          reason.text, r.solution.certificate.route);
}

/// What the parts leave open when the equilibrium is not the one that the shock's path leads to is no rounding: then the one at the end of
/// the path takes its place, if there is one.
void return_to_the_path(const Experiment& e, const RunOptions& options, RunResult& r) {
  const Decomposition& d = r.decomposition;
  if (d.status == DecompositionStatus::Complete || (d.complete && d.gap < kWideGap) || asked(options.stop)) return;
  EquationSystem storage;
  if (&holding_at(e.model.system, r.solution.x, storage) != &e.model.system) {  // a floor ends the plain path
    if (!e.model.rules.empty()) refuse_perverse(e, options, r);
    return;
  }
  PathSolver path(e.problem(), solve_options(Method::Newton, options));
  Solution end = path.follow();
  const double reached = end.certificate.path_reached;
  if (end.certificate.point != PointStatus::Certified) {
    if (!e.model.rules.empty()) refuse_perverse(e, options, r);
    if (r.certified() && !is_stop(end.certificate.run))
      r.warnings.push_back(
          fmt::format("This equilibrium is not connected with the benchmark by the shock: followed step by step, the path ends at {:.4g} "
                      "per cent of it. "
                      "There may be several equilibria, and what leads to this one is not told by the shock.",
                      100 * reached));
    return;
  }
  const double apart = largest_difference(e, r.solution.x, end.x);
  if (apart < kOtherBranch) return;
  RunResult connected;
  connected.solution = std::move(end);
  connected.warnings = std::move(r.warnings);
  connected.warnings.push_back(
      fmt::format("There are several equilibria: the solver first met another one (its variables differ by up to {:.2g}), which the path "
                  "of the shock does "
                  "not lead to. What is written is the one connected with the benchmark.",
                  apart));
  connected.seconds_solve = r.seconds_solve;
  measure_walras(e.model, e.problem(), connected.solution);
  connected.walras_residual = connected.solution.certificate.walras_residual;
  connected.failure = solve_failure(connected, e.model);
  if (!connected.certified()) return;
  add_decomposition(e, connected, std::nullopt, options.stop);
  r = std::move(connected);
}

}  // namespace

RunResult solve_experiment(const Experiment& e, const RunOptions& options) {
  std::optional<PathSolver> path;
  RunResult r = solve_on(e, options, Way::Path, path);
  if (!r.certified()) return explained(e, options, std::move(r));
  if (options.solver == SolverChoice::Ipopt) path.reset();  // it does not know the solution
  add_decomposition(e, r, std::move(path), options.stop);
  return_to_the_path(e, options, r);
  if (!r.certified()) return r;
  r.updated = updated_database(e.model, e.base, r.solution.x);
  return r;
}

}  // namespace setu
