#include <gtest/gtest.h>

#include "tables.hpp"

namespace setu {
namespace {

/// Whether `text` has all of `parts`.
testing::AssertionResult mentions(const std::string& text, std::initializer_list<const char*> parts) {
  for (const char* part : parts)
    if (text.find(part) == std::string::npos) return testing::AssertionFailure() << "no \"" << part << "\" in: " << text;
  return testing::AssertionSuccess();
}

TEST(BalanceConflicts, UnequalSumsAreSaidInOneSentence) {
  auto t = test::table(2, 2, {1, 2, 3, 4});
  t.row_totals = {5, 6};
  t.column_totals = {5, 5};
  for (const auto method : {BalanceMethod::Ras, BalanceMethod::Gras, BalanceMethod::LeastSquares, BalanceMethod::CrossEntropy})
    EXPECT_TRUE(mentions(test::complaint(t, method), {"row totals add up to 11", "column totals to 10"}));
}

TEST(BalanceConflicts, UnequalSumsOfAPartNameThePart) {
  auto t = test::table(3, 3, {1, 2, 0, 3, 4, 0, 0, 0, 5});
  t.row_totals = {3, 7, 6};
  t.column_totals = {4, 6.5, 5.5};
  EXPECT_TRUE(mentions(test::complaint(t), {"'r1', 'r2'", "no cell connects"}));
}

TEST(BalanceConflicts, ZerosThatLeaveNoWayNameTheTotalsAtFault) {
  // Columns 1 and 2 get everything from row 1 alone.
  auto t = test::table(3, 4, {5, 5, 1, 1, 0, 0, 4, 4, 0, 0, 3, 3});
  t.row_totals = {10, 8, 6};
  t.column_totals = {6, 5, 7, 6};
  const auto conflict = conflicting_totals(as_constrained(t, Distance::CrossEntropy));
  EXPECT_EQ(conflict, (std::vector<std::size_t>{0, 3, 4}));
  EXPECT_TRUE(mentions(test::complaint(t), {"'row r1' (10)", "'column c1' (6)", "'column c2' (5)", "these 3 totals"}));
}

TEST(BalanceConflicts, BoundsCountToo) {
  auto t = test::table(2, 2, {1, 2, 3, 4});
  t.row_totals = {9, std::nan("")};
  test::set_bounds(t, 0, 0, 2);
  test::set_bounds(t, 1, 0, 5);
  EXPECT_TRUE(mentions(test::complaint(t), {"signs and bounds", "'row r1' (9)"}));
}

/// The problem with the totals `kept` only.
ConstrainedProblem part_of(const ConstrainedProblem& p, const std::vector<std::size_t>& kept) {
  ConstrainedProblem part{p.distance, p.cells, {}, {}};
  for (const auto k : kept) {
    for (const auto& term : p.terms)
      if (term.total == k) part.terms.push_back({part.totals.size(), term.cell, term.coefficient});
    part.totals.push_back(p.totals[k]);
  }
  return part;
}

TEST(BalanceConflicts, AnIrreducibleSetIsOne) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    auto t = test::random_table(seed, 5, 6);
    t.sides.push_back({"corner", {}, {}, 1.5 * t.row_totals[0], 0});
    for (std::size_t j = 0; j < 6; ++j) {
      t.sides[0].cells.push_back(j);
      t.sides[0].coefficients.push_back(1);
    }
    const auto p = as_constrained(t, Distance::CrossEntropy);
    const auto conflict = conflicting_totals(p);
    ASSERT_GE(conflict.size(), 2u);
    EXPECT_THROW(balance(part_of(p, conflict)), InputError);
    for (const auto spared : conflict) {
      auto rest = conflict;
      std::erase(rest, spared);
      EXPECT_NO_THROW(balance(part_of(p, rest))) << p.totals[spared].name;
    }
  }
}

TEST(BalanceConflicts, FeasibleProblemsHaveNone) {
  for (unsigned seed = 1; seed <= 5; ++seed)
    EXPECT_TRUE(conflicting_totals(as_constrained(test::random_table(seed, 6, 6, 0.1), Distance::CrossEntropy)).empty());
}

TEST(BalanceInput, NonsenseIsRefusedByName) {
  auto t = test::table(2, 2, {1, -2, 3, 4});
  t.row_totals = {2, 9};
  EXPECT_TRUE(mentions(test::complaint(t, BalanceMethod::Ras), {"row 'r1' and column 'c2'", "gras"}));
  test::set_bounds(t, 3, 5, 4);
  EXPECT_TRUE(mentions(test::complaint(t, BalanceMethod::Gras), {"use ce or ls"}));
  EXPECT_TRUE(mentions(test::complaint(t), {"row 'r2' and column 'c2'", "above its upper bound"}));
  test::set_bounds(t, 3, -5, -4);
  EXPECT_TRUE(mentions(test::complaint(t), {"of the other sign"}));
  t.prior[3] = 0;
  EXPECT_TRUE(mentions(test::complaint(t), {"give it a prior or fix it"}));
  t.prior[0] = std::nan("");
  EXPECT_TRUE(mentions(test::complaint(t), {"is not a finite number"}));
  t.prior[0] = 1;
  t.weight = {1, 1, 0, 1};
  EXPECT_TRUE(mentions(test::complaint(t), {"must be positive"}));
  auto wide = test::table(1, 2, {1, 2});
  wide.accounts_balance = true;
  EXPECT_TRUE(mentions(test::complaint(wide), {"social accounting matrix"}));
  auto soft = test::table(1, 2, {1, 2});
  soft.sides.push_back({"GDP", {0}, {1}, 3, -1});
  EXPECT_TRUE(mentions(test::complaint(soft), {"'GDP'", "standard error"}));
}

}  // namespace
}  // namespace setu
