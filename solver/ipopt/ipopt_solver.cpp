#include "ipopt_solver.hpp"

#include <algorithm>
#include <limits>

#include "nlp.hpp"
#include "solver/newton/reduced_problem.hpp"
#include "setu/base/error.hpp"
#include "setu/system/derive/hessian.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

/// Ipopt is asked for more digits than Newton: a residual at the tolerance can leave an ill-conditioned unknown wrong in
/// its eighth digit, and quadratic convergence gives the rest in one iteration.
constexpr double kIpoptTightening = 1e-2;
/// Where nothing reduces a residual below this, rounding stopped the run, not failure (as in Newton's method).
constexpr double kAcceptable = 1e-9;
/// With the exact core, Ipopt factorises a dense symmetric matrix of twice its size.
constexpr std::size_t kLargestIpoptCore = 3000;

Positions positions(const SparsePattern& pattern) {
  Positions p;
  p.row = pattern.row;
  for (Index j = 0; j < pattern.columns; ++j)
    p.column.insert(p.column.end(), static_cast<std::size_t>(pattern.column_begin[j + 1] - pattern.column_begin[j]), j);
  return p;
}

/// g(y) = 0 with objective 0.
class SquareSystem final : public Nlp {
 public:
  SquareSystem(SquareFunction& function, bool restoration, const SolveOptions& options)
      : function_(function),
        jacobian_(positions(function.jacobian_pattern())),
        hessian_(positions(function.hessian_pattern())),
        restoration_(restoration),
        options_(options) {}

  [[nodiscard]] Index unknowns() const override { return function_.jacobian_pattern().rows; }
  [[nodiscard]] Index constraints() const override { return function_.jacobian_pattern().rows; }
  void bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const override {
    std::fill(lower.begin(), lower.end(), -kUnbounded);
    std::fill(upper.begin(), upper.end(), kUnbounded);
    std::fill(g_lower.begin(), g_lower.end(), 0.0);
    std::fill(g_upper.begin(), g_upper.end(), 0.0);
  }
  void start(std::span<double> y) const override { function_.start(y); }
  [[nodiscard]] const Positions& jacobian_positions() const override { return jacobian_; }
  [[nodiscard]] const Positions& hessian_positions() const override { return hessian_; }

  [[nodiscard]] bool evaluate(std::span<const double> y, double& f, std::span<double> g) override {
    f = 0;
    return function_.evaluate(y, g);
  }
  [[nodiscard]] bool gradient(std::span<double> out) override {
    std::fill(out.begin(), out.end(), 0.0);
    return true;
  }
  [[nodiscard]] bool jacobian(std::span<double> values) override {
    function_.jacobian(values);
    return true;
  }
  [[nodiscard]] bool hessian(double, std::span<const double> multipliers, std::span<double> values) override {
    function_.hessian(multipliers, values);
    return true;
  }
  [[nodiscard]] bool go_on(int iteration, double infeasibility, bool restoring) override {
    if (options_.progress) options_.progress({iteration, infeasibility, 1.0, restoring ? "ipopt restoration" : "ipopt"});
    stopped_ = asked(options_.stop);
    return !stopped_ && (restoration_ || !restoring);
  }
  /// Why the run was ended from outside, if it was.
  [[nodiscard]] std::optional<RunStatus> stopped() const { return stopped_; }

 private:
  SquareFunction& function_;
  Positions jacobian_, hessian_;
  bool restoration_;  ///< whether Ipopt may enter its restoration phase
  const SolveOptions& options_;
  std::optional<RunStatus> stopped_;
};

