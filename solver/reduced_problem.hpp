#pragma once
#include <memory>
#include <vector>

#include "linear_solver.hpp"
#include "setu/system/evaluator.hpp"
#include "setu/system/reduction.hpp"

namespace setu {

/// A Problem after reduction, ready for Newton's method: residual, factorised Jacobian and tangents in the unknowns.
/// Points are full-length; only unknowns and given variables in them are read, the rest is filled by `recover`.
class ReducedProblem {
 public:
  ReducedProblem(const Problem& problem, DirectSolver direct, const ReductionOptions& options = {});

  [[nodiscard]] Index size() const { return static_cast<Index>(reduction.unknowns().size()); }
  /// Sets the given variables of x to their values at t.
  void set_shock(double t, std::span<double> x) const { problem.path.apply(t, x); }
  /// F(x) of the reduced system into `residual`; false if x cannot be evaluated.
  bool evaluate(std::span<const double> x) { return evaluator.evaluate(x, residual); }
  /// Factorises the Jacobian at the last evaluated point. False if singular.
  bool factorize();
  /// x(unknowns) += scale · step.
  void move(std::span<double> x, double scale, std::span<const double> step) const;
  /// Completes a direction: `dx` (full length) holds the movement of the given variables and zero elsewhere, and
  /// receives −J⁻¹ F_u du in the unknowns, by the last factorisation and one step of iterative refinement
  /// (docs/algorithms.md, eq. A8). Eliminated entries stay zero.
  void tangent(std::span<double> dx);
  /// One step of that refinement with whatever factorisation is at hand; returns the largest change of dx.
  double refine(std::span<double> dx);
  /// Sizes for the certificate.
  void record_sizes(Certificate& certificate) const;

  const Problem& problem;
  Reduction reduction;
  Evaluator evaluator;
  std::unique_ptr<LinearSolver> linear;
  std::vector<double> residual;
  int factorizations = 0;

 private:
  std::vector<double> values_, work_;
};

}  // namespace setu
