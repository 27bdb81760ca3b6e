#pragma once
#include "structure.hpp"

namespace setu::balancing {

/// Fixes the cells of totals that can only be met at the end of their range (a total of zero over positive cells), until
/// no total forces another cell. Returns the totals that lie outside of their range.
std::vector<std::size_t> force_cells(ConvexProblem& problem, const Structure& structure);

}  // namespace setu::balancing