/// Options that were measured (docs/algorithms.md §8) and those that keep Ipopt quiet.
std::vector<NlpOption> ipopt_options(const SolveOptions& options, IpoptForm form) {
  const double tolerance = kIpoptTightening * options.tolerance;
  std::vector<NlpOption> all = {
      {"print_level", "", 0, true},
      {"sb", "yes"},
      {"linear_solver", "mumps"},
      {"mumps_pivot_order", "", 5, true},
      {"mumps_permuting_scaling", "", 7, true},
      {"nlp_scaling_method", "none"},  // equations are relative already
      {"tol", "", tolerance},
      {"constr_viol_tol", "", tolerance},
      {"acceptable_tol", "", kAcceptable},
      {"acceptable_constr_viol_tol", "", kAcceptable},
      {"max_iter", "", 5.0 * options.max_iterations, true},
  };
  if (form == IpoptForm::Correction) {  // the filter then measures max |F| itself; each step is a correction already
    all.push_back({"constraint_violation_norm_type", "max-norm"});
    all.push_back({"max_soc", "", 0, true});
  }
  return all;
}

/// Whether Ipopt gets a sparse system with exact derivatives.
bool is_sparse(IpoptForm form) { return form == IpoptForm::Reduced || form == IpoptForm::Full; }

std::unique_ptr<SquareFunction> make_function(IpoptForm form, ReducedProblem& reduced, Triangle triangle, std::span<const double> x,
                                              double goal) {
  switch (form) {
    case IpoptForm::Reduced:
    case IpoptForm::Full: return make_reduced_function(reduced.reduction, x);
    case IpoptForm::Core: return make_core_function(reduced.reduction, std::move(triangle), x);
    case IpoptForm::Automatic:
    case IpoptForm::Correction: break;
  }
  return make_correction_function(reduced, std::move(triangle), x, goal);
}

IpoptResult solve_function(IpoptForm form, SquareFunction& function, const SolveOptions& options, std::span<double> x) {
  SquareSystem square(function, form != IpoptForm::Correction, options);
  const NlpResult found = solve_nlp(square, ipopt_options(options, form));
  if (!found.y.empty()) function.recover(found.y, x);
  IpoptResult result;
  result.status = found.status;
  result.message = found.message;
  if (result.status == RunStatus::EvaluationFailed && function.singular()) result.status = RunStatus::SingularJacobian;
  if (result.status == RunStatus::LineSearchFailed && found.infeasibility <= kAcceptable) result.status = RunStatus::Converged;
  if (square.stopped()) result.status = *square.stopped();
  result.iterations = found.iterations;
  result.unknowns = function.jacobian_pattern().rows;
  result.jacobian_nonzeros = function.jacobian_pattern().nonzeros();
  result.hessian_nonzeros = function.hessian_pattern().nonzeros();
  return result;
}

IpoptResult attempt(IpoptForm form, ReducedProblem& reduced, const Triangle& triangle, const SolveOptions& options, std::span<double> x,
                    double relaxation = 0) {
  const bool lifted = is_sparse(form) && !reduced.inequalities.empty();
  const auto function = lifted ? make_lifted_function(*reduced.problem.system, reduced.reduction, x, relaxation)
                               : make_function(form, reduced, triangle, x, kIpoptTightening * options.tolerance);
  return solve_function(form, *function, options, x);
}

/// µ of the relaxed inequalities, run after run (docs/algorithms.md, eq. A21); the long way where the short one fails.
constexpr double kShortWay[] = {1e-2, 1e-4, 1e-6, 1e-9, 0};
constexpr double kLongWay[] = {10, 3, 1, 0.3, 0.1, 0.03, 1e-2, 3e-3, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 0};

/// Each run starts where the last one that converged ended; the one with µ = 0 must converge. The minimum form finishes.
IpoptResult attempt_relaxed(std::span<const double> relaxations, ReducedProblem& reduced, const Triangle& triangle,
                            const SolveOptions& options, IpoptForm form, std::span<double> x) {
  std::vector<double> trial(x.begin(), x.end());
  IpoptResult result;
  for (const double relaxation : relaxations) {
    reduced.inequalities.use(InequalityForm::FischerBurmeister, relaxation);
    const int before = result.iterations;
    result = attempt(form, reduced, triangle, options, trial, relaxation);
    result.iterations += before;
    if (is_stop(result.status)) break;
    if (result.status == RunStatus::Converged) std::copy(trial.begin(), trial.end(), x.begin());
    else std::copy(x.begin(), x.end(), trial.begin());
  }
  reduced.inequalities.use(InequalityForm::Minimum);
  if (result.status != RunStatus::Converged) return result;
  if (!is_sparse(form)) {
    const IpoptResult exact = attempt(form, reduced, triangle, options, trial);
    result.iterations += exact.iterations;
    if (exact.status == RunStatus::Converged) std::copy(trial.begin(), trial.end(), x.begin());
  }
  if (reduced.evaluate(x) && reduced.inequalities.settle(x)) reduced.reduction.recover(x);
  return result;
}

