#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

#include "setu/experiments/sampling/statistics.hpp"

namespace setu {
namespace {

using Function = std::function<double(std::span<const double>)>;

std::vector<double> values_of(const Sample& s, const Function& f) {
  std::vector<double> y;
  for (std::size_t r = 0; r < s.points.rows; ++r) y.push_back(f(s.points.row(r)));
  return y;
}

struct KnownIndices {
  const char* name;
  std::vector<Uncertain> numbers;
  Function f;
  std::vector<double> first, total;
};

/// Ishigami and Homma (1990): sin x + 7 sin² y + 0.1 z⁴ sin x on (−π, π)³, with its indices in closed form.
KnownIndices ishigami() {
  constexpr double a = 7, b = 0.1, pi = std::numbers::pi;
  const double v1 = std::pow(1 + b * std::pow(pi, 4) / 5, 2) / 2, v2 = a * a / 8, v13 = b * b * std::pow(pi, 8) * (1.0 / 18 - 1.0 / 50);
  const double v = v1 + v2 + v13;
  return {
      "ishigami",
      std::vector<Uncertain>(3, {"x", Distribution::uniform(-pi, pi)}),
      [](std::span<const double> x) { return std::sin(x[0]) + a * std::pow(std::sin(x[1]), 2) + b * std::pow(x[2], 4) * std::sin(x[0]); },
      {v1 / v, v2 / v, 0},
      {(v1 + v13) / v, v2 / v, v13 / v}};
}

/// Sobol's g-function Π (|4x − 2| + a) / (1 + a) on (0, 1)⁵ (Saltelli and Sobol 1995).
KnownIndices g_function() {
  const std::vector<double> a = {0, 1, 4.5, 9, 99};
  KnownIndices c{"g_function",
                 std::vector<Uncertain>(a.size(), {"x", Distribution::uniform(0, 1)}),
                 [a](std::span<const double> x) {
                   double product = 1;
                   for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4 * x[i] - 2) + a[i]) / (1 + a[i]);
                   return product;
                 },
                 {},
                 {}};
  double all = 1;
  for (const double ai : a) all *= 1 + 1 / (3 * (1 + ai) * (1 + ai));
  for (const double ai : a) {
    const double own = 1 / (3 * (1 + ai) * (1 + ai));
    c.first.push_back(own / (all - 1));
    c.total.push_back(own * all / (1 + own) / (all - 1));
  }
  return c;
}

class Shares : public testing::TestWithParam<std::tuple<int, SampleMethod>> {
 protected:
  KnownIndices c_ = std::get<0>(GetParam()) == 0 ? ishigami() : g_function();
};

TEST_P(Shares, MeetTheClosedForms) {
  const Dependence alone = join(c_.numbers, {});
  const Sample s = make_sample(c_.numbers, alone, {std::get<1>(GetParam()), 32768, 11, true});
  const auto shares = variance_shares(values_of(s, c_.f), s.base, alone.groups.size());
  for (std::size_t g = 0; g < shares.size(); ++g) {
    // within four of the standard errors that it claims, which are small
    EXPECT_NEAR(shares[g].first, c_.first[g], 4 * shares[g].first_error + 1e-12) << g;
    EXPECT_NEAR(shares[g].total, c_.total[g], 4 * shares[g].total_error + 1e-12) << g;
    EXPECT_LT(shares[g].first_error, 0.02);
    EXPECT_LT(shares[g].total_error, 0.02);
    EXPECT_EQ(shares[g].count, s.base);
  }
}

INSTANTIATE_TEST_SUITE_P(Functions, Shares,
                         testing::Combine(testing::Values(0, 1),
                                          testing::Values(SampleMethod::LatinHypercube, SampleMethod::Sobol, SampleMethod::Random)));

TEST(VarianceShares, StandardErrorsCoverTheScatterOfRepetitions) {
  const KnownIndices c = g_function();
  const Dependence alone = join(c.numbers, {});
  std::vector<double> first, total;
  double first_error = 0, total_error = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Sample s = make_sample(c.numbers, alone, {SampleMethod::Random, 1000, seed, true});
    const auto share = variance_shares(values_of(s, c.f), s.base, alone.groups.size())[1];
    first.push_back(share.first);
    total.push_back(share.total);
    first_error += share.first_error / 200;
    total_error += share.total_error / 200;
  }
  EXPECT_NEAR(first_error / summarize_draws(first).sd, 1, 0.2);
  EXPECT_NEAR(total_error / summarize_draws(total).sd, 1, 0.2);
}

