#include "ipopt_solver.hpp"

#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>

#include <algorithm>
#include <optional>

#include "setu/system/evaluator.hpp"
#include "dense_lu.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

using Ipopt::Number;
using IpIndex = Ipopt::Index;

/// Ipopt is asked for more digits than Newton: a residual at the tolerance can leave an ill-conditioned unknown wrong in
/// its eighth digit, and quadratic convergence gives the rest in one iteration.
constexpr double kIpoptTightening = 1e-2;
/// Ipopt factorises a symmetric matrix of twice the core's size.
constexpr std::size_t kLargestIpoptCore = 3000;
static_assert(std::is_same_v<Number, double> && std::is_same_v<IpIndex, Index>);

/// g(y) = 0 with objective 0, as Ipopt sees it.
class SquareSystem final : public Ipopt::TNLP {
 public:
  SquareSystem(SquareFunction& function, std::span<double> x, const std::function<void(const Progress&)>& progress)
      : function_(function), x_(x), residual_(function.jacobian_pattern().rows), progress_(progress) {}

  [[nodiscard]] int iterations() const { return iterations_; }

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

  bool eval_f(IpIndex, const Number*, bool, Number& value) override {
    value = 0;
    return true;
  }
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
    if (progress_)
      progress_({iteration, inf_pr, 1.0, mode == Ipopt::RestorationPhaseMode ? "ipopt restoration" : "ipopt"});
    return true;
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
  const std::function<void(const Progress&)>& progress_;
  int iterations_ = 0;
};

/// Options that were measured (docs/algorithms.md §8) and those that keep Ipopt quiet.
bool set_options(Ipopt::OptionsList& o, const SolveOptions& options) {
  bool ok = true;
  ok = o.SetIntegerValue("print_level", 0) && ok;
  ok = o.SetStringValue("sb", "yes") && ok;
  ok = o.SetStringValue("linear_solver", "mumps") && ok;
  ok = o.SetIntegerValue("mumps_pivot_order", 5) && ok;
  ok = o.SetIntegerValue("mumps_permuting_scaling", 7) && ok;
  ok = o.SetStringValue("nlp_scaling_method", "none") && ok;  // equations are relative already
  ok = o.SetNumericValue("tol", kIpoptTightening * options.tolerance) && ok;
  ok = o.SetNumericValue("constr_viol_tol", kIpoptTightening * options.tolerance) && ok;
  ok = o.SetNumericValue("acceptable_tol", 1e-9) && ok;
  ok = o.SetNumericValue("acceptable_constr_viol_tol", 1e-9) && ok;
  ok = o.SetIntegerValue("max_iter", 5 * options.max_iterations) && ok;
  return ok;
}

IpoptResult translate(Ipopt::ApplicationReturnStatus status) {
  switch (status) {
    case Ipopt::Solve_Succeeded: return {RunStatus::Converged, 0, 0, 0, 0, "solve succeeded"};
    case Ipopt::Solved_To_Acceptable_Level: return {RunStatus::Converged, 0, 0, 0, 0, "solved to acceptable level"};
    case Ipopt::Feasible_Point_Found: return {RunStatus::Converged, 0, 0, 0, 0, "feasible point found"};
    case Ipopt::Infeasible_Problem_Detected:
      return {RunStatus::LineSearchFailed, 0, 0, 0, 0, "a local minimum of infeasibility"};
    case Ipopt::Search_Direction_Becomes_Too_Small:
      return {RunStatus::LineSearchFailed, 0, 0, 0, 0, "search direction becomes too small"};
    case Ipopt::Restoration_Failed: return {RunStatus::LineSearchFailed, 0, 0, 0, 0, "restoration failed"};
    case Ipopt::Diverging_Iterates: return {RunStatus::LineSearchFailed, 0, 0, 0, 0, "diverging iterates"};
    case Ipopt::Maximum_Iterations_Exceeded: return {RunStatus::IterationLimit, 0, 0, 0, 0, "maximum of iterations"};
    case Ipopt::Maximum_CpuTime_Exceeded: return {RunStatus::IterationLimit, 0, 0, 0, 0, "maximum of CPU time"};
    case Ipopt::Error_In_Step_Computation:
      return {RunStatus::SingularJacobian, 0, 0, 0, 0, "error in step computation"};
    case Ipopt::Invalid_Number_Detected: return {RunStatus::EvaluationFailed, 0, 0, 0, 0, "invalid number detected"};
    case Ipopt::Insufficient_Memory: return {RunStatus::SolverError, 0, 0, 0, 0, "insufficient memory"};
    default:  // 3.14 has codes that 3.11 lacks: none of them may pass as success
      return {RunStatus::SolverError, 0, 0, 0, 0, "Ipopt status code " + std::to_string(static_cast<int>(status))};
  }
}

IpoptResult run(Ipopt::IpoptApplication& application, const Ipopt::SmartPtr<SquareSystem>& square) {
  auto status = application.Initialize();
  if (status == Ipopt::Solve_Succeeded) status = application.OptimizeTNLP(Ipopt::SmartPtr<Ipopt::TNLP>(GetRawPtr(square)));
  return translate(status);
}

/// The core alone where a dense matrix of it is affordable, else the sparse reduced system.
std::unique_ptr<SquareFunction> make_function(const EquationSystem& system, const Reduction& reduction,
                                              std::span<const double> x) {
  const Evaluator shape(reduction.terms(), reduction.column(), static_cast<Index>(reduction.unknowns().size()));
  Triangle triangle = find_triangle(system, reduction, shape.pattern());
  if (triangle.core_row.size() > kLargestIpoptCore) return make_reduced_function(reduction, x);
  return make_core_function(reduction, std::move(triangle), x);
}

}  // namespace

IpoptResult solve_by_ipopt(SquareFunction& function, const SolveOptions& options, std::span<double> x) {
  const Ipopt::SmartPtr<SquareSystem> square = new SquareSystem(function, x, options.progress);
  const Ipopt::SmartPtr<Ipopt::IpoptApplication> application = new Ipopt::IpoptApplication(false);
  if (!set_options(*application->Options(), options)) return {RunStatus::SolverError, 0, 0, 0, 0, "invalid option"};
  const SequentialBlas sequential;
  IpoptResult result = run(*application, square);
  result.iterations = square->iterations();
  result.unknowns = function.jacobian_pattern().rows;
  result.jacobian_nonzeros = function.jacobian_pattern().nonzeros();
  result.hessian_nonzeros = function.hessian_pattern().nonzeros();
  return result;
}

IpoptResult solve_by_ipopt(const Problem& problem, const SolveOptions& options, std::span<double> x) {
  std::vector<std::uint8_t> moves(x.size(), 0);
  for (const Index v : problem.path.variable) moves[v] = 1;
  const Reduction reduction(*problem.system, problem.closure, moves, x);
  return solve_by_ipopt(*make_function(*problem.system, reduction, x), options, x);
}

}  // namespace setu
