#include "setu/solver/solve/switching.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "certified.hpp"
#include "scalars.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {
namespace {

using test::certified;

/// Import demand q = (pw·tariff)^−4 under a tariff-rate quota of exp(0.1) and an upper tariff of exp(0.15), both there from
/// the start: as pw falls, the quota is filled at pw = exp(−0.025) and the upper rate is reached at pw = exp(−0.175).
TEST(Switching, PointsOfAQuotaHaveTheirClosedForm) {
  test::Scalars s;
  const Var q = s.log("q"), tariff = s.log("tariff"), pw = s.log("pw"), limit = s.log("limit"), low = s.log("low"), high = s.log("high");
  s.definition("E_q", q, -4 * (pw + tariff));
  s.complementarity("E_tariff", tariff, limit - q, low, high);
  const EquationSystem system = s.finish();
  for (const double price : {-0.01, -0.1, -0.4}) {
    Problem p = test::problem_of(system, {pw, limit, low, high});
    p.start[limit.id] = 0.1;
    p.start[high.id] = 0.15;
    test::shock(p, pw, price);
    const auto end = certified(p);
    const PathParts cut = cut_path(p, end.x, {});
    ASSERT_EQ(cut.message, "");
    const auto at = [&](double log_price) { return std::expm1(log_price) / std::expm1(price); };  // pw is linear in levels
    std::vector<double> expected;
    std::vector<Binding> active{Binding::Lower};
    if (price < -0.025) expected.push_back(at(-0.025)), active.push_back(Binding::Between);
    if (price < -0.175) expected.push_back(at(-0.175)), active.push_back(Binding::Upper);
    ASSERT_EQ(cut.parts.size(), active.size()) << price;
    for (std::size_t k = 0; k < active.size(); ++k) {
      EXPECT_EQ(cut.parts[k].active.at(0), active[k]);
      EXPECT_EQ(cut.parts[k].problem.system, cut.parts[k].system.get());
      EXPECT_LE(largest_complementarity_residual(system, cut.parts[k].end), 1e-12);
      if (k == 0) continue;
      EXPECT_NEAR(cut.parts[k].from, expected[k - 1], 1e-11);
      EXPECT_EQ(cut.parts[k].problem.start, cut.parts[k - 1].end);
    }
    EXPECT_EQ(cut.parts.back().to, 1.0);
    EXPECT_EQ(cut.parts.back().end, end.x);
  }
}

/// Without a change there is one part, and it is the path itself.
TEST(Switching, AQuotaThatIsFilledFromTheStartHasNoChange) {
  test::Scalars s;
  const Var q = s.log("q"), tariff = s.log("tariff"), limit = s.log("limit"), low = s.log("low");
  s.definition("E_q", q, -4 * Linear(tariff));
  s.complementarity("E_tariff", tariff, limit - q, low, {});
  const EquationSystem system = s.finish();
  for (const double quota : {-0.3, 0.3}) {
    Problem p = test::problem_of(system, {limit, low});
    test::shock(p, limit, quota);
    const auto end = certified(p);
    const PathParts cut = cut_path(p, end.x, {});
    ASSERT_EQ(cut.message, "");
    ASSERT_EQ(cut.parts.size(), 1u);
    EXPECT_EQ(cut.parts[0].active.at(0), quota < 0 ? Binding::Between : Binding::Lower);
    EXPECT_EQ(cut.parts[0].from, 0.0);
    EXPECT_EQ(cut.parts[0].to, 1.0);
  }
}

/// Two sectors with fixed capital and output L^a, prices p1 and 1: demand for labour is exp((p − w)/(1 − a)) in each. The
/// labour force is the benchmark's. Either the wage clears the market or the floor puts people out of work.
class MinimumWage : public testing::TestWithParam<double> {};
TEST_P(MinimumWage, InTheTwoSectorModelHasItsClosedForm) {
  constexpr double a = 0.6;
  const double price = GetParam();
  test::Scalars s;
  const Var w = s.log("w", 1), l1 = s.log("l1"), l2 = s.log("l2"), employed = s.log("employed");
  const Var p1 = s.log("p1", 1), p2 = s.log("p2", 1), floor = s.log("floor", 1), force = s.log("force");
  s.definition("E_l1", l1, (1 / (1 - a)) * (p1 - w));
  s.definition("E_l2", l2, (1 / (1 - a)) * (p2 - w));
  Sum demand;
  demand.add(0.5, l1).add(0.5, l2);
  s.equation("E_w", w, Expression(employed) - log_mean(demand));
  s.complementarity("E_employed", employed, floor - w, {}, force);
  const EquationSystem system = s.finish();
  Problem p = test::problem_of(system, {p1, p2, floor, force});
  test::shock(p, p1, price);
  const double demand_at_one = std::log(0.5 * std::exp(price / (1 - a)) + 0.5);
  for (const auto method : {Method::Newton, Method::Ipopt}) {
    const auto x = certified(p, method).x;
    if (price < 0) {  // the floor holds at the old wage
      EXPECT_NEAR(x[w.id], 0.0, 1e-11);
      EXPECT_NEAR(x[employed.id], demand_at_one, 1e-10);
    } else {
      EXPECT_EQ(x[employed.id], 0.0) << "full employment, to the last digit";
      EXPECT_NEAR(x[w.id], (1 - a) * demand_at_one, 1e-10);
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Prices, MinimumWage, testing::Values(-0.8, -0.2, -0.01, 0.01, 0.3));

/// Supply p^η, demand exp(shift)·p^−ε, and a state that buys what it takes to keep the price at a floor:
/// 1 + purchases = exp(bought), purchases = floor^η − exp(shift)·floor^−ε.
class PriceFloor : public testing::TestWithParam<double> {};
TEST_P(PriceFloor, IsKeptByPurchasesInClosedForm) {
  constexpr double eta = 0.5, epsilon = 0.8;
  const double shift = GetParam(), floor_at = -0.1;
  test::Scalars s;
  const Var p = s.log("p"), bought = s.log("bought"), shifter = s.log("shifter"), floor = s.log("floor"), none = s.log("none");
  Sum market;  // supply = demand + purchases
  market.add(1, eta * Linear(p)).add(-1, shifter - epsilon * Linear(p)).add(-1, bought).add(1, Linear());
  s.equation("E_p", p, plain(market));
  s.complementarity("E_bought", bought, p - floor, none, {});
  const EquationSystem system = s.finish();
  Problem problem = test::problem_of(system, {shifter, floor, none});
  test::shock(problem, shifter, shift);
  test::shock(problem, floor, floor_at);
  const double alone = shift / (eta + epsilon);  // the price without purchases
  for (const auto method : {Method::Newton, Method::Ipopt}) {
    const auto x = certified(problem, method).x;
    EXPECT_NEAR(x[p.id], std::max(alone, floor_at), 1e-10);
    if (alone > floor_at) {
      EXPECT_EQ(x[bought.id], 0.0);
    } else {
      EXPECT_NEAR(std::exp(x[bought.id]) - 1, std::exp(eta * floor_at) - std::exp(shift - epsilon * floor_at), 1e-10);
    }
  }
}
INSTANTIATE_TEST_SUITE_P(Shifts, PriceFloor, testing::Values(-1.0, -0.3, -0.1, 0.0, 0.2));

}  // namespace
}  // namespace setu
