#pragma once
#include <span>

#include "setu/solver/solve/solve.hpp"

namespace setu {

/// Certified at or below this max |F_i| of the full system; Approximate up to the second figure.
inline constexpr double kCertified = 1e-9;
inline constexpr double kApproximate = 1e-6;

/// Evaluates the full system at x, whatever the solver said, and writes point status, residuals by block and the worst
/// equations into `certificate` (docs/algorithms.md §6). `Certified` needs a converged run as well. A point is no
/// solution when the path stopped short of `goal`, or when its given variables are not those of the problem at the t
/// that was reached.
void certify(const Problem& problem, double goal, std::span<const double> x, Certificate& certificate);

}  // namespace setu
