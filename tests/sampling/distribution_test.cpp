#include "setu/experiments/sampling/distribution.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace setu {
namespace {

struct Textbook {
  const char* name;
  Distribution d;
  double mean, sd, skewness;
};

// Moments by their textbook formulas, worked out apart from the code.
const Textbook kCases[] = {
    {"normal", Distribution::normal(3, 0.5), 3, 0.5, 0},
    {"uniform", Distribution::uniform(-1, 5), 2, std::sqrt(3.0), 0},
    {"symmetric_triangular", Distribution::triangular(0, 1, 2), 1, std::sqrt(1.0 / 6), 0},
    {"right_triangle", Distribution::triangular(0, 0, 3), 1, std::sqrt(0.5), 2 * std::sqrt(2.0) / 5},
    {"lognormal", Distribution::lognormal(2, 0.3), 2 * std::exp(0.045), 2 * std::exp(0.045) * std::sqrt(std::exp(0.09) - 1),
     (std::exp(0.09) + 2) * std::sqrt(std::exp(0.09) - 1)},
};

class Moments : public testing::TestWithParam<Textbook> {};

TEST_P(Moments, AreThoseOfTheTextbook) {
  const auto& [name, d, mean, sd, skewness] = GetParam();
  EXPECT_NEAR(d.expectation(), mean, 1e-14);
  EXPECT_NEAR(d.deviation(), sd, 1e-14);
  EXPECT_NEAR(d.skewness(), skewness, 1e-13);
  EXPECT_EQ(d.symmetric(), skewness == 0);
  EXPECT_TRUE(d.problem().empty()) << d.problem();
}

TEST_P(Moments, AreThoseOfTheQuantiles) {
  // ∫₀¹ quantile(u)^k du by the midpoint rule
  const auto& [name, d, mean, sd, skewness] = GetParam();
  constexpr int kPoints = 2'000'000;
  double m1 = 0, m2 = 0, m3 = 0;
  for (int i = 0; i < kPoints; ++i) {
    const double x = (d.quantile((i + 0.5) / kPoints) - mean) / sd;
    m1 += x / kPoints;
    m2 += x * x / kPoints;
    m3 += x * x * x / kPoints;
  }
  EXPECT_NEAR(m1, 0, 1e-5);
  EXPECT_NEAR(m2, 1, 1e-4);
  EXPECT_NEAR(m3, skewness, 2e-3);
}

TEST_P(Moments, QuantilesAgreeWithTheNormalOnes) {
  const auto& d = GetParam().d;
  for (const double z : {-3.0, -0.7, 0.0, 0.4, 2.5}) {
    const double u = std::erfc(-z / std::sqrt(2.0)) / 2;
    EXPECT_NEAR(d.from_normal(z), d.quantile(u), 1e-12 * (1 + std::abs(d.quantile(u))));
  }
  EXPECT_TRUE(d.possible(d.from_normal(12)));
  EXPECT_GE(d.from_normal(12), d.from_normal(11));
}

INSTANTIATE_TEST_SUITE_P(All, Moments, testing::ValuesIn(kCases), [](const auto& test) { return test.param.name; });

TEST(Distribution, NamesWhatIsWrong) {
  EXPECT_EQ(Distribution::normal(1, -1).problem(), "sd = -1: give a number above 0");
  EXPECT_EQ(Distribution::normal(1, 0).problem(), "sd = 0: give a number above 0");
  EXPECT_EQ(Distribution::lognormal(0, 1).problem(), "median = 0: give a number above 0");
  EXPECT_EQ(Distribution::lognormal(1, -0.5).problem(), "sigma = -0.5: give a number above 0");
  EXPECT_EQ(Distribution::uniform(2, 2).problem(), "from = 2 is not below to = 2");
  EXPECT_EQ(Distribution::triangular(0, 3, 2).problem(), "mode = 3 does not lie between from = 0 and to = 2");
  EXPECT_EQ(Distribution::normal(std::nan(""), 1).problem(), "give finite numbers");
  EXPECT_FALSE(Distribution::lognormal(1, 40).problem().empty());
}

TEST(Distribution, KnowsItsRange) {
  EXPECT_FALSE(Distribution::lognormal(1, 0.2).possible(-0.1));
  EXPECT_FALSE(Distribution::uniform(0, 1).possible(1.1));
  EXPECT_TRUE(Distribution::triangular(0, 0.5, 1).possible(1));
  EXPECT_TRUE(Distribution::triangular(0.9, 1, 1.1).symmetric());
}

}  // namespace
}  // namespace setu
