#include "ipopt_solver.hpp"

#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>

#include <algorithm>
#include <limits>
#include <optional>

#include "dense_lu.hpp"
#include "reduced_problem.hpp"
#include "setu/base/error.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

using Ipopt::Number;
using IpIndex = Ipopt::Index;

/// Ipopt is asked for more digits than Newton: a residual at the tolerance can leave an ill-conditioned unknown wrong in
/// its eighth digit, and quadratic convergence gives the rest in one iteration.
constexpr double kIpoptTightening = 1e-2;
/// Where nothing reduces a residual below this, rounding stopped the run, not failure (as in Newton's method).
constexpr double kAcceptable = 1e-9;
/// With the exact core, Ipopt factorises a dense symmetric matrix of twice its size.
constexpr std::size_t kLargestIpoptCore = 3000;
static_assert(std::is_same_v<Number, double> && std::is_same_v<IpIndex, Index>);

/// g(y) = 0 with objective 0, as Ipopt sees it.
class SquareSystem final : public Ipopt::TNLP {
 public:
  SquareSystem(SquareFunction& function, std::span<double> x, bool restoration,
               const std::function<void(const Progress&)>& progress)
      : function_(function),
        x_(x),
        residual_(function.jacobian_pattern().rows),
        restoration_(restoration),
        progress_(progress) {}

  [[nodiscard]] int iterations() const { return iterations_; }
  [[nodiscard]] double residual() const { return last_; }  ///< max |g| at the last iterate, by Ipopt

