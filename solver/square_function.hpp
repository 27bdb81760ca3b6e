#pragma once
#include <memory>
#include <span>

#include "setu/solver/solve.hpp"
#include "condensation.hpp"
#include "setu/system/reduction.hpp"

namespace setu {

/// A square system g(y) = 0 with exact first and second derivatives, as an optimiser sees it.
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
};

/// The reduced system itself: sparse.
std::unique_ptr<SquareFunction> make_reduced_function(const Reduction& reduction, std::span<const double> x);

/// The core of the reduced system, every definition evaluated on the way (docs/algorithms.md §8): small and dense.
std::unique_ptr<SquareFunction> make_core_function(const Reduction& reduction, Triangle triangle,
                                                   std::span<const double> x);

}  // namespace setu
