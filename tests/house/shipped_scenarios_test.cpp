#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/sweep/points.hpp"
#include "setu/experiments/policy/policy.hpp"
#include "setu/experiments/study/run.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {
namespace {

class Shipped : public testing::TestWithParam<std::string> {};

TEST_P(Shipped, FitsTheShippedDatabase) {
  const Experiment e = prepare(read_scenario(GetParam()), {});
  EXPECT_EQ(e.closure.endogenous_count(), e.model.system.terms.equations());
  EXPECT_EQ(e.plan.shocks.empty(), GetParam() == "no_shock");
  EXPECT_EQ(e.report.pair.size(), 2u);
  EXPECT_FALSE(e.report.highlight.empty());
}

INSTANTIATE_TEST_SUITE_P(All, Shipped,
                         testing::Values("no_shock", "cepa_review", "india_tariff_cuts", "india_tariff_cuts_zero", "india_fund", "package",
                                         "electronics_trq", "critical_inputs_ban", "package_unemployment", "india_fund_by_sector"),
                         [](const auto& test) { return test.param; });

TEST(ShippedScenarios, AreAllTestedHere) { EXPECT_EQ(shipped_scenarios().size(), 10u); }

TEST(ShippedSweeps, FitTheirScenarios) {
  EXPECT_FALSE(shipped_sweeps().empty());
  for (const auto& shipped : shipped_sweeps()) {
    SCOPED_TRACE(shipped.name);
    const SweepFile file = read_sweep_file(shipped.path, {{DesignKind::Grid, DesignKind::List, DesignKind::Random}, false, {}});
    EXPECT_EQ(file.name, shipped.name);
    EXPECT_GE(design_points(file).size(), 2u);
    const PointRunner runner(file);
    EXPECT_FALSE(runner.result_names().empty());
  }
}

TEST(ShippedPolicies, FitTheShippedDatabase) {
  EXPECT_FALSE(shipped_policies().empty());
  for (const auto& shipped : shipped_policies()) {
    SCOPED_TRACE(shipped.name);
    const PolicyProblem problem = prepare_policy(read_policy_file(shipped.name, policy_use(shipped.name)), "", {});
    EXPECT_EQ(problem.status_quo.failure, "");
    EXPECT_GE(problem.instruments.size(), 2u);
  }
}

TEST(ShippedSensitivities, FitTheirScenarios) {
  EXPECT_FALSE(shipped_sensitivities().empty());
  for (const auto& shipped : shipped_sensitivities()) {
    SCOPED_TRACE(shipped.name);
    const SensitivityStudy study = read_sensitivity(shipped.path);
    EXPECT_EQ(study.file.name, shipped.name);
    PointRunner runner(study.file);
    EXPECT_FALSE(runner.result_names().empty());
    EXPECT_EQ(runner.run(study.points[0]).failure, "");
    EXPECT_EQ(runner.run(study.points[1]).failure, "");
  }
}

TEST(ShippedScenarios, PackageTakesItsPartsKeys) {
  EXPECT_EQ(read_scenario("package", {"fund.total=4321"}).fund->total, 4321);
  EXPECT_EQ(read_scenario("package", {"india_fund.fund.total=4321"}).fund->total, 4321);
}

TEST(ShippedScenarios, PackageIsItsThreeParts) {
  const Scenario package = read_scenario("package");
  EXPECT_EQ(package.groups, (std::vector<std::string>{"cepa_review", "india_tariff_cuts", "india_fund"}));
  std::size_t shocks = 0;
  for (const auto& part : package.groups) shocks += read_scenario(part).shocks.size();
  EXPECT_EQ(package.shocks.size(), shocks);
  EXPECT_TRUE(package.fund);
}

TEST(ShippedScenarios, ZeroVariantCutsEverything) {
  const Scenario zero = read_scenario("india_tariff_cuts_zero");
  ASSERT_EQ(zero.shocks.size(), 1u);
  EXPECT_EQ(zero.shocks[0].amount, 100);
  EXPECT_EQ(read_scenario("india_tariff_cuts").shocks[0].amount, 50);
}

/// After the review no tariff is left between the two partners.
TEST(ShippedScenarios, ReviewTakesEveryTariffBetweenThePartnersOff) {
  const Experiment e = prepare(read_scenario("cepa_review"), {});
  const Sets& sets = e.base.sets();
  const auto& pair = e.report.pair;
  std::vector<double> x = e.model.system.benchmark();
  e.plan.path().apply(1.0, x);
  const auto at = [&](const char* name, const std::vector<std::string>& flow) {
    const Index id = e.model.system.id(name, flow);
    return id == kNone ? 0.0 : x[id];
  };
  for (const auto& commodity : sets.comm)
    for (const auto& [from, to] : {std::pair{pair[0], pair[1]}, {pair[1], pair[0]}}) {
      const std::vector<std::string> flow = {commodity, from, to};
      if (e.model.system.id("tms", flow) == kNone) continue;
      const auto base = [&](const std::vector<std::string>& labels, const char* header) {
        const auto index = [](const auto& names, const auto& label) {
          return std::find(names.begin(), names.end(), label) - names.begin();
        };
        return e.base[header](index(sets.comm, labels[0]), index(sets.reg, labels[1]), index(sets.reg, labels[2]));
      };
      double power = base(flow, "VMSB") / base(flow, "VCIF");
      if (e.model.system.id("prfu", flow) != kNone) {
        EXPECT_EQ(at("prfu", flow), 1.0) << commodity;
        EXPECT_NEAR((1 + base(flow, "PRFR")) * std::exp(at("tpref", flow)), 1.0, 1e-12) << commodity;
        EXPECT_EQ(at("tms", flow), 0.0) << commodity;
      } else {
        power *= std::exp(at("tms", flow));
        EXPECT_NEAR(power, 1.0, 1e-12) << commodity << " " << from << " " << to;
      }
    }
}

}  // namespace
}  // namespace setu