  bool get_nlp_info(IpIndex& n, IpIndex& m, IpIndex& jacobian, IpIndex& hessian, IndexStyleEnum& style) override {
    n = m = function_.jacobian_pattern().rows;
    jacobian = function_.jacobian_pattern().nonzeros();
    hessian = function_.hessian_pattern().nonzeros();
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(IpIndex n, Number* lower, Number* upper, IpIndex m, Number* g_lower, Number* g_upper) override {
    constexpr double kInfinite = 1e20;  // Ipopt's nlp_upper_bound_inf is 1e19
    std::fill_n(lower, n, -kInfinite);
    std::fill_n(upper, n, kInfinite);
    std::fill_n(g_lower, m, 0.0);
    std::fill_n(g_upper, m, 0.0);
    return true;
  }

  bool get_starting_point(IpIndex n, bool, Number* x, bool, Number*, Number*, IpIndex m, bool init_lambda,
                          Number* lambda) override {
    function_.start({x, static_cast<std::size_t>(n)});
    if (init_lambda) std::fill_n(lambda, m, 0.0);
    return true;
  }

  bool eval_f(IpIndex, const Number*, bool, Number& value) override { return (value = 0), true; }
  bool eval_grad_f(IpIndex n, const Number*, bool, Number* gradient) override {
    std::fill_n(gradient, n, 0.0);
    return true;
  }
  bool eval_g(IpIndex, const Number* x, bool new_x, IpIndex m, Number* g) override {
    if (!at(x, new_x)) return false;
    std::copy_n(residual_.begin(), m, g);
    return true;
  }

  bool eval_jac_g(IpIndex, const Number* x, bool new_x, IpIndex, IpIndex nonzeros, IpIndex* rows, IpIndex* columns,
                  Number* values) override {
    if (!values) {
      write_pattern(function_.jacobian_pattern(), rows, columns);
      return true;
    }
    if (!at(x, new_x)) return false;
    function_.jacobian({values, static_cast<std::size_t>(nonzeros)});
    return true;
  }

  bool eval_h(IpIndex, const Number* x, bool new_x, Number, IpIndex m, const Number* lambda, bool, IpIndex nonzeros,
              IpIndex* rows, IpIndex* columns, Number* values) override {
    if (!values) {
      write_pattern(function_.hessian_pattern(), rows, columns);
      return true;
    }
    if (!at(x, new_x)) return false;
    function_.hessian({lambda, static_cast<std::size_t>(m)}, {values, static_cast<std::size_t>(nonzeros)});
    return true;
  }

  bool intermediate_callback(Ipopt::AlgorithmMode mode, IpIndex iteration, Number, Number inf_pr, Number, Number,
                             Number, Number, Number, Number, IpIndex, const Ipopt::IpoptData*,
                             Ipopt::IpoptCalculatedQuantities*) override {
    iterations_ = iteration;
    last_ = inf_pr;
    const bool restoring = mode == Ipopt::RestorationPhaseMode;
    if (progress_) progress_({iteration, inf_pr, 1.0, restoring ? "ipopt restoration" : "ipopt"});
    return restoration_ || !restoring;
  }

  void finalize_solution(Ipopt::SolverReturn, IpIndex n, const Number* x, const Number*, const Number*, IpIndex,
                         const Number*, const Number*, Number, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    if (!x) return;
    function_.recover({x, static_cast<std::size_t>(n)}, x_);
  }

 private:
  /// Evaluates at x unless it was evaluated there before.
  bool at(const Number* x, bool new_x) {
    if (!new_x && valid_) return *valid_;
    valid_ = function_.evaluate({x, residual_.size()}, residual_);
    return *valid_;
  }

  static void write_pattern(const SparsePattern& pattern, IpIndex* rows, IpIndex* columns) {
    for (Index j = 0; j < pattern.columns; ++j)
      for (Index p = pattern.column_begin[j]; p < pattern.column_begin[j + 1]; ++p) {
        rows[p] = pattern.row[p];
        columns[p] = j;
      }
  }

  SquareFunction& function_;
  std::span<double> x_;
  std::vector<double> residual_;
  std::optional<bool> valid_;
  bool restoration_;  ///< whether Ipopt may enter its restoration phase
  const std::function<void(const Progress&)>& progress_;
  int iterations_ = 0;
  double last_ = std::numeric_limits<double>::infinity();
};

/// Options that were measured (docs/algorithms.md §8) and those that keep Ipopt quiet.
bool set_options(Ipopt::OptionsList& o, const SolveOptions& options, IpoptForm form) {
  bool ok = true;
  if (form == IpoptForm::Correction) {  // the filter then measures max |F| itself; each step is a correction already
    ok = o.SetStringValue("constraint_violation_norm_type", "max-norm") && ok;
    ok = o.SetIntegerValue("max_soc", 0) && ok;
  }
  ok = o.SetIntegerValue("print_level", 0) && ok;
  ok = o.SetStringValue("sb", "yes") && ok;
  ok = o.SetStringValue("linear_solver", "mumps") && ok;
  ok = o.SetIntegerValue("mumps_pivot_order", 5) && ok;
  ok = o.SetIntegerValue("mumps_permuting_scaling", 7) && ok;
  ok = o.SetStringValue("nlp_scaling_method", "none") && ok;  // equations are relative already
  ok = o.SetNumericValue("tol", kIpoptTightening * options.tolerance) && ok;
  ok = o.SetNumericValue("constr_viol_tol", kIpoptTightening * options.tolerance) && ok;
  ok = o.SetNumericValue("acceptable_tol", kAcceptable) && ok;
  ok = o.SetNumericValue("acceptable_constr_viol_tol", kAcceptable) && ok;
  ok = o.SetIntegerValue("max_iter", 5 * options.max_iterations) && ok;
  return ok;
}

IpoptResult ended(RunStatus status, std::string message) {
  IpoptResult result;
  result.status = status;
  result.message = std::move(message);
  return result;
}

IpoptResult translate(Ipopt::ApplicationReturnStatus status) {
  switch (status) {
    case Ipopt::Solve_Succeeded: return ended(RunStatus::Converged, "solve succeeded");
    case Ipopt::Solved_To_Acceptable_Level: return ended(RunStatus::Converged, "solved to acceptable level");
    case Ipopt::Feasible_Point_Found: return ended(RunStatus::Converged, "feasible point found");
    case Ipopt::Infeasible_Problem_Detected:
      return ended(RunStatus::LineSearchFailed, "a local minimum of infeasibility");
    case Ipopt::Search_Direction_Becomes_Too_Small:
      return ended(RunStatus::LineSearchFailed, "search direction becomes too small");
    case Ipopt::User_Requested_Stop: return ended(RunStatus::LineSearchFailed, "no step reduces the residual");
    case Ipopt::Restoration_Failed: return ended(RunStatus::LineSearchFailed, "restoration failed");
    case Ipopt::Diverging_Iterates: return ended(RunStatus::LineSearchFailed, "diverging iterates");
    case Ipopt::Maximum_Iterations_Exceeded: return ended(RunStatus::IterationLimit, "maximum of iterations");
    case Ipopt::Maximum_CpuTime_Exceeded: return ended(RunStatus::IterationLimit, "maximum of CPU time");
    case Ipopt::Error_In_Step_Computation:
      return ended(RunStatus::SingularJacobian, "error in step computation");
    case Ipopt::Invalid_Number_Detected: return ended(RunStatus::EvaluationFailed, "invalid number detected");
    case Ipopt::Insufficient_Memory: return ended(RunStatus::SolverError, "insufficient memory");
    default:  // 3.14 has codes that 3.11 lacks: none of them may pass as success
      return ended(RunStatus::SolverError, "Ipopt status code " + std::to_string(static_cast<int>(status)));
  }
}

IpoptResult run(Ipopt::IpoptApplication& application, const Ipopt::SmartPtr<SquareSystem>& square) {
  auto status = application.Initialize("");  // no file of options from the working directory
  if (status == Ipopt::Solve_Succeeded) status = application.OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(GetRawPtr(square)));
  return translate(status);
}

std::unique_ptr<SquareFunction> make_function(IpoptForm form, ReducedProblem& reduced, Triangle triangle,
                                              std::span<const double> x, double goal) {
  switch (form) {
    case IpoptForm::Reduced: return make_reduced_function(reduced.reduction, x);
    case IpoptForm::Core: return make_core_function(reduced.reduction, std::move(triangle), x);
    case IpoptForm::Automatic:
    case IpoptForm::Correction: break;
  }
  return make_correction_function(reduced, std::move(triangle), x, goal);
}

