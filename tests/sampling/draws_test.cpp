#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "setu/base/error.hpp"
#include "setu/experiments/sampling/sample.hpp"

namespace setu {
namespace {

const std::vector<Uncertain> kFour = {{"a", Distribution::normal(1, 0.2)},
                                      {"b", Distribution::lognormal(1, 0.5)},
                                      {"c", Distribution::uniform(-2, 4)},
                                      {"d", Distribution::triangular(0, 1, 5)}};

CorrelationTable three() {
  CorrelationTable t{{"a", "b", "c"}, Draws(3, 3), false, ""};
  t.matrix.values = {1, 0.7, -0.3, 0.7, 1, 0.1, -0.3, 0.1, 1};
  return t;
}

Dependence joined() { return join(kFour, std::vector{three()}); }

double mean(const Draws& x, std::size_t c, std::size_t from, std::size_t to) {
  double sum = 0;
  for (std::size_t r = from; r < to; ++r) sum += x(r, c);
  return sum / static_cast<double>(to - from);
}

struct Estimate {
  double value, error;
};

/// The mean of z_i z_j, z in deviations from the distribution's mean by its standard deviation, with its standard error.
Estimate correlation(const Draws& x, std::size_t i, std::size_t j) {
  const auto z = [&](std::size_t r, std::size_t c) {
    return (x(r, c) - kFour[c].distribution.expectation()) / kFour[c].distribution.deviation();
  };
  double sum = 0, squares = 0;
  for (std::size_t r = 0; r < x.rows; ++r) {
    sum += z(r, i) * z(r, j);
    squares += std::pow(z(r, i) * z(r, j), 2);
  }
  const auto n = static_cast<double>(x.rows);
  return {sum / n, std::sqrt((squares / n - sum * sum / n / n) / n)};
}

class Sampling : public testing::TestWithParam<SampleMethod> {};

TEST_P(Sampling, HasTheMomentsAskedFor) {
  constexpr std::size_t kDraws = 32768;
  const Sample s = make_sample(kFour, joined(), {GetParam(), kDraws, 5, false});
  ASSERT_EQ(s.points.rows, kDraws);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& d = kFour[i].distribution;
    EXPECT_NEAR((mean(s.points, i, 0, kDraws) - d.expectation()) / d.deviation(), 0, 5 / std::sqrt(kDraws));
    for (std::size_t j = 0; j < 4; ++j) {
      const Estimate found = correlation(s.points, i, j);
      EXPECT_NEAR(found.value, joined().correlation(i, j), 5 * found.error) << i << j;
      EXPECT_LT(found.error, 0.02);
    }
  }
}

TEST_P(Sampling, FollowsFromTheSeed) {
  const SamplePlan plan{GetParam(), 64, 7, true};
  const Sample once = make_sample(kFour, joined(), plan), again = make_sample(kFour, joined(), plan);
  EXPECT_EQ(once.points.values, again.points.values);
  SamplePlan other = plan;
  other.seed = 8;
  EXPECT_NE(make_sample(kFour, joined(), other).points.values, once.points.values);
}

TEST_P(Sampling, LaysOutTheMatricesForVarianceShares) {
  const Dependence d = joined();
  const Sample s = make_sample(kFour, d, {GetParam(), 64, 7, true});
  ASSERT_EQ(s.base, 32u);
  ASSERT_EQ(s.weights.size(), 64u);
  ASSERT_EQ(d.groups.size(), 2u);  // a, b, c move together
  ASSERT_EQ(s.points.rows, 32 * 4u);
  for (std::size_t r = 0; r < 32; ++r) {
    EXPECT_EQ(s.points(64 + r, 0), s.points(32 + r, 0));  // group 1 from B
    EXPECT_EQ(s.points(64 + r, 3), s.points(r, 3));       // the rest from A
    EXPECT_EQ(s.points(96 + r, 0), s.points(r, 0));
    EXPECT_EQ(s.points(96 + r, 3), s.points(32 + r, 3));
  }
  // A and B are unrelated
  const Sample large = make_sample(kFour, d, {GetParam(), 16384, 3, true});
  double product = 0;
  const auto& n = kFour[2].distribution;
  for (std::size_t r = 0; r < large.base; ++r)
    product += (large.points(r, 2) - 1) * (large.points(large.base + r, 2) - 1) / n.deviation() / n.deviation();
  EXPECT_NEAR(product / 8192, 0, 0.06);
}

INSTANTIATE_TEST_SUITE_P(Methods, Sampling, testing::Values(SampleMethod::LatinHypercube, SampleMethod::Sobol, SampleMethod::Random),
                         [](const auto& test) { return to_string(test.param); });

/// How many of `count` equal strata the draws [from, to) of column c hit.
std::size_t strata(const Draws& x, const Distribution& d, std::size_t c, std::size_t count, std::size_t from, std::size_t to) {
  std::set<int> hit;
  std::vector<double> edges;
  for (std::size_t k = 1; k < count; ++k) edges.push_back(d.quantile(static_cast<double>(k) / static_cast<double>(count)));
  for (std::size_t r = from; r < to; ++r)
    hit.insert(static_cast<int>(std::lower_bound(edges.begin(), edges.end(), x(r, c)) - edges.begin()));
  return hit.size();
}

TEST(LatinHypercube, HitsEveryStratumOnceAlsoWhenCorrelated) {
  const Sample s = make_sample(kFour, joined(), {SampleMethod::LatinHypercube, 200, 3, true});
  for (std::size_t c = 0; c < 4; ++c)
    for (const std::size_t from : {0u, 100u}) EXPECT_EQ(strata(s.points, kFour[c].distribution, c, 100, from, from + 100), 100u);
}

TEST(Sobol, IsANetThatTheScrambleKeeps) {
  // every dyadic interval of length 1/N has one of the N = 2^m points, in each coordinate
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const Sample s = make_sample(kFour, join(kFour, {}), {SampleMethod::Sobol, 256, seed, false});
    for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(strata(s.points, kFour[c].distribution, c, 256, 0, 256), 256u);
  }
  // and every 16 × 16 box of the first two coordinates, a (0, 8, 2)-net
  const std::vector<Uncertain> square = {{"x", Distribution::uniform(0, 16)}, {"y", Distribution::uniform(0, 16)}};
  const Sample s = make_sample(square, join(square, {}), {SampleMethod::Sobol, 256, 9, false});
  std::set<int> boxes;
  for (std::size_t r = 0; r < 256; ++r) boxes.insert(static_cast<int>(s.points(r, 0)) * 16 + static_cast<int>(s.points(r, 1)));
  EXPECT_EQ(boxes.size(), 256u);
}