/// Numbers 0 and 1 move together, 2 does not.
std::vector<CorrelationTable> pair(double rho) {
  CorrelationTable t{{"a", "b"}, Draws(2, 2), false, ""};
  t.matrix.values = {1, rho, rho, 1};
  return {t};
}

TEST(VarianceShares, TreatNumbersThatMoveTogetherAsOne) {
  const std::vector<Uncertain> x = {
      {"a", Distribution::normal(0, 1)}, {"b", Distribution::normal(0, 2)}, {"c", Distribution::normal(0, 1)}};
  const Dependence d = join(x, pair(0.5));
  const Function f = [](std::span<const double> p) { return p[0] + p[1] + 2 * p[2]; };
  // variances: 1 + 4 + 2·0.5·1·2 = 7 of the pair, 4 of the third
  const Sample with = make_sample(x, d, {SampleMethod::Random, 20000, 1, true});
  const auto shares = variance_shares(values_of(with, f), with.base, d.groups.size());
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_NEAR(shares[0].first, 7.0 / 11, 4 * shares[0].first_error);
  EXPECT_NEAR(shares[1].total, 4.0 / 11, 4 * shares[1].total_error);
  const Sample plain = make_sample(x, d, {SampleMethod::Random, 20000, 1, false});
  const LinearShares linear = linear_shares(plain.points, values_of(plain, f), d.groups);
  EXPECT_NEAR(linear.explained, 1, 1e-12);
  EXPECT_NEAR(linear.share[0], 7.0 / 11, 0.02);
  EXPECT_NEAR(linear.share[1], 4.0 / 11, 0.02);
}

TEST(VarianceShares, SkipRowsWithAFailureAndSayHowMany) {
  const KnownIndices c = ishigami();
  const Dependence alone = join(c.numbers, {});
  const Sample s = make_sample(c.numbers, alone, {SampleMethod::Random, 2000, 3, true});
  auto y = values_of(s, c.f);
  y[5] = y[1000 + 7] = y[2000 + 9] = std::numeric_limits<double>::quiet_NaN();  // in A, in B, in the first mixed matrix
  const auto shares = variance_shares(y, s.base, 3);
  EXPECT_EQ(shares[0].count, 997u);
  EXPECT_EQ(shares[1].count, 998u);
  EXPECT_TRUE(std::isfinite(shares[0].total));
}

TEST(VarianceShares, AreNothingWhereNothingVaries) {
  const KnownIndices c = ishigami();
  const Sample s = make_sample(c.numbers, join(c.numbers, {}), {SampleMethod::Random, 20, 3, true});
  const std::vector<double> y(s.points.rows, 1.5);
  EXPECT_TRUE(std::isnan(variance_shares(y, s.base, 3)[0].first));
  EXPECT_TRUE(std::isnan(linear_shares(s.points, y, {{0}, {1}, {2}}).explained));
}

TEST(LinearShares, SayHowMuchOfTheVarianceIsLinear) {
  // x + y²: variances 1 and 2, the second not linear at all
  const std::vector<Uncertain> x = {{"x", Distribution::normal(0, 1)}, {"y", Distribution::normal(0, 1)}};
  const Dependence alone = join(x, {});
  const Sample s = make_sample(x, alone, {SampleMethod::LatinHypercube, 20000, 1, false});
  const LinearShares shares = linear_shares(s.points, values_of(s, [](auto p) { return p[0] + p[1] * p[1]; }), alone.groups);
  EXPECT_NEAR(shares.explained, 1.0 / 3, 0.02);
  EXPECT_NEAR(shares.share[0], 1.0 / 3, 4 * shares.error[0] + 0.01);
  EXPECT_NEAR(shares.share[1], 0, 0.01);
  // draws that do not suffice
  EXPECT_TRUE(std::isnan(linear_shares(Draws(4, 2), std::vector<double>{1, 2, 3, 4}, alone.groups).explained));
}

}  // namespace
}  // namespace setu
