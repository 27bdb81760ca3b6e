#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "economies.hpp"
#include "setu/solver/solve/solve.hpp"
#include "setu/system/derive/evaluator.hpp"
#include "setu/system/prove/structure.hpp"

namespace setu::bench {
namespace {

class Armington : public testing::TestWithParam<std::pair<std::size_t, std::size_t>> {
 protected:
  [[nodiscard]] std::unique_ptr<Economy> economy(unsigned seed = 1) const {
    return armington_economy({GetParam().first, GetParam().second}, seed);
  }
};

double largest_residual(const Economy& e, const std::vector<double>& x) {
  double worst = 0;
  for (Index i = 0; i < e.system.terms.equations(); ++i) worst = std::max(worst, std::abs(equation_value(e.system.terms, i, x)));
  return worst;
}

Solution solved(const Problem& problem, Method method, DirectSolver direct) {
  SolveOptions options;
  options.method = method;
  options.direct = direct;
  options.ipopt_fallback = false;
  Solution s = solve(problem, options);
  EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  return s;
}

double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double most = 0;
  for (std::size_t v = 0; v < a.size(); ++v) most = std::max(most, std::abs(a[v] - b[v]));
  return most;
}

TEST_P(Armington, IsRegularAndHomogeneous) {
  const auto e = economy();
  EXPECT_NO_THROW(require_regular(e->system, e->problem.closure));
  const auto faults = homogeneity_faults(e->system);
  EXPECT_TRUE(faults.empty()) << faults.front().equation << ": " << faults.front().detail;
}

TEST_P(Armington, IsReplicatedAtTheBenchmark) {
  const auto e = economy();
  EXPECT_LE(largest_residual(*e, e->problem.start), 1e-13);
}

/// Prices and quantities of goods, factor prices, incomes and the slack: everything else is defined by them.
TEST_P(Armington, LeavesOnlyTheCoreImplicit) {
  const auto e = economy();
  const auto [regions, sectors] = GetParam();
  Index implicit = 0;
  for (const auto& block : e->system.equations)
    if (!block.definition) implicit += block.count;
  EXPECT_EQ(implicit, static_cast<Index>(regions * (2 * sectors + 3) + 1));
}

TEST_P(Armington, EveryMethodFindsTheSamePoint) {
  const auto e = economy();
  const Solution condensed = solved(e->problem, Method::Newton, DirectSolver::Condensed);
  EXPECT_LE(largest_residual(*e, condensed.x), 1e-9);
  EXPECT_LE(std::abs(condensed.x[static_cast<std::size_t>(e->slack)]), 1e-9);  // Walras' law
  EXPECT_GT(distance(condensed.x, e->problem.start), 0.01);                    // the shock does something
  EXPECT_LE(distance(condensed.x, solved(e->problem, Method::Newton, DirectSolver::Automatic).x), 1e-8);
  EXPECT_LE(distance(condensed.x, solved(e->problem, Method::Newton, DirectSolver::Klu).x), 1e-8);
  EXPECT_LE(distance(condensed.x, solved(e->problem, Method::Ipopt, DirectSolver::Automatic).x), 1e-8);
}

TEST_P(Armington, DoublingTheNumeraireDoublesPricesAndNothingElse) {
  const auto e = economy();
  const Index numeraire = e->system.find("pnum")->first;
  e->problem.path = {{numeraire}, {0}, {0.0}, {std::log(2.0)}};
  const auto x = solved(e->problem, Method::Newton, DirectSolver::Automatic).x;
  for (Index v = 0; v < e->system.terms.variables; ++v)
    EXPECT_NEAR(x[v], e->system.variable_block_of(v).degree * std::log(2.0), 1e-9) << e->system.variable_name(v);
}

TEST_P(Armington, SameSeedSameBits) {
  const auto a = economy(), b = economy(), other = economy(2);
  EXPECT_EQ(a->system.terms.term_coef, b->system.terms.term_coef);
  EXPECT_NE(a->system.terms.term_coef, other->system.terms.term_coef);
}

/// Half of the regions, rounded up, abolish their tariffs; nobody else does.
TEST_P(Armington, ShockMeetsTheFirstHalfOfTheRegions) {
  const auto e = economy();
  const auto [regions, sectors] = GetParam();
  EXPECT_EQ(e->problem.path.variable.size(), (regions + 1) / 2 * (regions - 1) * sectors);
  std::vector<double> x = e->problem.start;
  e->problem.path.apply(1.0, x);
  for (const Index v : e->problem.path.variable) EXPECT_NEAR(e->system.value(v, x), 1.0, 1e-15);
}

INSTANTIATE_TEST_SUITE_P(Sizes, Armington, testing::Values(std::pair{2u, 1u}, std::pair{3u, 3u}, std::pair{4u, 6u}, std::pair{7u, 5u}));

TEST(Economies, UnknownOnesAreNamed) {
  EXPECT_EQ(parse_size("17x23").sectors, 23u);
  for (const char* text : {"", "x", "3", "3x", "0x3", "3x3x3", "-1x2"}) EXPECT_ANY_THROW(parse_size(text)) << text;
  EXPECT_ANY_THROW(make_economy("gtop", {3, 3}));
}

}  // namespace
}  // namespace setu::bench
