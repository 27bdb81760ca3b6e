#pragma once
#include <vector>

namespace setu {

struct QuadraturePoint {
  double t, weight;
};

/// Rules on [0, 1]: Lobatto's of 4 points (exact to degree 5), its extensions by Kronrod's method to 7 (degree 9) and 13
/// points, each containing the points of the one before, and then the last on 2, 4, … parts of the interval (Gander and
/// Gautschi 2000, https://doi.org/10.1023/A:1022318402393; docs/algorithms.md §5). Points ascend.
///
/// They stand in s, where t = expm1(rate · s) / expm1(rate) (eq. A8b): what moves as 1/(t + a), e^rate times faster at
/// t = 0 than at t = 1, moves evenly in s. rate = 0 means t = s.
std::vector<QuadraturePoint> quadrature_rule(int level, double rate = 0);

}  // namespace setu
