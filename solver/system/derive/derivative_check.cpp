#include "setu/system/derive/derivative_check.hpp"

#include <cmath>

#include "setu/system/derive/hessian.hpp"

namespace setu {

namespace {

class Checker {
 public:
  Checker(const EquationSystem& system, const Closure& closure, std::span<const double> x, const DerivativeCheckOptions& options)
      : system_(system), options_(options), x_(x.begin(), x.end()), column_(x.size(), kNone) {
    for (Index v = 0; v < system.terms.variables; ++v)
      if (!closure.exogenous[v]) {
        column_[v] = static_cast<Index>(unknowns_.size());
        unknowns_.push_back(v);
      }
    for (Index i = 0; i < system.terms.equations(); ++i) lambda_.push_back(std::cos(1.0 + i));
  }

  DerivativeCheck run() {
    Evaluator e(system_.terms, column_, static_cast<Index>(unknowns_.size()));
    std::vector<double> f(system_.terms.equations()), values(e.pattern().nonzeros());
    if (!e.evaluate(x_, f)) return result_;
    e.jacobian(values);
    check_product(e, values);
    Hessian h(e);
    std::vector<double> second(h.pattern().nonzeros());
    if (options_.hessian) h.values(lambda_, second);
    result_.evaluated = true;
    for (Index j = 0; j < static_cast<Index>(unknowns_.size()) && result_.evaluated; ++j) check_column(e, j, values, h.pattern(), second);
    return result_;
  }

 private:
  static bool worse(WorstDerivative& worst, double exact, double difference) {
    const double error = std::abs(exact - difference) / (1 + std::abs(exact));
    if (error <= worst.error) return false;
    worst.error = error;
    worst.exact = exact;
    worst.difference = difference;
    return true;
  }

  void check_product(const Evaluator& e, const std::vector<double>& values) {
    std::vector<double> dx(x_.size(), 0.0), product(lambda_.size()), sum(lambda_.size(), 0.0);
    for (Index j = 0; j < static_cast<Index>(unknowns_.size()); ++j) {
      dx[unknowns_[j]] = std::sin(2.0 + j);
      for (Index p = e.pattern().column_begin[j]; p < e.pattern().column_begin[j + 1]; ++p)
        sum[e.pattern().row[p]] += values[p] * dx[unknowns_[j]];
    }
    e.product(dx, product);
    for (Index i = 0; i < system_.terms.equations(); ++i)
      if (worse(result_.product, product[i], sum[i])) result_.product.equation = system_.equation_name(i);
  }

  void check_column(Evaluator& e, Index j, const std::vector<double>& values, const SparsePattern& hessian,
                    const std::vector<double>& second) {
    const Index v = unknowns_[j];
    const double h = options_.step * (1 + std::abs(x_[v])), at = x_[v];
    std::vector<double> up(lambda_.size()), down(lambda_.size()), slope_up(x_.size()), slope_down(x_.size());
    x_[v] = at + h;
    result_.evaluated = e.evaluate(x_, up);
    e.adjoint(lambda_, slope_up);
    x_[v] = at - h;
    result_.evaluated = e.evaluate(x_, down) && result_.evaluated;
    e.adjoint(lambda_, slope_down);
    x_[v] = at;
    if (!result_.evaluated) return;
    std::vector<double> exact(lambda_.size(), 0.0);
    for (Index p = e.pattern().column_begin[j]; p < e.pattern().column_begin[j + 1]; ++p) exact[e.pattern().row[p]] = values[p];
    for (Index i = 0; i < system_.terms.equations(); ++i)
      if (worse(result_.jacobian, exact[i], (up[i] - down[i]) / (2 * h))) {
        result_.jacobian.equation = system_.equation_name(i);
        result_.jacobian.variable = system_.variable_name(v);
      }
    if (options_.hessian) check_second(j, hessian, second, slope_up, slope_down, h);
  }

  void check_second(Index j, const SparsePattern& pattern, const std::vector<double>& second, const std::vector<double>& up,
                    const std::vector<double>& down, double h) {
    std::vector<double> exact(unknowns_.size(), 0.0);
    for (Index p = pattern.column_begin[j]; p < pattern.column_begin[j + 1]; ++p) exact[pattern.row[p]] = second[p];
    for (Index k = j; k < static_cast<Index>(unknowns_.size()); ++k) {
      const Index w = unknowns_[k];
      if (worse(result_.hessian, exact[k], (up[w] - down[w]) / (2 * h)))
        result_.hessian.variable = system_.variable_name(unknowns_[j]) + " × " + system_.variable_name(w);
    }
  }

  const EquationSystem& system_;
  DerivativeCheckOptions options_;
  std::vector<double> x_, lambda_;
  std::vector<Index> column_, unknowns_;
  DerivativeCheck result_;
};

}  // namespace

DerivativeCheck check_derivatives(const EquationSystem& system, const Closure& closure, std::span<const double> x,
                                  const DerivativeCheckOptions& options) {
  return Checker(system, closure, x, options).run();
}

}  // namespace setu