IpoptResult solve_function(IpoptForm form, SquareFunction& function, const SolveOptions& options, std::span<double> x) {
  const Ipopt::SmartPtr<SquareSystem> square = new SquareSystem(function, x, form != IpoptForm::Correction, options.progress);
  const Ipopt::SmartPtr<Ipopt::IpoptApplication> application = new Ipopt::IpoptApplication(false);
  if (!set_options(*application->Options(), options, form)) return ended(RunStatus::SolverError, "invalid option");
  const SequentialBlas sequential;
  IpoptResult result = run(*application, square);
  if (result.status == RunStatus::EvaluationFailed && function.singular()) result.status = RunStatus::SingularJacobian;
  if (result.status == RunStatus::LineSearchFailed && square->residual() <= kAcceptable)
    result.status = RunStatus::Converged;
  result.iterations = square->iterations();
  result.unknowns = function.jacobian_pattern().rows;
  result.jacobian_nonzeros = function.jacobian_pattern().nonzeros();
  result.hessian_nonzeros = function.hessian_pattern().nonzeros();
  return result;
}

IpoptResult attempt(IpoptForm form, ReducedProblem& reduced, const Triangle& triangle, const SolveOptions& options,
                    std::span<double> x) {
  const auto function = make_function(form, reduced, triangle, x, kIpoptTightening * options.tolerance);
  return solve_function(form, *function, options, x);
}

/// µ of the relaxed inequalities, run after run (docs/algorithms.md, eq. A21); the long way where the short one fails.
constexpr double kShortWay[] = {1e-2, 1e-4, 1e-6, 1e-9, 0};
constexpr double kLongWay[] = {10, 3, 1, 0.3, 0.1, 0.03, 1e-2, 3e-3, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 0};

/// Each run starts where the last one that converged ended; the one with µ = 0 must converge. The minimum form finishes.
IpoptResult attempt_relaxed(std::span<const double> relaxations, ReducedProblem& reduced, const Triangle& triangle,
                            const SolveOptions& options, std::span<double> x) {
  std::vector<double> trial(x.begin(), x.end());
  IpoptResult result;
  for (const double relaxation : relaxations) {
    reduced.inequalities.use(InequalityForm::FischerBurmeister, relaxation);
    const int before = result.iterations;
    result = attempt(IpoptForm::Correction, reduced, triangle, options, trial);
    result.iterations += before;
    if (result.status == RunStatus::Converged) std::copy(trial.begin(), trial.end(), x.begin());
    else std::copy(x.begin(), x.end(), trial.begin());
  }
  reduced.inequalities.use(InequalityForm::Minimum);
  if (result.status != RunStatus::Converged) return result;
  const IpoptResult exact = attempt(IpoptForm::Correction, reduced, triangle, options, trial);
  result.iterations += exact.iterations;
  if (exact.status == RunStatus::Converged) std::copy(trial.begin(), trial.end(), x.begin());
  if (reduced.evaluate(x) && reduced.inequalities.settle(x))
    reduced.reduction.recover(x);
  return result;
}

/// A system with inequalities, in the form of the correction only.
IpoptResult solve_relaxed(ReducedProblem& reduced, const Triangle& triangle, const SolveOptions& options, IpoptForm form,
                          std::span<double> x) {
  if (form == IpoptForm::Core || form == IpoptForm::Reduced) throw LogicError("Ipopt solves inequalities as a correction only");
  const std::vector<double> first(x.begin(), x.end());
  IpoptResult result = attempt_relaxed(kShortWay, reduced, triangle, options, x);
  if (const int before = result.iterations; result.status != RunStatus::Converged) {
    std::copy(first.begin(), first.end(), x.begin());
    result = attempt_relaxed(kLongWay, reduced, triangle, options, x);
    result.iterations += before;
  }
  result.factorizations = reduced.linear->factorizations();
  return result;
}

}  // namespace

IpoptResult solve_by_ipopt(SquareFunction& function, const SolveOptions& options, std::span<double> x) {
  return solve_function(IpoptForm::Reduced, function, options, x);
}

IpoptResult solve_by_ipopt(const Problem& problem, const SolveOptions& options, std::span<double> x, IpoptForm form) {
  ReducedProblem reduced(problem, options.direct);
  const Triangle triangle = find_triangle(*problem.system, reduced.reduction, reduced.evaluator.pattern());
  if (!reduced.inequalities.empty()) return solve_relaxed(reduced, triangle, options, form, x);
  const std::vector<double> start(x.begin(), x.end());
  const bool automatic = form == IpoptForm::Automatic;
  IpoptResult result = attempt(automatic ? IpoptForm::Correction : form, reduced, triangle, options, x);
  if (automatic && result.status != RunStatus::Converged && triangle.core_row.size() <= kLargestIpoptCore) {
    std::copy(start.begin(), start.end(), x.begin());
    const int before = result.iterations;
    result = attempt(IpoptForm::Core, reduced, triangle, options, x);
    result.iterations += before;
  }
  result.factorizations = reduced.linear->factorizations();
  return result;
}

}  // namespace setu
