#pragma once
#include "setu/solver/certificate.hpp"
#include "setu/solver/options.hpp"
#include "setu/system/closure.hpp"

namespace setu {

/// Solves `problem` at t = 1. Never throws for numerical failure: read the certificate.
/// Throws InputError when the problem is not square or structurally singular, naming equations and variables.
Solution solve(const Problem& problem, const SolveOptions& options);

/// Judges solution.x as the solution of `problem` at t = 1 once more, after it has been moved; how it was found stays as it stands.
void certify_again(const Problem& problem, Solution& solution);

}  // namespace setu
