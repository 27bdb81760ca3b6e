#pragma once
#include <limits>

namespace setu::balancing {

/// A bound that never binds.
inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

}  // namespace setu::balancing
