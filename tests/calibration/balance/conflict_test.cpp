#include <gtest/gtest.h>

#include <limits>

#include "setu/base/error.hpp"
#include "setu/calibration/balance/balance.hpp"

namespace setu {
namespace {

std::string complaint(const BalanceProblem& problem) {
  try {
    (void)balance(problem);
  } catch (const InputError& e) { return e.what(); }
  return "";
}

bool names(const std::string& text, const std::string& total) { return text.find("'" + total + "'") != std::string::npos; }

TEST(BalanceConflict, RowsAndColumnsOfDifferentSum) {
  BalanceProblem problem;
  std::size_t cell[2][2];
  for (auto& row : cell)
    for (auto& c : row) c = problem.add_cell(1);
  const auto totals = {std::pair{"first row", 3.0}, {"second row", 4.0}, {"first column", 5.0}, {"second column", 9.0}};
  int k = 0;
  for (const auto& [name, value] : totals) {
    const auto total = problem.add_total(name, value);
    for (int i = 0; i < 2; ++i) problem.add_term(total, k < 2 ? cell[k][i] : cell[i][k - 2]);
    ++k;
  }
  const auto text = complaint(problem);
  EXPECT_TRUE(names(text, "first row") && names(text, "second column")) << text;
}

TEST(BalanceConflict, NamesTheTotalsInConflictAndNoOthers) {
  // "part" is more than the "whole" that holds it; a hundred other totals are fine.
  BalanceProblem problem;
  const auto a = problem.add_cell(10), b = problem.add_cell(10);
  const auto part = problem.add_total("part", 50), whole = problem.add_total("whole", 40);
  problem.add_term(part, a);
  problem.add_term(whole, a);
  problem.add_term(whole, b);
  for (int i = 0; i < 100; ++i) {
    const auto total = problem.add_total("sound " + std::to_string(i), 3 + i);
    problem.add_term(total, problem.add_cell(1));
    problem.add_term(total, problem.add_cell(2));
  }
  const auto text = complaint(problem);
  EXPECT_TRUE(names(text, "part") && names(text, "whole")) << text;
  EXPECT_EQ(text.find("sound"), std::string::npos) << text;
}

TEST(BalanceConflict, ATotalThatNoCellCanReach) {
  BalanceProblem problem;
  problem.add_term(problem.add_total("closed mine", 5), problem.add_cell(0));
  problem.add_term(problem.add_total("below zero", -5), problem.add_cell(1));
  const auto text = complaint(problem);
  EXPECT_TRUE(names(text, "closed mine") && names(text, "below zero")) << text;
}

TEST(BalanceConflict, ASoftTotalGivesWayInstead) {
  BalanceProblem problem;
  const auto a = problem.add_cell(10), b = problem.add_cell(10);
  const auto part = problem.add_total("part", 50, 100), whole = problem.add_total("whole", 40);
  problem.add_term(part, a);
  problem.add_term(whole, a);
  problem.add_term(whole, b);
  const auto result = balance(problem);
  EXPECT_NEAR(result.cells[a] + result.cells[b], 40, 1e-9);
  EXPECT_LT(result.reached[part], 40);
  EXPECT_GT(result.reached[part], 30);
}

TEST(BalanceConflict, RefusesNumbersWithoutMeaning) {
  BalanceProblem problem;
  EXPECT_THROW(problem.add_cell(std::numeric_limits<double>::quiet_NaN()), InputError);
  EXPECT_THROW(problem.add_cell(1, 0), InputError);
  EXPECT_THROW(problem.add_total("soft and negative", -1, 2), InputError);
  EXPECT_THROW(problem.add_total("no stiffness", 1, 0), InputError);
  EXPECT_THROW(problem.add_total("infinite", std::numeric_limits<double>::infinity()), InputError);
  EXPECT_THROW(problem.add_term(0, 0), LogicError);
}

}  // namespace
}  // namespace setu
