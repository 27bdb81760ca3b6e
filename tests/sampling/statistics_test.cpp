#include "setu/experiments/sampling/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace setu {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Statistics, AreThoseOfTheTextbook) {
  std::vector<double> x(101);
  std::iota(x.begin(), x.end(), -20.0);  // −20 … 80
  const Summary s = summarize_draws(x);
  EXPECT_EQ(s.count, 101u);
  EXPECT_DOUBLE_EQ(s.mean, 30);
  EXPECT_NEAR(s.sd, std::sqrt(101 * 102 / 12.0), 1e-12);  // of 0 … n − 1: n (n + 1) / 12
  EXPECT_NEAR(s.mean_error, s.sd / std::sqrt(101.0), 1e-12);
  EXPECT_DOUBLE_EQ(s.quantiles[0], -17.5);
  EXPECT_DOUBLE_EQ(s.quantiles[3], 30);
  EXPECT_DOUBLE_EQ(s.quantiles[6], 77.5);
  EXPECT_DOUBLE_EQ(s.positive, 80 / 101.0);  // zero is no gain
}

TEST(Statistics, LeaveOutFailedDraws) {
  const Summary with = summarize_draws(std::vector{1.0, kNan, 3.0, 7.0}), without = summarize_draws(std::vector{1.0, 3.0, 7.0});
  EXPECT_EQ(with.count, 3u);
  EXPECT_EQ(with.mean, without.mean);
  EXPECT_EQ(with.sd, without.sd);
  EXPECT_TRUE(std::isnan(summarize_draws(std::vector{kNan, 1.0}).mean));
}

TEST(Statistics, QuadraturesNeedEveryPointAndClaimNoTails) {
  const Summary s = summarize_quadrature(std::vector{1.0, 2.0, 6.0}, std::vector{0.5, 0.25, 0.25});
  EXPECT_DOUBLE_EQ(s.mean, 2.5);
  EXPECT_DOUBLE_EQ(s.sd, std::sqrt(0.5 * 2.25 + 0.25 * 0.25 + 0.25 * 12.25));
  EXPECT_TRUE(std::isnan(s.quantiles[3]));
  EXPECT_TRUE(std::isnan(s.positive));
  EXPECT_TRUE(std::isnan(summarize_quadrature(std::vector{1.0, kNan, 6.0}, std::vector{0.5, 0.25, 0.25}).mean));
}

TEST(Statistics, StandardErrorsCoverTheScatterOfRepetitions) {
  // lognormal draws: the errors claimed by each sample against the scatter over 400 samples
  const std::vector<Uncertain> x = {{"x", Distribution::lognormal(1, 0.3)}};
  const Dependence alone = join(x, {});
  std::vector<double> means, sds, shares;
  double mean_error = 0, sd_error = 0, share_error = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Sample s = make_sample(x, alone, {SampleMethod::Random, 400, seed, false});
    for (double& v : s.points.values) v -= 1.2;
    const Summary summary = summarize_draws(s.points.values);
    means.push_back(summary.mean);
    sds.push_back(summary.sd);
    shares.push_back(summary.positive);
    mean_error += summary.mean_error / 400;
    sd_error += summary.sd_error / 400;
    share_error += summary.positive_error / 400;
  }
  EXPECT_NEAR(mean_error / summarize_draws(means).sd, 1, 0.15);
  EXPECT_NEAR(sd_error / summarize_draws(sds).sd, 1, 0.2);
  EXPECT_NEAR(share_error / summarize_draws(shares).sd, 1, 0.15);
}

}  // namespace
}  // namespace setu
