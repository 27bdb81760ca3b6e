#include <gtest/gtest.h>

#include "tables.hpp"

namespace setu {
namespace {

void expect_near(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], tolerance * std::max(1.0, std::abs(b[i]))) << i;
}

TEST(BalanceMethods, CrossEntropyIsRasWhereOnlyMarginsAreGiven) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto t = test::random_table(seed, 9, 13);
    expect_near(balance(t, BalanceMethod::CrossEntropy).cells, balance(t, BalanceMethod::Ras).cells, 1e-10);
  }
}

TEST(BalanceMethods, CrossEntropyIsGrasWithNegativeCells) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto t = test::random_table(seed, 8, 11, 0.15);
    expect_near(balance(t, BalanceMethod::CrossEntropy).cells, balance(t, BalanceMethod::Gras).cells, 1e-9);
  }
}

/// Junius and Oosterhaven (2003), table 1, and its new margins.
TableProblem junius_oosterhaven() {
  auto t = test::table(3, 4, {7, 3, 5, -3, 2, 9, 8, 1, -2, 0, 2, 1});
  t.row_totals = {15, 26, -1};
  t.column_totals = {9, 16, 17, -2};
  return t;
}

TEST(BalanceMethods, GrasMeetsTheMarginsOfJuniusAndOosterhaven) {
  const auto t = junius_oosterhaven();
  const auto x = balance(t, BalanceMethod::Gras).cells;
  expect_near(test::sums(t, x, true), t.row_totals, 1e-11);
  expect_near(test::sums(t, x, false), t.column_totals, 1e-11);
  expect_near(balance(t, BalanceMethod::CrossEntropy).cells, x, 1e-10);
  // What makes it GRAS (Lenzen, Wood and Gallego 2007, equation 6): positive cells are a r s, negative ones a / (r s).
  const double r2s1 = x[4] / 2, r2s4 = x[7] / 1, r1s1 = x[0] / 7, r1s4 = -3 / x[3];
  EXPECT_NEAR(r2s1 * r1s4, r2s4 * r1s1, 1e-10);
}

/// Miller and Blair (2009), section 7.4.2: the table of coefficients at its new outputs, scaled to new margins.
TEST(BalanceMethods, RasDoesTheTextbookExample) {
  auto t = test::table(3, 3, {.120 * 421, .100 * 284, .049 * 283, .210 * 421, .247 * 284, .265 * 283, .026 * 421, .249 * 284, .145 * 283});
  t.row_totals = {245, 136, 159};
  t.column_totals = {251, 107, 182};
  const auto ras = balance(t, BalanceMethod::Ras);
  expect_near(test::sums(t, ras.cells, true), t.row_totals, 1e-11);
  // A biproportional table keeps every cross ratio.
  for (std::size_t i : {0, 1})
    for (std::size_t j : {0, 1})
      EXPECT_NEAR(ras.cells[3 * i + j] * ras.cells[8] / (ras.cells[3 * i + 2] * ras.cells[6 + j]),
                  t.prior[3 * i + j] * t.prior[8] / (t.prior[3 * i + 2] * t.prior[6 + j]), 1e-9);
}

TEST(BalanceMethods, LeastSquaresHasItsClosedForm) {
  // One row: x = p (1 + λ) with one λ, so every cell grows at the rate of the total; weights divide the rate.
  auto t = test::table(1, 3, {10, 30, 60});
  t.row_totals = {120};
  expect_near(balance(t, BalanceMethod::LeastSquares).cells, {12, 36, 72}, 1e-12);
  t.weight = {1, 2, 4};
  const double lambda = 20 / (10 + 30.0 / 2 + 60.0 / 4);
  expect_near(balance(t, BalanceMethod::LeastSquares).cells, {10 * (1 + lambda), 30 * (1 + lambda / 2), 60 * (1 + lambda / 4)}, 1e-12);
}

TEST(BalanceMethods, ABalancedTableStaysAsItIs) {
  auto t = test::table(2, 3, {4, -1, 0, 5, 7, 2});
  t.row_totals = {3, 14};
  t.column_totals = {9, 6, 2};
  for (const auto method : {BalanceMethod::Gras, BalanceMethod::LeastSquares, BalanceMethod::CrossEntropy})
    EXPECT_EQ(balance(t, method).cells, t.prior);
}

TEST(BalanceMethods, AccountsComeToBalance) {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    auto t = test::random_table(seed, 12, 12);
    t.accounts_balance = true;
    t.row_totals.clear();
    t.column_totals.clear();
    for (const auto method : {BalanceMethod::CrossEntropy, BalanceMethod::LeastSquares}) {
      const auto result = balance(t, method);
      expect_near(test::sums(t, result.cells, true), test::sums(t, result.cells, false), 1e-11);
      expect_near(balance(as_constrained(t, method == BalanceMethod::CrossEntropy ? Distance::CrossEntropy : Distance::LeastSquares)).cells,
                  result.cells, 1e-8);
    }
  }
}

TEST(BalanceMethods, AccountsMayHaveTotalsToo) {
  auto t = test::table(3, 3, {0, 10, 22, 14, 0, 31, 18, 33, 5});
  t.accounts_balance = true;
  t.row_totals = {std::nan(""), 50, std::nan("")};
  const auto x = balance(t, BalanceMethod::CrossEntropy).cells;
  EXPECT_NEAR(x[3] + x[4] + x[5], 50, 1e-10);
  expect_near(test::sums(t, x, true), test::sums(t, x, false), 1e-11);
}

TEST(BalanceMethods, FreeTotalsAskForNothing) {
  auto t = test::table(2, 2, {1, 2, 3, 4});
  t.row_totals = {6, std::nan("")};
  for (const auto method : {BalanceMethod::Ras, BalanceMethod::CrossEntropy, BalanceMethod::LeastSquares})
    expect_near(balance(t, method).cells, {2, 4, 3, 4}, 1e-11);
  t.row_totals.clear();
  EXPECT_EQ(balance(t, BalanceMethod::CrossEntropy).cells, t.prior);
}

TEST(BalanceMethods, AreNamedByTheirShortNames) {
  EXPECT_EQ(balance_method("gras"), BalanceMethod::Gras);
  EXPECT_THROW(balance_method("sinkhorn"), InputError);
}

}  // namespace
}  // namespace setu
