#include "setu/solver/solve/path.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "armington.hpp"
#include "scalars.hpp"

namespace setu {
namespace {

class PathTest : public testing::Test {
 protected:
  test::Armington economy = test::make_armington(3, 4);
  Problem problem = economy.tariff_shock(0.4, 2);
};

TEST_F(PathTest, PointsAreCertifiedAndEndWhereSolveEnds) {
  PathSolver path(problem);
  for (const double t : {0.5, 0.1, 1.0, 0.0}) {
    const auto s = path.point(t);
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << t << ": " << s.certificate.message;
    EXPECT_EQ(s.certificate.path_reached, t);
  }
  const auto end = path.point(1.0).x, direct = solve(problem, {}).x;
  for (std::size_t v = 0; v < end.size(); ++v) EXPECT_NEAR(end[v], direct[v], 1e-10);
}

TEST_F(PathTest, TangentEqualsDifferences) {
  PathSolver path(problem);
  const double t = 0.6, h = 1e-4;
  const auto up = path.point(t + h).x, down = path.point(t - h).x, x = path.point(t).x;
  const auto tangent = path.total_tangent(t, x);
  ASSERT_EQ(tangent.size(), x.size());
  for (std::size_t v = 0; v < x.size(); ++v)
    EXPECT_NEAR(tangent[v], (up[v] - down[v]) / (2 * h), 1e-6) << economy.system.variable_name(static_cast<Index>(v));
}

TEST_F(PathTest, GroupsAddUpToTheTotal) {
  PathSolver path(problem);
  const auto x = path.point(0.3).x;
  std::vector<std::vector<Index>> groups(3);
  for (Index k = 0; k < static_cast<Index>(problem.path.variable.size()); ++k) groups[k % 3].push_back(k);
  const auto parts = path.tangents(0.3, x, groups);
  const auto total = path.total_tangent(0.3, x);
  ASSERT_EQ(parts.size(), 3u);
  for (std::size_t v = 0; v < x.size(); ++v) EXPECT_NEAR(parts[0][v] + parts[1][v] + parts[2][v], total[v], 1e-12);
  const Index other = problem.path.variable[groups[1][0]];
  EXPECT_EQ(parts[0][other], 0.0) << "shocks of other groups stand still";
  EXPECT_GT(parts[1][other], 0.0);
}

/// ∫ dx/dt by Gauss–Legendre quadrature must give x(1) − x(0).
TEST_F(PathTest, TangentsIntegrateToTheSolution) {
  const double node[] = {0.5 - 0.5 * std::sqrt(0.6), 0.5, 0.5 + 0.5 * std::sqrt(0.6)};
  const double weight[] = {5.0 / 18, 8.0 / 18, 5.0 / 18};
  constexpr int kPanels = 8;
  PathSolver path(problem);
  std::vector<double> integral(problem.start.size(), 0.0);
  for (int panel = 0; panel < kPanels; ++panel)
    for (int k = 0; k < 3; ++k) {
      const double t = (panel + node[k]) / kPanels;
      const auto tangent = path.total_tangent(t, path.point(t).x);
      for (std::size_t v = 0; v < integral.size(); ++v) integral[v] += weight[k] / kPanels * tangent[v];
    }
  const auto end = path.point(1.0).x;
  for (std::size_t v = 0; v < end.size(); ++v) EXPECT_NEAR(integral[v], end[v] - problem.start[v], 1e-8);
}

TEST_F(PathTest, KnownPointsSeedThePath) {
  PathSolver path(problem);
  const auto end = solve(problem, {}).x;
  path.add_known(1.0, end);
  const auto s = path.point(1.0);
  EXPECT_EQ(s.certificate.point, PointStatus::Certified);
  EXPECT_EQ(s.certificate.iterations, 0);
}

TEST(Path, FailsWithoutCertificateBeyondAFold) {
  test::Scalars b;
  const Var x = b.log("x"), c = b.level("c", 3.0);
  Sum s;
  s.add(1.0, Linear(x)).add(1.0, -x).add(-1.0, Linear(0.0), c);
  b.equation("E_x", x, plain(s));
  const EquationSystem system = b.finish();
  Problem problem = test::problem_of(system, {c});
  problem.start[x.id] = std::acosh(1.5);
  test::shock(problem, c, 1.0);
  PathSolver path(problem);
  EXPECT_EQ(path.point(0.4).certificate.point, PointStatus::Certified);
  const auto beyond = path.point(0.8);
  EXPECT_EQ(beyond.certificate.point, PointStatus::NotASolution);
  EXPECT_LT(beyond.certificate.path_reached, 0.51);
}

}  // namespace
}  // namespace setu
