#pragma once
#include <span>
#include <vector>

#include "setu/system/closure.hpp"

namespace setu {

/// The condition number from which on a point is called nearly singular.
inline constexpr double kNearlySingular = 1e8;

/// How far the Jacobian over the endogenous variables is from a singular one at a point, and what would depend on what if it
/// were singular (docs/algorithms.md §13). Everything refers to the Jacobian with rows and columns scaled to a largest entry
/// of one, so that no figure depends on the units of variables.
struct Regularity {
  bool evaluated = false;  ///< false where the equations have no value at the point; then nothing else is filled
  double smallest = 0;     ///< estimate of the smallest singular value of the reduced system
  double condition = 0;    ///< estimate of its condition number; infinite where it is singular
  double distance = 0;     ///< |uᵀJv| / |u|ᵀ|J||v|: the relative change of coefficients that makes it singular (eq. A22)
  double hidden = 0;       ///< the part of `distance` that rounding of the data could account for (eq. A23)
  /// The vectors that belong to it, found only where `smallest` is suspicious: per equation of the full system and per
  /// variable, the largest entry one.
  std::vector<double> left, right;
  /// leftᵀ ∂F/∂w per given variable w, zero for the others: were the Jacobian singular, given values could only be met where
  /// Σ given · dw = 0. The largest entry one.
  std::vector<double> given;

  /// Whether rounding decides if there is one solution.
  [[nodiscard]] bool singular() const { return evaluated && !(distance > hidden); }
};

/// Measures it at x (full length). `rounding`, if not empty, is per equation the part of its constant that was absorbed as
/// rounding of the data. Throws InputError when the problem is not square or structurally singular.
Regularity measure_regularity(const Problem& problem, std::span<const double> x, std::span<const double> rounding = {});

}  // namespace setu
