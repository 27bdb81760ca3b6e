#include <gtest/gtest.h>

#include "setu/experiments/study/run.hpp"

/// Ipopt with MUMPS on the sparse system itself: a second opinion that shares nothing with Newton's method but the equations.
namespace setu {
namespace {

class ReducedView : public testing::TestWithParam<std::string> {};

TEST_P(ReducedView, SolvesTheShippedScenarioAsNewtonDoes) {
  RunOptions options;
  options.solver = SolverChoice::Both;
  options.ipopt_view = IpoptView::Reduced;
  options.decompose = false;
  const RunResult result = solve_model(prepare(read_scenario(GetParam()), options), options);
  EXPECT_TRUE(result.certified()) << result.failure;
  ASSERT_TRUE(result.second && result.solver_agreement);
  EXPECT_EQ(result.second->point, PointStatus::Certified) << result.second->message;
  EXPECT_EQ(result.second->route, "ipopt, reduced view");
  EXPECT_LE(*result.solver_agreement, 1e-8);
}

INSTANTIATE_TEST_SUITE_P(All, ReducedView,
                         testing::Values("no_shock", "cepa_review", "india_tariff_cuts", "india_tariff_cuts_zero", "india_fund", "package",
                                         "electronics_trq", "critical_inputs_ban", "package_unemployment", "india_fund_by_sector"),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace setu
