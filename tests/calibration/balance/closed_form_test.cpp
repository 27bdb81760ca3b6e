#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "setu/calibration/balance/balance.hpp"

namespace setu {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// A table with known row and column totals and its cell numbers.
struct Table {
  BalanceProblem problem;
  std::vector<std::vector<std::size_t>> cell;
};

Table make_table(const Matrix& prior, const std::vector<double>& rows, const std::vector<double>& columns) {
  Table t;
  for (const auto& row : prior) {
    t.cell.emplace_back();
    for (const double p : row) t.cell.back().push_back(t.problem.add_cell(p));
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto total = t.problem.add_total("row " + std::to_string(i), rows[i]);
    for (const auto c : t.cell[i]) t.problem.add_term(total, c);
  }
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const auto total = t.problem.add_total("column " + std::to_string(j), columns[j]);
    for (const auto& row : t.cell) t.problem.add_term(total, row[j]);
  }
  return t;
}

/// Stone's RAS: scale rows and columns in turn until nothing moves.
Matrix ras(Matrix x, const std::vector<double>& rows, const std::vector<double>& columns) {
  for (int round = 0; round < 5000; ++round) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double sum = 0;
      for (const double v : x[i]) sum += v;
      for (double& v : x[i]) v *= rows[i] / sum;
    }
    for (std::size_t j = 0; j < columns.size(); ++j) {
      double sum = 0;
      for (const auto& row : x) sum += row[j];
      for (auto& row : x) row[j] *= columns[j] / sum;
    }
  }
  return x;
}

TEST(Balance, IsRasWhereOnlyMarginsAreGiven) {
  const Matrix prior = {{120, 33, 0, 4}, {7, 250, 61, 1e-3}, {1e4, 12, 19, 800}};
  const std::vector<double> rows = {300, 180, 9000}, columns = {7500, 620, 160, 1200};
  auto t = make_table(prior, rows, columns);
  const auto result = balance(t.problem);
  const auto expected = ras(prior, rows, columns);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 4; ++j)
      EXPECT_NEAR(result.cells[t.cell[i][j]], expected[i][j], 1e-10 * std::max(1.0, expected[i][j])) << i << "," << j;
  EXPECT_LE(result.max_residual, 1e-12);
}

TEST(Balance, LeavesABalancedTableAsItIs) {
  const Matrix prior = {{3, 5}, {2, 90}};
  auto t = make_table(prior, {8, 92}, {5, 95});
  const auto result = balance(t.problem);
  EXPECT_EQ(result.cells, (std::vector<double>{3, 5, 2, 90}));
  EXPECT_EQ(result.distance, 0);
}

TEST(Balance, SharesTheWayBetweenACellAndASoftTotal) {
  // One cell, prior p, one soft total b with stiffness s: the geometric mean p^(1/(1+s)) b^(s/(1+s)).
  for (const double stiffness : {0.25, 1.0, 60.0}) {
    BalanceProblem problem;
    const auto cell = problem.add_cell(40);
    problem.add_term(problem.add_total("soft", 90, stiffness), cell);
    const double expected = std::pow(40, 1 / (1 + stiffness)) * std::pow(90, stiffness / (1 + stiffness));
    EXPECT_NEAR(balance(problem).cells[cell], expected, 1e-10 * expected) << stiffness;
  }
}

TEST(Balance, MovesHeavyCellsLess) {
  BalanceProblem problem;
  const auto light = problem.add_cell(100, 1), heavy = problem.add_cell(100, 8);
  const auto total = problem.add_total("sum", 260);
  problem.add_term(total, light);
  problem.add_term(total, heavy);
  const auto x = balance(problem).cells;
  EXPECT_NEAR(x[light] + x[heavy], 260, 1e-9);
  EXPECT_NEAR(std::log(x[light] / 100), 8 * std::log(x[heavy] / 100), 1e-9);
}

TEST(Balance, MeetsSideConditionsWithAnyCoefficients) {
  // Rows, columns and a weighted mean: Σ (rate − mean) x = 0 over the first row.
  auto t = make_table({{10, 20, 30}, {40, 50, 60}}, {66, 155}, {55, 72, 94});
  const double rate[] = {0.0, 0.1, 0.4}, mean = 0.2;
  const auto total = t.problem.add_total("mean rate", 0);
  for (std::size_t j = 0; j < 3; ++j) t.problem.add_term(total, t.cell[0][j], rate[j] - mean);
  const auto x = balance(t.problem).cells;
  EXPECT_NEAR((rate[1] * x[1] + rate[2] * x[2]) / (x[0] + x[1] + x[2]), mean, 1e-12);
  EXPECT_NEAR(x[0] + x[3], 55, 1e-10);
  // Optimality: the logarithms of the changes of row 2 differ only by the columns' multipliers, those of row 1 by the
  // same ones plus a multiple of the rate.
  const auto change = [&](std::size_t i, std::size_t j, double prior) { return std::log(x[3 * i + j] / prior); };
  const double d1 = (change(0, 1, 20) - change(0, 0, 10)) - (change(1, 1, 50) - change(1, 0, 40));
  const double d2 = (change(0, 2, 30) - change(0, 0, 10)) - (change(1, 2, 60) - change(1, 0, 40));
  EXPECT_NEAR(d1 * (rate[2] - rate[0]), d2 * (rate[1] - rate[0]), 1e-9);
}

TEST(Balance, CopesWithTotalsTwelveOrdersApart) {
  auto t = make_table({{1e-4, 1e6}, {1e8, 1e2}}, {3e6, 2.0e8 + 5}, {2.0e8 + 4, 3e6 + 1});
  const auto result = balance(t.problem);
  EXPECT_LE(result.max_residual, 1e-12);
  EXPECT_NEAR(result.cells[0] * result.cells[3] / (result.cells[1] * result.cells[2]), 1e-4 * 1e2 / (1e6 * 1e8), 1e-24);
}

TEST(Balance, GivesTheSameBitsAgain) {
  const auto run = [] {
    auto t = make_table({{1, 2, 3}, {4, 5, 6}, {7, 8, 10}}, {9, 14, 23}, {11, 17, 18});
    return balance(t.problem);
  };
  const auto first = run(), second = run();
  EXPECT_EQ(first.cells, second.cells);
  EXPECT_EQ(first.reached, second.reached);
}

}  // namespace
}  // namespace setu
