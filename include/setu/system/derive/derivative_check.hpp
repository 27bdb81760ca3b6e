#pragma once
#include <span>
#include <string>

#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu {

struct WorstDerivative {
  double error = 0;  ///< |exact − difference| / (1 + |exact|)
  double exact = 0, difference = 0;
  std::string equation;  ///< by name; for the Hessian empty
  std::string variable;  ///< by name; for the Hessian "a × b"
};

struct DerivativeCheck {
  bool evaluated = false;  ///< false: the point or a neighbour cannot be evaluated
  WorstDerivative jacobian, hessian, product;
};

struct DerivativeCheckOptions {
  double step = 1e-6;  ///< central difference, relative to 1 + |x|
  bool hessian = true;
};

/// Compares the exact Jacobian with central differences of F, the exact Hessian of Σ λ_i F_i (λ fixed, of mixed sign)
/// with central differences of the Jacobian's adjoint, and the directional product with the Jacobian, at x. Costs two
/// evaluations per endogenous variable: a tool for tests and for new equation blocks.
DerivativeCheck check_derivatives(const EquationSystem& system, const Closure& closure, std::span<const double> x,
                                  const DerivativeCheckOptions& options = {});

}  // namespace setu
