#include "solver/system/derive/vector_exp.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace setu {
namespace {

TEST(VectorExp, EqualsTheScalarFunctionToFourUnitsInTheLastPlace) {
  std::vector<double> x;
  for (int i = -7000; i <= 7000; ++i) x.push_back(0.1 * i);
  for (int i = -500; i <= 500; ++i) x.push_back(1e-6 * i);
  auto y = x;
  exp_in_place(y.data(), y.size());
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(y[i] / std::exp(x[i]), 1, 4 * std::numeric_limits<double>::epsilon()) << x[i];
}

TEST(VectorExp, KeepsTheEndsOfTheRange) {
  std::vector<double> v{1000, -1000, std::nan(""), 0, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  exp_in_place(v.data(), v.size());
  EXPECT_TRUE(std::isinf(v[0]) && v[0] > 0);
  EXPECT_EQ(v[1], 0);
  EXPECT_TRUE(std::isnan(v[2]));
  EXPECT_EQ(v[3], 1) << "the benchmark is replicated exactly";
  EXPECT_TRUE(std::isinf(v[4]));
  EXPECT_EQ(v[5], 0);
}

TEST(VectorExp, GivesTheSameBitsWhereverAnElementStands) {
  for (std::size_t n = 1; n <= 40; ++n) {
    std::vector<double> v(n);
    for (std::size_t i = 0; i < n; ++i) v[i] = std::sin(static_cast<double>(i));
    auto whole = v;
    exp_in_place(whole.data(), n);
    for (std::size_t i = 0; i < n; ++i) {
      double alone = v[i];
      exp_in_place(&alone, 1);
      EXPECT_EQ(alone, whole[i]) << n << " " << i;
    }
  }
}

}  // namespace
}  // namespace setu
