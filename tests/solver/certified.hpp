#pragma once
#include <gtest/gtest.h>

#include "setu/solver/solve/solve.hpp"

namespace setu::test {

/// The solution, by one method and no other; a failure of the test where it is not certified.
inline Solution certified(const Problem& problem, Method method = Method::Newton) {
  SolveOptions options;
  options.method = method;
  options.ipopt_fallback = false;
  auto s = solve(problem, options);
  EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  EXPECT_LE(s.certificate.complementarity_residual, 1e-11);
  return s;
}

}  // namespace setu::test
