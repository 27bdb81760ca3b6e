#pragma once
#include "structure.hpp"

namespace setu::balancing {

/// RAS and GRAS (docs/balancing.md, E7 and E8): rows and columns scaled in turn until both margins are met. Free totals
/// keep a factor of 1. `result.converged` is false after 20,000 rounds or when progress stops.
ConvexResult scale_margins(const TableProblem& table, const BalanceOptions& options);

}  // namespace setu::balancing
