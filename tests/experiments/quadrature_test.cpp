#include "experiments/welfare/quadrature.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace setu {
namespace {

double integral(int level, const auto& f) {
  double sum = 0;
  for (const auto& point : quadrature_rule(level)) sum += point.weight * f(point.t);
  return sum;
}

TEST(Quadrature, IsExactForPolynomialsUpToItsDegree) {
  const int degree[] = {5, 9, 19, 19, 19};
  for (int level = 0; level < 5; ++level)
    for (int n = 0; n <= degree[level]; ++n)
      EXPECT_NEAR(integral(level, [&](double t) { return std::pow(t, n); }), 1.0 / (n + 1), 1e-14) << level << ", t^" << n;
}

TEST(Quadrature, IsNotExactBeyond) {
  EXPECT_GT(std::abs(integral(0, [](double t) { return std::pow(t, 6); }) - 1.0 / 7), 1e-5);
  EXPECT_GT(std::abs(integral(1, [](double t) { return std::pow(t, 10); }) - 1.0 / 11), 1e-8);
}

TEST(Quadrature, HoldsTheEndsAndThePointsOfTheRuleBefore) {
  for (int level = 0; level < 5; ++level) {
    const auto rule = quadrature_rule(level);
    EXPECT_EQ(rule.front().t, 0);
    EXPECT_EQ(rule.back().t, 1);
    for (std::size_t i = 1; i < rule.size(); ++i) EXPECT_LT(rule[i - 1].t, rule[i].t);
  }
  for (int level = 1; level < 3; ++level) {
    const auto finer = quadrature_rule(level);
    for (const auto& point : quadrature_rule(level - 1))
      EXPECT_TRUE(std::any_of(finer.begin(), finer.end(), [&](const auto& f) { return f.t == point.t; })) << point.t;
  }
}

TEST(Quadrature, EvensOutWhatMovesFastAtOneEnd) {
  const double a = 0.05, rate = std::log((1 + a) / a), exact = rate;
  double even = 0, bent = 0;
  for (const auto& [t, weight] : quadrature_rule(0)) even += weight / (t + a);
  for (const auto& [t, weight] : quadrature_rule(0, rate)) bent += weight / (t + a);
  EXPECT_NEAR(bent, exact, 1e-13);
  EXPECT_GT(std::abs(even - exact), 0.1);
}

TEST(Quadrature, KeepsEndsAndNestingWhenBent) {
  for (const double rate : {-3.0, -0.1, 2.5}) {
    for (int level = 0; level < 5; ++level) {
      const auto rule = quadrature_rule(level, rate);
      EXPECT_EQ(rule.front().t, 0);
      EXPECT_EQ(rule.back().t, 1);
      for (std::size_t i = 1; i < rule.size(); ++i) EXPECT_LT(rule[i - 1].t, rule[i].t);
    }
    for (int level = 1; level < 3; ++level) {
      const auto finer = quadrature_rule(level, rate);
      for (const auto& point : quadrature_rule(level - 1, rate))
        EXPECT_TRUE(std::any_of(finer.begin(), finer.end(), [&](const auto& f) { return f.t == point.t; })) << point.t;
    }
  }
}

}  // namespace
}  // namespace setu
