#include <algorithm>
#include <cmath>

#include "core_point.hpp"
#include "solver/newton/reduced_problem.hpp"
#include "square_function.hpp"

namespace setu {

namespace {

constexpr double kForcing = 0.1, kLoosest = 1e-2;  // the linear residual, relative, per unit of max |F|

double largest(std::span<const double> f) {
  double max = 0;
  for (const double v : f) max = std::max(max, std::abs(v));
  return max;
}

SparsePattern diagonal_pattern(Index n) {
  SparsePattern p{n, n, {0}, {}};
  for (Index j = 0; j < n; ++j) {
    p.row.push_back(j);
    p.column_begin.push_back(j + 1);
  }
  return p;
}

/// g(y) = s(y) S⁻¹F with s = max |F| / max |S⁻¹F| (docs/algorithms.md, eq. A19).
class CorrectionFunction final : public SquareFunction {
 public:
  CorrectionFunction(ReducedProblem& problem, Triangle triangle, std::span<const double> x, double goal)
      : p_(problem),
        triangle_(std::move(triangle)),
        core_(problem.reduction, triangle_),
        goal_(goal),
        x_(x.begin(), x.end()),
        jacobian_pattern_(diagonal_pattern(core_.size())),
        hessian_pattern_{core_.size(), core_.size(), std::vector<Index>(core_.size() + 1, 0), {}},
        step_(problem.size()) {}

  [[nodiscard]] const SparsePattern& jacobian_pattern() const override { return jacobian_pattern_; }
  [[nodiscard]] const SparsePattern& hessian_pattern() const override { return hessian_pattern_; }

  void start(std::span<double> y) const override { core_.read(x_, y); }

  bool evaluate(std::span<const double> y, std::span<double> g) override {
    singular_ = false;
    core_.place(y, x_);
    if (!p_.evaluate(x_)) return false;
    std::copy(p_.residual.begin(), p_.residual.end(), step_.begin());
    const double residual = largest(step_);
    singular_ = !p_.linearize() || !p_.linear->solve(step_, forcing(residual));
    if (singular_) return false;
    for (Index k = 0; k < core_.size(); ++k) g[k] = step_[triangle_.core_column[k]];
    const double length = largest(g);
    scale_ = length > 0 ? residual / length : 1;
    for (double& v : g) v *= scale_;
    return std::isfinite(scale_);
  }

  void jacobian(std::span<double> values) override { std::fill(values.begin(), values.end(), scale_); }
  void hessian(std::span<const double>, std::span<double>) override {}

  void recover(std::span<const double> y, std::span<double> x) override {
    core_.place(y, x);
    p_.reduction.recover(x);
  }

  [[nodiscard]] bool singular() const override { return singular_; }

 private:
  /// As accurate as quadratic convergence needs (Eisenstat and Walker 1996), and no more than reaching the goal does.
  [[nodiscard]] double forcing(double residual) const {
    return std::clamp(kForcing * std::max(residual, goal_ / residual), kSolveTolerance, kLoosest);
  }

  ReducedProblem& p_;
  Triangle triangle_;
  CorePoint core_;
  double goal_;
  std::vector<double> x_;
  SparsePattern jacobian_pattern_, hessian_pattern_;
  std::vector<double> step_;
  double scale_ = 1;
  bool singular_ = false;
};

}  // namespace

std::unique_ptr<SquareFunction> make_correction_function(ReducedProblem& problem, Triangle triangle, std::span<const double> x,
                                                         double goal) {
  return std::make_unique<CorrectionFunction>(problem, std::move(triangle), x, goal);
}

}  // namespace setu
