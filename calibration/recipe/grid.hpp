#pragma once
#include <cmath>

namespace setu::recipe {

/// The nearest multiple of 1e-6 US$ million: what flows are rounded to.
inline double on_grid(double x) { return std::round(x * 1e6) / 1e6; }

}  // namespace setu::recipe
