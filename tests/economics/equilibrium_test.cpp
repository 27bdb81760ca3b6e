#include <gtest/gtest.h>

#include <cmath>

#include "setu/system/derive/evaluator.hpp"
#include "support/experiment.hpp"

namespace setu::test {

namespace {

TEST(Benchmark, SolvesTheModelWithoutAnIteration) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Model model = build_model(rich_economy(seed, seed == 2));
    const auto x = model.system.benchmark();
    for (Index i = 0; i < model.system.terms.equations(); ++i)
      ASSERT_LE(std::abs(equation_value(model.system.terms, i, x)), 1e-12) << model.system.equation_name(i);
    EXPECT_LE(model.benchmark_rounding, 1e-11);
  }
}

TEST(Benchmark, NoShockChangesNothing) {
  const Bench bench(rich_economy());
  const Solution solution = bench.solve();
  EXPECT_EQ(solution.x, bench.system().benchmark());
}

TEST(Numeraire, ChangesPricesAndLeavesQuantitiesAlone) {
  Bench bench(rich_economy(7, true));
  bench.shock("pfactwld", 1.25);
  const Solution solution = bench.solve();
  const auto benchmark = bench.system().benchmark();
  for (const auto& block : bench.system().variables) {
    if (block.unit == Unit::Level && block.degree != 0) continue;
    const double tolerance = block.name == "EV" || block.name == "WEV" ? 1e-6 : 1e-9;  // US$ million
    for (Index id = block.first; id < block.first + block.count; ++id)
      EXPECT_NEAR(solution.x[id] - benchmark[id], block.degree * std::log(1.25), tolerance) << bench.system().variable_name(id);
  }
}

TEST(Numeraire, IsIrrelevantForTheEffectsOfAPolicy) {
  const Database database = rich_economy();
  Bench by_factors(database), by_consumption(database, {}, {{"pfactwld", "ppriv(" + database.sets().reg[0] + ")"}});
  by_factors.scale_tariffs(0);
  by_consumption.scale_tariffs(0);
  const Solution a = by_factors.solve(), b = by_consumption.solve();
  for (const char* block : {"qo", "qxs", "qpa", "u", "EV", "tot"})
    EXPECT_LE(block_difference(by_factors.system(), block, a, b), 1e-9 * (std::string(block) == "EV" ? 1e4 : 1)) << block;
}

TEST(LargeShocks, RemoveAndDoubleTheWorldsTariffs) {
  for (const double scale : {0.0, 2.0}) {
    Bench bench(rich_economy(11));
    bench.scale_tariffs(scale);
    const Solution newton = bench.solve();
    EXPECT_GT(std::abs(newton.x[bench.system().find("WEV")->first]), 1.0);
  }
}

TEST(LargeShocks, NewtonAndIpoptAgree) {
  SyntheticOptions options;
  options.regions = 3;
  options.sectors = 4;
  options.seed = 21;
  Bench bench(synthetic_database(options));
  bench.scale_tariffs(0).shock_all("aoreg", 1.02);
  EXPECT_LE(largest_difference(bench.closure(), bench.solve(Method::Newton), bench.solve(Method::Ipopt)), 1e-8);
}

TEST(StartingPoints, LeadToOneEquilibrium) {
  Bench bench(rich_economy(13));
  bench.scale_tariffs(0.5);
  const Solution reference = bench.solve();
  for (int k = 1; k <= 4; ++k) {
    Problem problem = bench.problem();
    for (const auto& block : bench.system().variables)
      if (block.unit == Unit::Log)
        for (Index id = block.first; id < block.first + block.count; ++id)
          if (!problem.closure.exogenous[id]) problem.start[id] = 0.03 * k * std::sin(0.7 * id * k);
    SolveOptions options;
    options.ipopt_fallback = false;
    const Solution solution = setu::solve(problem, options);
    ASSERT_EQ(solution.certificate.point, PointStatus::Certified) << solution.certificate.message;
    EXPECT_LE(largest_difference(bench.closure(), reference, solution), 1e-8) << "start " << k;
  }
}

TEST(Determinism, SameInputSameBits) {
  Bench bench(rich_economy(17));
  bench.scale_tariffs(0.3);
  EXPECT_EQ(bench.solve().x, bench.solve().x);
}

double gross_investment(const Database& database, std::size_t r) {
  double sum = 0;
  for (std::size_t c = 0; c < database.sets().comm.size(); ++c) sum += database["VDIP"](c, r) + database["VMIP"](c, r);
  return sum;
}

TEST(Investment, EqualisesExpectedReturns) {
  Database database = rich_economy(19);
  database["RDLT"]() = 1;
  Bench bench(database);
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  for (const auto& r : bench.model().sets.reg) EXPECT_NEAR(bench.x(s, "rore(" + r + ")"), bench.x(s, "rorg"), 1e-10);
}

/// Prohibitive tariffs: without the floor the equations have no solution (docs/equations.md, eq. 9.7).
TEST(Investment, StandsOnItsFloorWhereReturnsFall) {
  Database database = rich_economy(19);
  database["RDLT"]() = 1;
  for (const double floor : {0.01, 0.97}) {
    ModelOptions options;
    options.investment_floor = floor;
    Bench bench(database, options);
    bench.scale_tariffs(20);
    const Solution s = bench.solve();
    std::size_t binding = 0;
    for (const auto& r : bench.model().sets.reg) {
      const double invested = bench.x(s, "qinv(" + r + ")"), less = bench.x(s, "rorg") - bench.x(s, "rore(" + r + ")");
      EXPECT_GE(invested, std::log(floor) - 1e-12);
      if (invested <= std::log(floor)) {
        ++binding;
        EXPECT_GE(less, -1e-10);
      } else {
        EXPECT_NEAR(less, 0, 1e-10);
      }
    }
    EXPECT_EQ(binding, s.certificate.complementarities.size());
    if (floor > 0.5) { EXPECT_GT(binding, 0U); }
  }
}

TEST(Investment, KeepsItsCompositionUnderTheOtherRule) {
  Database database = rich_economy(19);
  database["RDLT"]() = 0;
  Bench bench(database);
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  for (std::size_t r = 0; r < database.sets().reg.size(); ++r) {
    const std::string name = database.sets().reg[r];
    const double gross = gross_investment(database, r), depreciation = database["VDEP"](r);
    const double net = gross * std::exp(bench.x(s, "qinv(" + name + ")")) - depreciation * std::exp(bench.x(s, "kb(" + name + ")"));
    EXPECT_NEAR(net / (gross - depreciation), std::exp(bench.x(s, "globalcgds")), 1e-9);
  }
}

}  // namespace

}  // namespace setu::test
