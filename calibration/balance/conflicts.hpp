#pragma once
#include "structure.hpp"

namespace setu::balancing {

/// Turns a solution into what the caller gets.
BalanceResult finish(const ConvexProblem& problem, ConvexResult&& found, const Structure& structure);

/// Throws InputError for a problem that `minimise` could not solve: an irreducible set of contradictory totals where the
/// problem is small enough to find one, else the totals whose multipliers still move.
[[noreturn]] void explain(const ConstrainedProblem& problem, const ConvexResult& found);

}  // namespace setu::balancing
