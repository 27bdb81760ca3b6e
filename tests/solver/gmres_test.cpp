#include "solver/linear/gmres.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace setu {
namespace {

/// A = tridiagonal (−1, 3, −1.5): y = A x.
void multiply(std::span<const double> x, std::span<double> y) {
  const std::size_t n = x.size();
  for (std::size_t i = 0; i < n; ++i) y[i] = 3 * x[i] - (i > 0 ? x[i - 1] : 0) - (i + 1 < n ? 1.5 * x[i + 1] : 0);
}

void nothing(std::span<const double> x, std::span<double> y) { std::copy(x.begin(), x.end(), y.begin()); }

/// A preconditioner that changes at every call, as single precision does.
void noisy(std::span<const double> x, std::span<double> y) {
  static int call = 0;
  ++call;
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = x[i] / 3 * (1 + 1e-3 * std::sin(call + static_cast<double>(i)));
}

double residual(std::span<const double> y, std::span<const double> b) {
  std::vector<double> image(b.size());
  multiply(y, image);
  double sum = 0, size = 0;
  for (std::size_t i = 0; i < b.size(); ++i) sum += std::pow(image[i] - b[i], 2), size += b[i] * b[i];
  return std::sqrt(sum / size);
}

TEST(Gmres, ReachesTheToleranceWithAnyPreconditioner) {
  std::vector<double> b(200);
  for (std::size_t i = 0; i < b.size(); ++i) b[i] = 1e6 * std::sin(static_cast<double>(i));
  Gmres gmres(200, 120);
  for (const auto& preconditioner : {Gmres::Operator(nothing), Gmres::Operator(noisy)})
    for (const double tolerance : {1e-2, 1e-8, 1e-13}) {
      auto y = b;
      EXPECT_TRUE(gmres.solve(multiply, preconditioner, tolerance, y).converged);
      EXPECT_LT(residual(y, b), 1.1 * tolerance);
    }
}

TEST(Gmres, LeavesTheRightHandSideWhenItFails) {
  std::vector<double> b(200, 1.0), y = b;
  EXPECT_FALSE(Gmres(200, 3).solve(multiply, nothing, 1e-13, y).converged);
  EXPECT_EQ(y, b);
  b[7] = y[7] = std::nan("");
  EXPECT_FALSE(Gmres(200, 50).solve(multiply, nothing, 1e-13, y).converged);
}

TEST(Gmres, SolvesZeroAndOneStepSystems) {
  std::vector<double> zero(5, 0.0);
  EXPECT_TRUE(Gmres(5, 3).solve(multiply, nothing, 1e-13, zero).converged);
  EXPECT_EQ(zero, std::vector<double>(5, 0.0));
  std::vector<double> b{2, -4, 6};
  const auto twice = [](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < 3; ++i) y[i] = 2 * x[i];
  };
  EXPECT_TRUE(Gmres(3, 3).solve(twice, nothing, 1e-14, b).converged);
  EXPECT_NEAR(b[2], 3, 1e-14);
}

}  // namespace
}  // namespace setu