/// A system with inequalities; there is no form of it with the dense core.
IpoptResult solve_relaxed(ReducedProblem& reduced, const Triangle& triangle, const SolveOptions& options, IpoptForm form,
                          std::span<double> x) {
  if (form == IpoptForm::Core) throw LogicError("Ipopt does not solve inequalities by the core alone");
  if (form == IpoptForm::Automatic) form = IpoptForm::Correction;
  const std::vector<double> first(x.begin(), x.end());
  IpoptResult result = attempt_relaxed(kShortWay, reduced, triangle, options, form, x);
  if (const int before = result.iterations; result.status != RunStatus::Converged && !is_stop(result.status)) {
    std::copy(first.begin(), first.end(), x.begin());
    result = attempt_relaxed(kLongWay, reduced, triangle, options, form, x);
    result.iterations += before;
  }
  result.factorizations = reduced.linear->factorizations();
  return result;
}

}  // namespace

IpoptResult solve_by_ipopt(SquareFunction& function, const SolveOptions& options, std::span<double> x) {
  return solve_function(IpoptForm::Reduced, function, options, x);
}

namespace {

/// Index numbers couple all of their items: the whole system of a large database has too many second derivatives.
constexpr std::int64_t kMostPairs = 300'000'000;

void check_size(const Problem& problem) {
  std::vector<Index> column(problem.closure.exogenous.size(), kNone);
  Index columns = 0;
  for (std::size_t v = 0; v < column.size(); ++v)
    if (!problem.closure.exogenous[v]) column[v] = columns++;
  const std::int64_t pairs = Hessian::pair_count(problem.system->terms, column);
  if (pairs > kMostPairs)
    throw InputError("--ipopt-view full: the whole system has " + std::to_string(pairs / 1'000'000) +
                     " million second derivatives, more than fit into memory (300 million are taken); take the view 'reduced'");
}

}  // namespace

IpoptForm form_of(IpoptView view) {
  switch (view) {
    case IpoptView::Core: return IpoptForm::Automatic;
    case IpoptView::Reduced: return IpoptForm::Reduced;
    case IpoptView::Full: return IpoptForm::Full;
  }
  throw LogicError("unknown view of Ipopt");
}

IpoptResult solve_by_ipopt(const Problem& problem, const SolveOptions& options, std::span<double> x, IpoptForm form) {
  ReductionOptions reduction;
  if (form == IpoptForm::Full) {
    check_size(problem);
    reduction.drop_sinks = reduction.substitute = false;
  }
  ReducedProblem reduced(problem, form == IpoptForm::Full ? DirectSolver::Klu : options.direct, reduction);
  const Triangle triangle = find_triangle(*problem.system, reduced.reduction, reduced.evaluator.pattern());
  if (!reduced.inequalities.empty()) return solve_relaxed(reduced, triangle, options, form, x);
  const std::vector<double> start(x.begin(), x.end());
  const bool automatic = form == IpoptForm::Automatic;
  IpoptResult result = attempt(automatic ? IpoptForm::Correction : form, reduced, triangle, options, x);
  if (automatic && result.status != RunStatus::Converged && !is_stop(result.status) && triangle.core_row.size() <= kLargestIpoptCore) {
    std::copy(start.begin(), start.end(), x.begin());
    const int before = result.iterations;
    result = attempt(IpoptForm::Core, reduced, triangle, options, x);
    result.iterations += before;
  }
  result.factorizations = reduced.linear->factorizations();
  return result;
}

}  // namespace setu
