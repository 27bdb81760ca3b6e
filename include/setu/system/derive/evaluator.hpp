#pragma once
#include <span>
#include <vector>

#include "setu/system/sparse.hpp"
#include "setu/system/terms.hpp"

namespace setu {

/// Residual, exact Jacobian and directional derivatives of a table of terms (docs/algorithms.md, eqs. A1, A3–A5).
///
/// x always has full length (`terms.variables`); `column[v]` is the Jacobian column of variable v, or kNone for a
/// variable that is given. Everything is computed from one exponential per term. Patterns and slots are found once;
/// no later call allocates. Results do not depend on the number of threads: each equation belongs to one thread.
/// The table must outlive the evaluator. Not for concurrent use.
class Evaluator {
 public:
  /// `also`, if not empty, names per equation a variable (or kNone) for which the pattern has an entry whether or not
  /// the equation mentions it.
  Evaluator(const Terms& terms, std::span<const Index> column, Index columns, std::span<const Index> also = {});

  /// F(x), one entry per equation; remembers the point for the derivatives below. Returns false, with F and the
  /// derivatives unspecified until the next success, when the logarithm of a non-positive sum is met or a residual is
  /// not finite.
  bool evaluate(std::span<const double> x, std::span<double> residual);

  /// Takes changed numbers of the table, whose structure must be as it was. No point is accepted any more.
  void update();

  [[nodiscard]] const SparsePattern& pattern() const { return pattern_; }

  /// ∂F/∂(columns) at the last point that `evaluate` accepted; `values` follows `pattern()`.
  void jacobian(std::span<double> values) const;

  /// out = Σ_v ∂F/∂x_v · dx_v over all variables, given ones included, at the last accepted point (full-length dx).
  void product(std::span<const double> dx, std::span<double> out) const;

  /// out_i = d²F_i(x + h·dx)/dh² at h = 0, at the last accepted point (full-length dx; eq. A6 along one direction).
  void second(std::span<const double> dx, std::span<double> out) const;

  /// out_v = Σ_i weight_i ∂F_i/∂x_v over all variables (full length), at the last accepted point.
  void adjoint(std::span<const double> weight, std::span<double> out) const;

  /// out_v = d/dh of what `adjoint` gives at x + h·dx, at h = 0: the Hessian of Σ weight_i F_i times dx (full-length dx).
  void adjoint_change(std::span<const double> weight, std::span<const double> dx, std::span<double> out) const;

  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] std::span<const Index> column() const { return column_; }

  /// For the Hessian: coef_k·exp(·) without z, group derivatives scale·W′(S), sums S and the point itself.
  [[nodiscard]] std::span<const double> term_values() const { return value_; }
  [[nodiscard]] std::span<const double> group_weights() const { return weight_; }
  [[nodiscard]] std::span<const double> group_sums() const { return sum_; }
  [[nodiscard]] std::span<const double> point() const { return x_; }

 private:
  bool equation(Index i, double& residual);
  double sum_group(Index g);
  bool evaluate_block(Index first, Index last, std::span<double> residual);
  void build_pattern(std::span<const Index> also);
  void add_group_change(Index g, double weight, std::span<const double> dx, std::span<double> out) const;

  const Terms& terms_;
  std::vector<Index> column_;
  SparsePattern pattern_;
  std::vector<Index> linear_slot_, factor_slot_, level_slot_;
  std::vector<double> share_gap_;  // per group: Σ coef − 1, exact zero where it is rounding
  std::vector<double> x_, value_, sum_, weight_;
  bool parallel_ = false;
};

/// Σ coef of group g minus one, or exactly zero when the difference is rounding: near σ = 1 it is multiplied by a large
/// scale, and shares that add to one must leave the benchmark exactly solved.
double share_gap(const Terms& terms, Index group);

/// F_i(x) of a single equation; NaN where it cannot be evaluated.
double equation_value(const Terms& terms, Index equation, std::span<const double> x);

/// Σ_v ∂F_i/∂x_v · dx_v of a single equation at x.
double equation_product(const Terms& terms, Index equation, std::span<const double> x, std::span<const double> dx);

/// out_v += weight · ∂F_i/∂x_v of a single equation at x, over all its variables.
void equation_adjoint(const Terms& terms, Index equation, std::span<const double> x, double weight, std::span<double> out);

}  // namespace setu
