#pragma once
#include <memory>
#include <vector>

#include "inequalities.hpp"
#include "setu/solver/certificate.hpp"
#include "solver/linear/linear_solver.hpp"
#include "setu/system/derive/evaluator.hpp"
#include "setu/system/reduce/reduction.hpp"

namespace setu {

/// A Problem after reduction, ready for Newton's method: residual, factorised Jacobian and tangents in the unknowns.
/// Points are full-length; only unknowns and given variables in them are read, the rest is filled by `recover`.
class ReducedProblem {
 public:
  /// Throws InputError when the problem is not square or structurally singular, naming equations and variables.
  ReducedProblem(const Problem& problem, DirectSolver direct, const ReductionOptions& options = {});
  /// Another of the same problem (`problem` equals `twin`'s) that shares its reduction, for a second thread; neither may
  /// be updated.
  ReducedProblem(const Problem& problem, DirectSolver direct, const ReducedProblem& twin);

  [[nodiscard]] Index size() const { return static_cast<Index>(reduction.unknowns().size()); }
  /// Takes changed numbers of the full table (Reduction::update); the linear solver keeps its preconditioner. False where
  /// the problem must be reduced anew. Needs ReductionOptions::updatable.
  [[nodiscard]] bool update();
  /// Sets the given variables of x to their values at t.
  void set_shock(double t, std::span<double> x) const { problem.path.apply(t, x); }
  /// F(x) of the reduced system into `residual`; false if x cannot be evaluated.
  bool evaluate(std::span<const double> x);
  /// The Jacobian at the last evaluated point, by the evaluator's pattern.
  void jacobian(std::span<double> values) const;
  /// Takes the Jacobian at the last evaluated point for the solves below; the linear solver decides whether an earlier
  /// factorisation still serves. False if singular.
  bool linearize();
  /// x(unknowns) += scale · step.
  void move(std::span<double> x, double scale, std::span<const double> step) const;
  /// Completes a direction: `dx` (full length) holds the movement of the given variables and zero elsewhere, and
  /// receives −J⁻¹ F_u du in the unknowns at the last linearised point, with one step of iterative refinement
  /// (docs/algorithms.md, eq. A8). Eliminated entries stay zero. False if the Jacobian is singular.
  bool tangent(std::span<double> dx);
  /// Sizes for the certificate.
  void record_sizes(Certificate& certificate) const;

  const Problem& problem;

 private:
  std::shared_ptr<Reduction> shared_;
  ReducedProblem(const Problem& problem, DirectSolver direct, std::shared_ptr<Reduction> shared);

 public:
  const Reduction& reduction;
  Evaluator evaluator;  ///< of the rows as they stand in the table: F where a row is an inequality
  Inequalities inequalities;
  std::unique_ptr<LinearSolver> linear;
  std::vector<double> residual;

 private:
  std::vector<double> values_, work_;
};

}  // namespace setu
