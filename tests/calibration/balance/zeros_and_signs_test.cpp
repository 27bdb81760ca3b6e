#include <gtest/gtest.h>

#include <cmath>

#include "setu/calibration/balance/balance.hpp"

namespace setu {
namespace {

std::size_t total_of(BalanceProblem& problem, const std::string& name, double value, std::initializer_list<std::size_t> cells) {
  const auto total = problem.add_total(name, value);
  for (const auto cell : cells) problem.add_term(total, cell);
  return total;
}

TEST(BalanceZeros, AZeroPriorStaysZero) {
  BalanceProblem problem;
  const auto a = problem.add_cell(0), b = problem.add_cell(10), c = problem.add_cell(5);
  total_of(problem, "row", 30, {a, b, c});
  const auto x = balance(problem).cells;
  EXPECT_EQ(x[a], 0);
  EXPECT_NEAR(x[b], 20, 1e-10);
  EXPECT_NEAR(x[c], 10, 1e-10);
}

TEST(BalanceZeros, ATotalOfZeroEmptiesItsCells) {
  BalanceProblem problem;
  const auto a = problem.add_cell(4), b = problem.add_cell(6), c = problem.add_cell(6);
  total_of(problem, "nothing", 0, {a, b});
  total_of(problem, "rest", 9, {b, c});
  const auto x = balance(problem).cells;
  EXPECT_EQ(x[a], 0);
  EXPECT_EQ(x[b], 0);
  EXPECT_NEAR(x[c], 9, 1e-12);
}

TEST(BalanceZeros, RemovedCellsLeaveTheProblem) {
  BalanceProblem problem;
  const auto a = problem.add_cell(1), b = problem.add_cell(1);
  total_of(problem, "row", 8, {a, b});
  problem.set_prior(a, 0);
  const auto x = balance(problem).cells;
  EXPECT_EQ(x[a], 0);
  EXPECT_NEAR(x[b], 8, 1e-12);
}

TEST(BalanceSigns, NegativeCellsStayNegativeAsInGras) {
  // Günlük-Şenesen and Bates (1988): positive cells are multiplied by r, negative ones divided by it.
  BalanceProblem problem;
  const auto plus = problem.add_cell(50), minus = problem.add_cell(-8);
  total_of(problem, "row", 60, {plus, minus});
  const auto x = balance(problem).cells;
  const double r = (60 + std::sqrt(60.0 * 60 + 4 * 50 * 8)) / (2 * 50);
  EXPECT_NEAR(x[plus], 50 * r, 1e-10);
  EXPECT_NEAR(x[minus], -8 / r, 1e-10);
}

TEST(BalanceSigns, ImportsEqualUses) {
  // Two uses of what two sources sell: a link of value zero with both signs is not an empty total.
  BalanceProblem problem;
  const auto u1 = problem.add_cell(30), u2 = problem.add_cell(30), s1 = problem.add_cell(20), s2 = problem.add_cell(20);
  const auto link = total_of(problem, "uses less sources", 0, {u1, u2});
  problem.add_term(link, s1, -1);
  problem.add_term(link, s2, -1);
  total_of(problem, "source 1", 25, {s1});
  const auto x = balance(problem).cells;
  EXPECT_NEAR(x[u1] + x[u2], x[s1] + x[s2], 1e-10);
  EXPECT_NEAR(x[s1], 25, 1e-10);
  EXPECT_NEAR(x[u1] / 30, x[u2] / 30, 1e-12);
  EXPECT_NEAR(x[u1] / 30, 20 / x[s2], 1e-10);  // the link's multiplier raises one side and lowers the other
}

}  // namespace
}  // namespace setu
