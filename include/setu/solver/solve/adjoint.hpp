#pragma once
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "setu/solver/solve/solve.hpp"

namespace setu {

/// How a result moves with the variables at a point: Σ coefficient · dx.
using LinearForm = std::vector<std::pair<Index, double>>;

/// The adjoint of one result R at a solved point (docs/algorithms.md §9, eqs. A11–A12).
struct Adjoint {
  std::vector<double> multipliers;  ///< λ, one per equation: F_xᵀ λ = ∂R/∂x over the endogenous variables
  /// Per given variable u the exact dR/du, everything endogenous adjusting; rounding for endogenous variables.
  std::vector<double> derivative;
  /// Largest |∂R/∂x − F_xᵀ λ| over the endogenous variables, relative to the largest derivative there is; infinite where
  /// the Jacobian turned out to be singular. To be read before anything else.
  double residual = 0;
};

/// Exact first derivatives of results at one point by the adjoint equation (Griewank and Walther 2008,
/// https://doi.org/10.1137/1.9780898717761): one factorisation for all results, one solve with the transposed
/// Jacobian and one refinement for each result, whatever the number of shocks and parameters.
///
/// Inequalities count with the part that holds at the point (docs/algorithms.md §12).
///
/// The problem is copied; its `system` must outlive the solver. Not for concurrent use.
class AdjointSolver {
 public:
  /// `x` is a full-length solution of `problem` at t = 1. Throws InputError when the problem is not square or
  /// structurally singular.
  AdjointSolver(Problem problem, std::span<const double> x, DirectSolver direct = DirectSolver::Automatic);
  ~AdjointSolver();
  AdjointSolver(AdjointSolver&&) noexcept;
  AdjointSolver& operator=(AdjointSolver&&) noexcept;

  /// Goes to another solution of the same system, whose given variables may have moved along the problem's path only.
  /// For systems without inequalities.
  void move_to(std::span<const double> x);

  /// False where x cannot be evaluated or the Jacobian is singular there; then `solve` must not be called.
  [[nodiscard]] bool regular() const;

  /// The adjoint of the result whose differential is `result`. Throws LogicError if the point is not regular.
  [[nodiscard]] Adjoint solve(const LinearForm& result);

  /// dx/du, full length, as the given variable `given` moves alone and everything endogenous adjusts (eq. A8). False where
  /// the Jacobian turned out to be singular. Throws LogicError if the point is not regular or `given` is not on the
  /// problem's path.
  [[nodiscard]] bool tangent(Index given, std::vector<double>& dx);

  /// d²F(x + h·dx)/dh² per equation. With a tangent dx and the multipliers λ of a result that is one variable,
  /// −λᵀ of this is the result's second derivative (docs/elasticities.md, eq. E9).
  void second(std::span<const double> dx, std::span<double> out) const;

  /// The Hessian of Σ λ_i F_i over all variables times dx, full length; may be called from several threads.
  void bend(std::span<const double> lambda, std::span<const double> dx, std::span<double> out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace setu
