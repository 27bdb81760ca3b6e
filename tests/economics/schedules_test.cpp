#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "support/schedule.hpp"

/// An optimised schedule of tariffs against many others.
namespace setu::test {

namespace {

class Schedules : public testing::Test {
 protected:
  void SetUp() override {
    best_ = find_optimum(s_.system, s_.problem, s_.system.status_quo());
    ASSERT_TRUE(best_.certified()) << best_.message;
  }
  /// Solves at u; where it keeps the constraint, it must not be better.
  void challenge(const std::vector<double>& u) {
    ASSERT_TRUE(s_.system.move(u)) << s_.system.failure();
    if (s_.system.outcomes()[1] < 0) return;
    ++feasible_;
    EXPECT_LE(s_.system.outcomes()[0], best_.outcomes[0] + 1e-9 * (1 + std::abs(best_.outcomes[0])));
  }
  [[nodiscard]] double at(std::size_t k, double share) const {
    return s_.problem.lower[k] + share * (s_.problem.upper[k] - s_.problem.lower[k]);
  }

  Schedule s_{6};
  Optimum best_;
  int feasible_ = 0;
};

TEST_F(Schedules, NoneOfTenThousandRandomOnesIsBetter) {
  std::mt19937_64 generator(11);
  for (int draw = 0; draw < 10000; ++draw) {
    std::vector<double> u;
    for (std::size_t k = 0; k < s_.problem.lower.size(); ++k) u.push_back(at(k, static_cast<double>(generator() >> 11) * 0x1.0p-53));
    challenge(u);
  }
  EXPECT_GT(feasible_, 100);
}

/// The three that are worth most at the status quo, the others at the optimum.
TEST_F(Schedules, NoneOfAGridIsBetter) {
  ASSERT_TRUE(s_.system.move(s_.system.status_quo()));
  const std::vector<double> gradient = *s_.system.gradients();
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::abs(gradient[a]) > std::abs(gradient[b]); });
  constexpr int kSteps = 10;
  for (int point = 0; point < (kSteps + 1) * (kSteps + 1) * (kSteps + 1); ++point) {
    std::vector<double> u = best_.controls;
    for (int axis = 0, rest = point; axis < 3; ++axis, rest /= kSteps + 1)
      u[order[static_cast<std::size_t>(axis)]] =
          at(order[static_cast<std::size_t>(axis)], static_cast<double>(rest % (kSteps + 1)) / kSteps);
    challenge(u);
  }
  EXPECT_GT(feasible_, 100);
}

}  // namespace

}  // namespace setu::test
