#pragma once
#include <span>

#include "setu/system/terms.hpp"

namespace setu {

/// F(x) of all equations without patterns or derivatives; x has full length. Returns false, with F unspecified, where the
/// logarithm of a non-positive sum is met or a residual is not finite. The same bits for any number of threads.
bool evaluate(const Terms& terms, std::span<const double> x, std::span<double> residual);

}  // namespace setu
