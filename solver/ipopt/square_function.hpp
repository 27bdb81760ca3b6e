#pragma once
#include <memory>
#include <span>

#include "setu/solver/certificate.hpp"
#include "setu/solver/options.hpp"
#include "solver/linear/condensation.hpp"
#include "setu/system/reduce/reduction.hpp"

namespace setu {

class ReducedProblem;

/// A square system g(y) = 0 with first and second derivatives, as an optimiser sees it.
class SquareFunction {
 public:
  virtual ~SquareFunction() = default;
  [[nodiscard]] virtual const SparsePattern& jacobian_pattern() const = 0;
  [[nodiscard]] virtual const SparsePattern& hessian_pattern() const = 0;  ///< lower triangle
  /// The unknowns of the point handed over at construction.
  virtual void start(std::span<double> y) const = 0;
  /// g(y); false if it cannot be evaluated. The derivatives below are at the last y that was evaluated.
  [[nodiscard]] virtual bool evaluate(std::span<const double> y, std::span<double> g) = 0;
  virtual void jacobian(std::span<double> values) = 0;
  virtual void hessian(std::span<const double> lambda, std::span<double> values) = 0;
  /// Writes y and all variables that follow from it into the full-length x.
  virtual void recover(std::span<const double> y, std::span<double> x) = 0;
  /// Whether the last evaluation failed because the Jacobian is singular.
  [[nodiscard]] virtual bool singular() const { return false; }
};

/// The reduced system itself: sparse, with exact derivatives.
std::unique_ptr<SquareFunction> make_reduced_function(const Reduction& reduction, std::span<const double> x);

/// The same with every inequality lifted: F = w and Φ(v, w) = 0, relaxed by µ (docs/algorithms.md, eq. A21).
std::unique_ptr<SquareFunction> make_lifted_function(const EquationSystem& system, const Reduction& reduction, std::span<const double> x,
                                                     double relaxation);

/// The core of the reduced system, every definition evaluated on the way (docs/algorithms.md §8): small and
/// dense, with exact derivatives.
std::unique_ptr<SquareFunction> make_core_function(const Reduction& reduction, Triangle triangle, std::span<const double> x);

/// Newton's correction of the core with the length of the residual (docs/algorithms.md, eq. A19): diagonal. Derivatives
/// are those at a solution: the Jacobian is a multiple of the identity, the Hessian is left out. `goal` is the max |F|
/// that will end the iteration. Uses the problem's linear solver; `triangle` is that of its pattern.
std::unique_ptr<SquareFunction> make_correction_function(ReducedProblem& problem, Triangle triangle, std::span<const double> x,
                                                         double goal);

}  // namespace setu
