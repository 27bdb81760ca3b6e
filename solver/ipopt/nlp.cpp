#include "nlp.hpp"

#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>

#include <algorithm>
#include <optional>

#include "solver/linear/dense_lu.hpp"

namespace setu {

namespace {

using Ipopt::Number;
using IpIndex = Ipopt::Index;

static_assert(std::is_same_v<Number, double> && std::is_same_v<IpIndex, Index>);

std::span<const double> view(const Number* p, IpIndex n) { return {p, static_cast<std::size_t>(n)}; }
std::span<double> view(Number* p, IpIndex n) { return {p, static_cast<std::size_t>(n)}; }

/// An Nlp as Ipopt sees it.
class Adapter final : public Ipopt::TNLP {
 public:
  Adapter(Nlp& nlp, NlpResult& result) : nlp_(nlp), result_(result), g_(nlp.constraints()) {}

  bool get_nlp_info(IpIndex& n, IpIndex& m, IpIndex& jacobian, IpIndex& hessian, IndexStyleEnum& style) override {
    n = nlp_.unknowns();
    m = nlp_.constraints();
    jacobian = nlp_.jacobian_positions().size();
    hessian = nlp_.hessian_positions().size();
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(IpIndex n, Number* lower, Number* upper, IpIndex m, Number* g_lower, Number* g_upper) override {
    nlp_.bounds(view(lower, n), view(upper, n), view(g_lower, m), view(g_upper, m));
    return true;
  }

  bool get_starting_point(IpIndex n, bool, Number* y, bool, Number*, Number*, IpIndex m, bool init_lambda, Number* lambda) override {
    nlp_.start(view(y, n));
    if (init_lambda) std::fill_n(lambda, m, 0.0);
    return true;
  }

  bool eval_f(IpIndex n, const Number* y, bool new_y, Number& value) override {
    if (!at(y, n, new_y)) return false;
    value = f_;
    return true;
  }
  bool eval_grad_f(IpIndex n, const Number* y, bool new_y, Number* gradient) override {
    return at(y, n, new_y) && nlp_.gradient(view(gradient, n));
  }
  bool eval_g(IpIndex n, const Number* y, bool new_y, IpIndex m, Number* g) override {
    if (!at(y, n, new_y)) return false;
    std::copy_n(g_.begin(), m, g);
    return true;
  }

  bool eval_jac_g(IpIndex n, const Number* y, bool new_y, IpIndex, IpIndex nonzeros, IpIndex* rows, IpIndex* columns,
                  Number* values) override {
    if (!values) return write(nlp_.jacobian_positions(), rows, columns);
    return at(y, n, new_y) && nlp_.jacobian(view(values, nonzeros));
  }

  bool eval_h(IpIndex n, const Number* y, bool new_y, Number weight, IpIndex m, const Number* lambda, bool, IpIndex nonzeros, IpIndex* rows,
              IpIndex* columns, Number* values) override {
    if (!values) return write(nlp_.hessian_positions(), rows, columns);
    return at(y, n, new_y) && nlp_.hessian(weight, view(lambda, m), view(values, nonzeros));
  }

  bool intermediate_callback(Ipopt::AlgorithmMode mode, IpIndex iteration, Number, Number inf_pr, Number, Number, Number, Number, Number,
                             Number, IpIndex, const Ipopt::IpoptData*, Ipopt::IpoptCalculatedQuantities*) override {
    result_.iterations = iteration;
    result_.infeasibility = inf_pr;
    return nlp_.go_on(iteration, inf_pr, mode == Ipopt::RestorationPhaseMode);
  }

  void finalize_solution(Ipopt::SolverReturn, IpIndex n, const Number* y, const Number* lower, const Number* upper, IpIndex m,
                         const Number*, const Number* lambda, Number f, const Ipopt::IpoptData*,
                         Ipopt::IpoptCalculatedQuantities*) override {
    if (!y) return;
    result_.objective = f;
    result_.y.assign(y, y + n);
    if (lambda) result_.multipliers.assign(lambda, lambda + m);
    if (lower) result_.lower.assign(lower, lower + n);
    if (upper) result_.upper.assign(upper, upper + n);
  }

 private:
  /// Evaluates at y unless it was evaluated there before.
  bool at(const Number* y, IpIndex n, bool new_y) {
    if (!new_y && valid_) return *valid_;
    valid_ = nlp_.evaluate(view(y, n), f_, g_);
    return *valid_;
  }

  static bool write(const Positions& positions, IpIndex* rows, IpIndex* columns) {
    std::copy(positions.row.begin(), positions.row.end(), rows);
    std::copy(positions.column.begin(), positions.column.end(), columns);
    return true;
  }

  Nlp& nlp_;
  NlpResult& result_;
  std::vector<double> g_;
  double f_ = 0;
  std::optional<bool> valid_;
};

void translate(Ipopt::ApplicationReturnStatus status, NlpResult& result) {
  const auto ended = [&](RunStatus run, std::string message) {
    result.status = run;
    result.message = std::move(message);
  };
  switch (status) {
    case Ipopt::Solve_Succeeded: return ended(RunStatus::Converged, "solve succeeded");
    case Ipopt::Solved_To_Acceptable_Level: return ended(RunStatus::Converged, "solved to acceptable level");
    case Ipopt::Feasible_Point_Found: return ended(RunStatus::Converged, "feasible point found");
    case Ipopt::Infeasible_Problem_Detected:
      result.infeasible = true;
      return ended(RunStatus::LineSearchFailed, "a local minimum of infeasibility");
    case Ipopt::Search_Direction_Becomes_Too_Small: return ended(RunStatus::LineSearchFailed, "search direction becomes too small");
    case Ipopt::User_Requested_Stop: return ended(RunStatus::LineSearchFailed, "no step reduces the residual");
    case Ipopt::Restoration_Failed: return ended(RunStatus::LineSearchFailed, "restoration failed");
    case Ipopt::Diverging_Iterates: return ended(RunStatus::LineSearchFailed, "diverging iterates");
    case Ipopt::Maximum_Iterations_Exceeded: return ended(RunStatus::IterationLimit, "maximum of iterations");
    case Ipopt::Maximum_CpuTime_Exceeded: return ended(RunStatus::IterationLimit, "maximum of CPU time");
    case Ipopt::Error_In_Step_Computation: return ended(RunStatus::SingularJacobian, "error in step computation");
    case Ipopt::Invalid_Number_Detected: return ended(RunStatus::EvaluationFailed, "invalid number detected");
    case Ipopt::Insufficient_Memory: return ended(RunStatus::SolverError, "insufficient memory");
    default:  // 3.14 has codes that 3.11 lacks: none of them may pass as success
      return ended(RunStatus::SolverError, "Ipopt status code " + std::to_string(static_cast<int>(status)));
  }
}

bool set_option(Ipopt::OptionsList& list, const NlpOption& option) {
  if (!option.text.empty()) return list.SetStringValue(option.name, option.text);
  if (option.whole) return list.SetIntegerValue(option.name, static_cast<IpIndex>(option.number));
  return list.SetNumericValue(option.name, option.number);
}

}  // namespace

NlpResult solve_nlp(Nlp& nlp, const std::vector<NlpOption>& options) {
  NlpResult result;
  const Ipopt::SmartPtr<Ipopt::TNLP> adapter = new Adapter(nlp, result);
  const Ipopt::SmartPtr<Ipopt::IpoptApplication> application = new Ipopt::IpoptApplication(false);
  for (const auto& option : options)
    if (!set_option(*application->Options(), option)) {
      result.status = RunStatus::SolverError;
      result.message = "invalid option " + option.name;
      return result;
    }
  const SequentialBlas sequential;
  auto status = application->Initialize("");  // no file of options from the working directory
  if (status == Ipopt::Solve_Succeeded) status = application->OptimizeTNLP(adapter);
  translate(status, result);
  return result;
}

}  // namespace setu
