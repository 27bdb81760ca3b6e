#include <gtest/gtest.h>

#include "tables.hpp"

namespace setu {
namespace {

/// A random table with bounds around a table that meets the totals, some of them tight, some cells fixed.
TableProblem bounded_table(unsigned seed, std::vector<double>& inside) {
  auto t = test::random_table(seed, 10, 14, 0.1);
  std::mt19937 draw(seed + 1000);
  std::uniform_real_distribution<double> unit(0, 1);
  inside = balance(t, BalanceMethod::Gras).cells;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    inside[at] *= 0.8 + 0.4 * unit(draw);
    const double u = unit(draw), size = std::abs(inside[at]);
    if (u < 0.1) test::set_bounds(t, at, inside[at], inside[at]);
    else if (u < 0.5) test::set_bounds(t, at, inside[at] - 0.05 * size, inside[at] + 0.02 * size);
  }
  t.row_totals = test::sums(t, inside, true);
  t.column_totals = test::sums(t, inside, false);
  return t;
}

/// Every optimality condition of E1 with bounds, read off the sparse form of the same problem.
TEST(BalanceBounds, HoldExactlyAndBothFormsAgree) {
  for (unsigned seed = 1; seed <= 15; ++seed)
    for (const auto method : {BalanceMethod::CrossEntropy, BalanceMethod::LeastSquares}) {
      std::vector<double> inside;
      const auto t = bounded_table(seed, inside);
      const auto result = balance(t, method);
      EXPECT_LE(result.max_residual, 1e-12);
      for (std::size_t at = 0; at < inside.size(); ++at) {
        EXPECT_GE(result.cells[at], t.lower[at]);
        EXPECT_LE(result.cells[at], t.upper[at]);
        if (t.prior[at] == 0) { EXPECT_EQ(result.cells[at], 0); }
        if (method == BalanceMethod::CrossEntropy) { EXPECT_GE(result.cells[at] * t.prior[at], 0); }
      }
      const auto sparse =
          balance(as_constrained(t, method == BalanceMethod::CrossEntropy ? Distance::CrossEntropy : Distance::LeastSquares));
      EXPECT_NEAR(sparse.distance, result.distance, 1e-8 * std::max(1.0, result.distance));
      for (std::size_t at = 0; at < inside.size(); ++at)
        EXPECT_NEAR(sparse.cells[at], result.cells[at], 1e-7 * std::max(1.0, std::abs(inside[at])));
    }
}

TEST(BalanceBounds, FixedCellsAreLeftOutOfRas) {
  // A fixed cell is a table whose cell is taken out and whose totals are less by it.
  auto t = test::table(2, 2, {10, 20, 30, 40});
  t.row_totals = {33, 77};
  t.column_totals = {44, 66};
  test::set_bounds(t, 0, 13, 13);
  auto without = test::table(2, 2, {0, 20, 30, 40});
  without.row_totals = {20, 77};
  without.column_totals = {31, 66};
  const auto x = balance(t, BalanceMethod::CrossEntropy).cells, y = balance(without, BalanceMethod::Ras).cells;
  EXPECT_EQ(x[0], 13);
  for (std::size_t at = 1; at < 4; ++at) EXPECT_NEAR(x[at], y[at], 1e-10 * y[at]);
}

TEST(BalanceBounds, AZeroMayBeFixedAtAnything) {
  auto t = test::table(2, 2, {0, 20, 30, 40});
  t.row_totals = {25, 71};
  test::set_bounds(t, 0, -3, -3);
  EXPECT_EQ(balance(t, BalanceMethod::CrossEntropy).cells[0], -3);
}

TEST(BalanceBounds, LeastSquaresKeepsTheSignWhereABoundSaysSo) {
  auto t = test::table(1, 2, {1, 10});
  t.weight = {0.01, 1};
  t.row_totals = {5};
  EXPECT_LT(balance(t, BalanceMethod::LeastSquares).cells[0], 0);
  test::set_bounds(t, 0, 0, 100);
  const auto x = balance(t, BalanceMethod::LeastSquares).cells;
  EXPECT_EQ(x[0], 0);
  EXPECT_NEAR(x[1], 5, 1e-11);
}

TEST(BalanceBounds, ATotalAtTheEndOfItsRangeFixesItsCells) {
  auto t = test::table(2, 3, {1, 2, 3, 4, 5, 6});
  t.row_totals = {0, 15};
  const auto x = balance(t, BalanceMethod::CrossEntropy).cells;
  for (std::size_t at = 0; at < 3; ++at) EXPECT_EQ(x[at], 0);
  test::set_bounds(t, 0, 0, 1.5);
  test::set_bounds(t, 1, 0, 2.5);
  test::set_bounds(t, 2, 0, 3.5);
  t.row_totals[0] = 7.5;
  EXPECT_EQ(balance(t, BalanceMethod::CrossEntropy).cells[2], 3.5);
}

TEST(BalanceConditions, SideConditionsHold) {
  for (unsigned seed = 1; seed <= 10; ++seed)
    for (const auto method : {BalanceMethod::CrossEntropy, BalanceMethod::LeastSquares}) {
      auto t = test::random_table(seed, 7, 8);
      const auto other = balance(t, BalanceMethod::Ras).cells;
      for (std::size_t k = 0; k < 3; ++k) {
        SideCondition side{"side", {}, {}, 0, 0};
        for (std::size_t at = k; at < other.size(); at += 5 + k) {
          side.cells.push_back(at);
          side.coefficients.push_back(k == 2 && at % 2 ? -0.5 : 1.0);
          side.value += side.coefficients.back() * other[at] * (at % 3 ? 1 : 1.02);
        }
        t.sides.push_back(side);
      }
      // Free column totals leave room for the conditions.
      t.column_totals.clear();
      const auto result = balance(t, method);
      EXPECT_LE(result.max_residual, 1e-12);
      for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(result.reached[15 + k], t.sides[k].value, 1e-9 * std::abs(t.sides[k].value) + 1e-9);
    }
}

TEST(BalanceConditions, AnObservationWithAStandardErrorIsMetHalfway) {
  // A cell whose own standard error is as large as itself, and an observation as uncertain (E3): for least squares both
  // give way in proportion. minimise (x − 40)² / 80 + (x − 90)² 90 / (2 · 90²).
  auto t = test::table(1, 1, {40});
  t.sides.push_back({"seen", {0}, {1}, 90, 90});
  EXPECT_NEAR(balance(t, BalanceMethod::LeastSquares).cells[0], (1 + 1) / (1.0 / 40 + 1.0 / 90), 1e-10);
  t.sides[0].error = 0.9;
  EXPECT_NEAR(balance(t, BalanceMethod::CrossEntropy).cells[0], 90, 0.02);
}

TEST(BalanceConditions, AnObservationOfZeroPulls) {
  auto t = test::table(1, 2, {40, 10});
  t.sides.push_back({"trade balance", {0, 1}, {1, -1}, 0, 2});
  const auto x = balance(t, BalanceMethod::CrossEntropy).cells;
  EXPECT_LT(x[0] - x[1], 10);
  EXPECT_GT(x[0] - x[1], 0);
}

}  // namespace
}  // namespace setu
