#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tables.hpp"

namespace setu {
namespace {

/// 45 industries and six kinds of final demand in every economy.
constexpr std::size_t industries = 45, kinds = 6;

/// A table with the pattern of an inter-country table: large blocks at home, small ones abroad, a third of the latter
/// empty, inventories that may be negative; targets from another such table that keeps fixed cells and bounds.
TableProblem inter_country(std::size_t economies, std::vector<double>& inside) {
  const std::size_t rows = economies * industries, columns = economies * (industries + kinds);
  std::mt19937_64 draw(20261124);
  std::lognormal_distribution<double> size(0, 2), change(0, 0.25);
  std::uniform_real_distribution<double> unit(0, 1);
  TableProblem t;
  for (std::size_t i = 0; i < rows; ++i) t.rows.push_back("row" + std::to_string(i));
  for (std::size_t j = 0; j < columns; ++j) t.columns.push_back("column" + std::to_string(j));
  t.prior.resize(rows * columns);
  inside.resize(rows * columns);
  const double infinity = std::numeric_limits<double>::infinity();
  t.lower.assign(rows * columns, -infinity);
  t.upper.assign(rows * columns, infinity);
  for (std::size_t i = 0, at = 0; i < rows; ++i)
    for (std::size_t j = 0; j < columns; ++j, ++at) {
      const bool final = j >= economies * industries;
      const std::size_t owner = final ? (j - economies * industries) / kinds : j / industries;
      const bool home = owner == i / industries, inventory = final && j % kinds == 5;
      if (!home && unit(draw) < 0.33) continue;
      t.prior[at] = size(draw) * (home ? 300 : 1) * (inventory && unit(draw) < 0.4 ? -0.05 : 1);
      inside[at] = t.prior[at] * change(draw);
      const double u = unit(draw), width = std::abs(inside[at]);
      if (u < 0.01) t.lower[at] = t.upper[at] = inside[at];
      if (u >= 0.01 && u < 0.11) {
        t.lower[at] = inside[at] - 0.5 * width;
        t.upper[at] = inside[at] + 0.3 * width;
      }
    }
  t.row_totals = test::sums(t, inside, true);
  t.column_totals = test::sums(t, inside, false);
  for (std::size_t k = 0; k < economies / 4; ++k) {
    SideCondition side{"exports of " + std::to_string(k), {}, {}, 0, 0};
    for (std::size_t j = 0; j < economies * industries; ++j)
      if (j / industries != k) side.cells.push_back(k * industries * columns + j);
    for (const auto cell : side.cells) side.value += inside[cell];
    side.coefficients.assign(side.cells.size(), 1);
    t.sides.push_back(std::move(side));
  }
  return t;
}

/// 8 economies; 77 (3,465 × 3,927, 18 s of processor time, 1.3 GB) where the environment has SETU_FULL.
TEST(BalanceFullSize, AnInterCountryTableWithBoundsFixedCellsAndConditions) {
  std::vector<double> inside;
  const auto t = inter_country(std::getenv("SETU_FULL") ? 77 : 8, inside);
  BalanceOptions options;
  options.tolerance = 1e-9;
  const std::clock_t start = std::clock();
  const auto result = balance(t, BalanceMethod::CrossEntropy, options);
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  struct rusage usage {};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%zu x %zu: %d steps, %.1f s of processor time, %ld MB, residual %.1e\n", t.rows.size(), t.columns.size(), result.iterations,
              took, usage.ru_maxrss / 1024, result.max_residual);
  EXPECT_LE(result.max_residual, 1e-9);
  for (std::size_t at = 0; at < t.prior.size(); ++at) {
    ASSERT_GE(result.cells[at], t.lower[at]);
    ASSERT_LE(result.cells[at], t.upper[at]);
    ASSERT_TRUE(t.lower[at] == t.upper[at] || (result.cells[at] == 0) == (t.prior[at] == 0)) << at;
  }
}

}  // namespace
}  // namespace setu
