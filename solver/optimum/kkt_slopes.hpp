#pragma once
#include <Eigen/Core>
#include <optional>

#include "kkt.hpp"

namespace setu::kkt {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

constexpr double kSettled = 1e-8;  ///< conditions that hold to this hold

inline double bound_of(const std::vector<double>& lower, const std::vector<double>& upper, Side side, std::size_t i) {
  return side == Side::Lower ? lower[i] : upper[i];
}

/// First derivatives at the system's last point, controls measured by their range and outcomes by their gradients.
struct Slopes {
  Vector range;                           ///< per control
  Matrix gradient;                        ///< outcomes × controls, in units of `size`
  Vector size;                            ///< per outcome: its largest derivative
  std::vector<Eigen::Index> free, bound;  ///< controls inside their bounds, constraints that bind

  /// Gradients of the binding constraints in the free controls, by row.
  [[nodiscard]] Matrix held() const;
  [[nodiscard]] Vector objective() const;
  /// ν with ∇f + Σ ν ∇R = 0 in the free controls as nearly as can be.
  [[nodiscard]] Vector multipliers() const;
};

/// The objective's size is at least `least_size`. Nothing where the Jacobian is singular.
std::optional<Slopes> slopes(ControlledSystem& system, const OptimumProblem& problem, const ActiveSet& active, double least_size);

/// Hessian of the Lagrangian in the free controls, in units of the objective's size.
std::optional<Matrix> curvature(ControlledSystem& system, const Slopes& slopes, const Vector& nu);

/// What the binding constraints miss, scaled.
Vector gap(const ControlledSystem& system, const OptimumProblem& problem, const ActiveSet& active, const Slopes& slopes);

/// Multipliers with the signs that a maximum wants: ν of the binding constraints (as in `Slopes::bound`), β of all controls,
/// and the largest component of ∇f + Σ ν ∇R + β that is left.
struct Signed {
  Vector outcome, control;
  double residual = 0;
};

Signed signed_multipliers(const Slopes& slopes, const OptimumProblem& problem, const ActiveSet& active);

}  // namespace setu::kkt
