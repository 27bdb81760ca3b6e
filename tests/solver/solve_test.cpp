#include "setu/solver/solve/solve.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <cmath>

#include "armington.hpp"
#include "scalars.hpp"

namespace setu {
namespace {

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double d = 0;
  for (std::size_t i = 0; i < a.size(); ++i) d = std::max(d, std::abs(a[i] - b[i]));
  return d;
}

Solution certified(const Problem& problem, const SolveOptions& options = {}) {
  auto s = solve(problem, options);
  EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  EXPECT_LE(s.certificate.max_scaled_residual, 1e-9);
  return s;
}

/// Two goods, two consumers with Cobb-Douglas tastes a and b for good 1, endowments (1, 0) and (0, 1), benchmark at
/// a = b = 1/2. With good 2 as numeraire, p = b/(1 − a) where b is raised.
TEST(Solve, ExchangeEconomyHasItsClosedForm) {
  test::Scalars s;
  const Var p1 = s.log("p1", 1), p2 = s.log("p2", 1), y1 = s.log("y1", 1), y2 = s.log("y2", 1);
  const Var taste = s.level("taste", 0.5), other = s.level("other", 0.5), slack = s.level("slack", 0.0);
  s.definition("E_y1", y1, Expression(p1));
  s.definition("E_y2", y2, Expression(p2));
  s.definition("E_other", other, Expression(Linear(1.0) - Linear(taste)));
  Sum good1, good2;  // 1 = a y1/p1 + b y2/p1 with a = 1/2, b = taste
  good1.add(0.5, y1 - p1).add(1.0, y2 - p1, taste).add(-1.0, Linear(0.0));
  good2.add(0.5, y1 - p2).add(1.0, y2 - p2, other).add(-1.0, Linear(0.0)).add(-1.0, Linear(0.0), slack);
  s.equation("E_p1", p1, plain(good1));
  s.equation("E_slack", slack, plain(good2));
  const EquationSystem system = s.finish();
  Problem problem = test::problem_of(system, {p2, taste});
  test::shock(problem, taste, 0.9);
  for (const auto method : {Method::Newton, Method::Ipopt}) {
    SolveOptions options;
    options.method = method;
    const auto solution = certified(problem, options);
    EXPECT_NEAR(solution.x[p1.id], std::log(0.9 / 0.5), 1e-10);
    EXPECT_NEAR(solution.x[slack.id], 0.0, 1e-10) << "Walras' law";
    EXPECT_NEAR(solution.x[other.id], 0.1, 1e-14);
  }
}

TEST(Solve, BenchmarkReplicatesWithoutIterations) {
  const auto economy = test::make_armington(3, 4);
  const auto s = certified(economy.tariff_shock(0.0));
  EXPECT_EQ(s.certificate.iterations, 0);
  EXPECT_LT(largest_difference(s.x, economy.system.benchmark()), 1e-12);
}

TEST(Solve, WalrasLawHolds) {
  const auto economy = test::make_armington(4, 3, 7);
  const auto s = certified(economy.tariff_shock(0.5, 2));
  EXPECT_NEAR(s.x[economy.id("walras", {})], 0.0, 1e-11);
}

class Shocks : public testing::TestWithParam<double> {};

TEST_P(Shocks, NewtonEqualsIpoptAndEveryFactorisation) {
  const auto economy = test::make_armington(4, 4);
  const auto problem = economy.tariff_shock(GetParam(), 3);
  SolveOptions options;
  const auto newton = certified(problem, options);
  options.method = Method::Ipopt;
  const auto ipopt = certified(problem, options);
  EXPECT_LT(largest_difference(newton.x, ipopt.x), 1e-8);
  EXPECT_NE(ipopt.certificate.route.find("ipopt"), std::string::npos);
  options.method = Method::Newton;
  for (const auto direct : {DirectSolver::Condensed, DirectSolver::Klu, DirectSolver::Umfpack}) {
    options.direct = direct;
    EXPECT_LT(largest_difference(newton.x, certified(problem, options).x), 1e-9);
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Shocks, testing::Values(0.01, 0.3, -0.3, 1.0));

TEST(Solve, HomotopySolvesWhatFullStepsCannot) {
  test::Scalars b;  // a stiff curve: tanh-like response whose full Newton steps overshoot for ever
  const Var x = b.log("x"), y = b.log("y"), g = b.log("g");
  Sum s;
  s.add(0.5, 40.0 * Linear(x)).add(0.5, -40.0 * Linear(x));
  Sum t;
  t.add(1.0, 3.0 * Linear(y)).add(-1.0, -3.0 * Linear(y));
  b.equation("E_x", x, Expression(x - g) + plain(t, 0.5));
  b.equation("E_y", y, Expression(0.01 * Linear(y)) + log_mean(s) - Expression(20.0 * Linear(g)));
  const EquationSystem system = b.finish();
  Problem problem = test::problem_of(system, {g});
  test::shock(problem, g, 3.0);
  const auto solution = certified(problem);
  EXPECT_EQ(solution.certificate.path_reached, 1.0);
}

TEST(Solve, LargeShockNeedsHomotopy) {
  const auto economy = test::make_armington(10, 8);
  const auto problem = economy.tariff_shock(4.0, 6);  // tariffs of more than 5000 %
  SolveOptions options;
  options.ipopt_fallback = false;
  const auto s = certified(problem, options);
  EXPECT_NE(s.certificate.route.find("homotopy"), std::string::npos) << s.certificate.route;
  options.homotopy = false;
  EXPECT_NE(solve(problem, options).certificate.point, PointStatus::Certified);
}

TEST(Solve, SameInputSameBits) {
  const auto economy = test::make_armington(6, 9);
  const auto problem = economy.tariff_shock(0.3, 3);
  const int before = omp_get_max_threads();
  for (const auto direct : {DirectSolver::Condensed, DirectSolver::Klu}) {
    SolveOptions options;
    options.direct = direct;
    const auto first = certified(problem, options).x;
    certified(economy.tariff_shock(-0.1), options);  // a solve in between must leave no trace
    EXPECT_EQ(first, certified(problem, options).x);
    omp_set_num_threads(1);
    const auto one = certified(problem, options).x;
    omp_set_num_threads(2);
    EXPECT_EQ(one, certified(problem, options).x);
    EXPECT_EQ(one, first);
    omp_set_num_threads(before);
  }
}

TEST(Solve, ReportsProgressAndSizes) {
  const auto economy = test::make_armington(2, 3);
  SolveOptions options;
  double last = 1;
  options.progress = [&](const Progress& p) { last = p.residual; };
  const auto s = certified(economy.tariff_shock(0.2), options);
  EXPECT_LE(last, 1e-9);
  EXPECT_EQ(s.certificate.equations, economy.system.terms.equations());
  EXPECT_LT(s.certificate.reduced_equations, s.certificate.equations);
  EXPECT_EQ(s.certificate.worst.size(), 10u);
  EXPECT_EQ(s.certificate.blocks.size(), economy.system.equations.size());
}

}  // namespace
}  // namespace setu
