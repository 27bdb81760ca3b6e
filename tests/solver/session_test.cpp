#include "setu/solver/solve/session.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "armington.hpp"

namespace setu {
namespace {

class SessionTest : public testing::Test {
 protected:
  test::Armington economy = test::make_armington(3, 4);
  Problem problem = economy.tariff_shock(0.4, 2);

  /// The problem with other values of its moving variables.
  [[nodiscard]] Problem at(const std::vector<double>& to) const {
    Problem other = problem;
    other.path.to = to;
    return other;
  }
  /// The reference's values, each scaled by a number in [−1, 2].
  [[nodiscard]] std::vector<std::vector<double>> targets(int count) const {
    std::mt19937 generator(3);
    std::vector<std::vector<double>> all;
    for (int i = 0; i < count; ++i) {
      auto to = problem.path.to;
      for (double& v : to) v *= -1 + 3 * (static_cast<double>(generator()) / 4294967296.0);
      all.push_back(std::move(to));
    }
    return all;
  }
};

TEST_F(SessionTest, PointsAreThoseOfSolve) {
  SolverSession session(problem);
  for (const auto& to : targets(6)) {
    const Solution s = session.solve(to), alone = solve(at(to), {});
    ASSERT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    EXPECT_LE(s.certificate.max_scaled_residual, 1e-9);
    ASSERT_EQ(alone.certificate.point, PointStatus::Certified);
    for (std::size_t v = 0; v < s.x.size(); ++v)
      EXPECT_NEAR(s.x[v], alone.x[v], 1e-9) << economy.system.variable_name(static_cast<Index>(v));
  }
}

TEST_F(SessionTest, ReferenceIsTheProblemItself) {
  SolverSession session(problem);
  EXPECT_EQ(session.moving(), problem.path.variable);
  const Solution& s = session.reference();
  ASSERT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  const auto again = session.solve(problem.path.to);
  EXPECT_EQ(again.certificate.point, PointStatus::Certified);
  for (std::size_t v = 0; v < s.x.size(); ++v) EXPECT_NEAR(s.x[v], again.x[v], 1e-11);
}

TEST_F(SessionTest, PointsDoNotDependOnTheirOrder) {
  auto points = targets(6);
  SolverSession forward(problem), backward(problem);
  std::vector<std::vector<double>> first, second;
  for (const auto& to : points) first.push_back(forward.solve(to).x);
  std::reverse(points.begin(), points.end());
  for (const auto& to : points) second.push_back(backward.solve(to).x);
  std::reverse(second.begin(), second.end());
  EXPECT_EQ(first, second);  // bit by bit
}

TEST_F(SessionTest, StandingVariablesMayMoveLater) {
  Problem standing = problem;
  standing.path.to = standing.path.from;
  SolverSession session(standing);
  const auto s = session.solve(problem.path.to).x, alone = solve(problem, {}).x;
  for (std::size_t v = 0; v < s.size(); ++v) EXPECT_NEAR(s[v], alone[v], 1e-9);
}

TEST_F(SessionTest, GuessesFromElsewhereServe) {
  SolverSession here(problem);
  test::Armington other = test::make_armington(3, 4);
  SolverSession there(other.tariff_shock(0.4, 2));
  there.follow(here);
  for (const auto& to : targets(3)) {
    const Solution s = there.solve_from(here.predict(to), to);
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    const auto alone = solve(at(to), {}).x;
    for (std::size_t v = 0; v < s.x.size(); ++v) EXPECT_NEAR(s.x[v], alone[v], 1e-9);
  }
}

/// Other numbers, the same structure: the session goes on with what it has.
TEST_F(SessionTest, ChangedNumbersAreTaken) {
  SolverSession here(problem);
  test::Armington other = test::make_armington(3, 4), second = test::make_armington(3, 4, 2);
  SolverSession there(other.tariff_shock(0.4, 2));
  there.follow(here);
  const auto to = targets(1).front();
  ASSERT_EQ(there.solve_from(here.predict(to), to).certificate.point, PointStatus::Certified);
  ASSERT_EQ(other.system.terms.linear_var, second.system.terms.linear_var) << "this seed has another structure";
  ASSERT_EQ(other.system.terms.factor_var, second.system.terms.factor_var);
  other.system.terms = second.system.terms;
  ASSERT_TRUE(there.update());
  Problem changed = second.tariff_shock(0.4, 2);
  changed.path.to = to;
  const Solution s = there.solve_from(here.predict(to), to), alone = solve(changed, {});
  ASSERT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  for (std::size_t v = 0; v < s.x.size(); ++v) EXPECT_NEAR(s.x[v], alone.x[v], 1e-9);
  double moved = 0;
  const Solution before = here.solve(to);
  for (std::size_t v = 0; v < s.x.size(); ++v) moved = std::max(moved, std::abs(s.x[v] - before.x[v]));
  EXPECT_GT(moved, 1e-3);
}

TEST_F(SessionTest, HardPointsAreReachedInSteps) {
  SolverSession session(problem);
  auto to = problem.path.to;
  for (double& v : to) v *= 5;
  const Solution s = session.solve(to), alone = solve(at(to), {});
  EXPECT_EQ(s.certificate.point, alone.certificate.point) << s.certificate.message;
  if (alone.certificate.point == PointStatus::Certified) {
    for (std::size_t v = 0; v < s.x.size(); ++v) EXPECT_NEAR(s.x[v], alone.x[v], 1e-8);
  }
}

TEST_F(SessionTest, ImpossiblePointsFailAndLeaveTheOthersAsTheyWere) {
  SolverSession session(problem), fresh(problem);
  auto to = problem.path.to;
  std::fill(to.begin(), to.end(), std::numeric_limits<double>::quiet_NaN());
  EXPECT_NE(session.solve(to).certificate.point, PointStatus::Certified);
  const auto next = targets(1).front();
  EXPECT_EQ(session.solve(next).x, fresh.solve(next).x);
}

}  // namespace
}  // namespace setu
