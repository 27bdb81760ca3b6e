#pragma once
#include "setu/solver/solve/regularity.hpp"
#include "solver/newton/reduced_problem.hpp"

namespace setu {

/// By the factorisation of `reduced`, which is renewed at x only where its own no longer serves. Leaves `reduced` linearised
/// at x.
Regularity measure_regularity(ReducedProblem& reduced, std::span<const double> x, std::span<const double> rounding);

}  // namespace setu