TEST(Sobol, IntegratesSmoothFunctionsFarBetterThanRandomDraws) {
  const std::vector<Uncertain> cube(6, {"x", Distribution::uniform(0, 1)});
  const auto error = [&](SampleMethod m) {
    double worst = 0;
    for (const std::uint64_t seed : {1u, 2u, 3u, 4u, 5u}) {
      const Sample s = make_sample(cube, join(cube, {}), {m, 4096, seed, false});
      double sum = 0;
      for (std::size_t r = 0; r < s.points.rows; ++r) {
        double f = 1;
        for (std::size_t c = 0; c < 6; ++c) f *= 1 + (s.points(r, c) - 0.5) / 2;
        sum += f / 4096;
      }
      worst = std::max(worst, std::abs(sum - 1));
    }
    return worst;
  };
  EXPECT_LT(error(SampleMethod::Sobol), error(SampleMethod::Random) / 20);
}

TEST(Sample, RefusesDrawsThatDoNotFit) {
  const auto refusal = [](const std::vector<Uncertain>& x, const SamplePlan& plan) -> std::string {
    try {
      make_sample(x, x.empty() ? Dependence{} : joined(), plan);
    } catch (const InputError& e) { return e.what(); }
    return "accepted";
  };
  EXPECT_EQ(refusal({}, {SampleMethod::Random, 10}), "[design]: nothing is uncertain: give a [[vary]] table a distribution.");
  EXPECT_EQ(refusal(kFour, {SampleMethod::Random, 1}), "[design]: draws = 1: give a number from 2 to 10000000.");
  EXPECT_NE(refusal(kFour, {SampleMethod::Random, 9, 1, true}).find("need an even number"), std::string::npos);
  EXPECT_NE(refusal(kFour, {SampleMethod::LatinHypercube, 3}).find("3 draws are too few for 3 correlated numbers"), std::string::npos);
}

}  // namespace
}  // namespace setu
