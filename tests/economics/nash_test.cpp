#include <gtest/gtest.h>

#include <cmath>

#include "setu/solver/optimum/nash.hpp"
#include "setu/solver/optimum/optimum.hpp"
#include "support/experiment.hpp"
#include "support/outcome_rows.hpp"
#include "support/two_countries.hpp"

/// Tariff wars between two countries whose solution is known or must have a symmetry.
namespace setu::test {

namespace {

struct War {
  War(double sigma, double size)
      : bench(two_countries(sigma, size)), foreign(size), system(make()), problem{{0, 0}, {std::log(4.0), std::log(4.0)}, {0, 1}, 2} {}

  ControlledSystem make() {
    Rows rows(bench);
    add_welfare(rows, "good,Foreign,Home", "Home");
    add_welfare(rows, "good,Home,Foreign", "Foreign", foreign);
    return ControlledSystem(bench.problem(),
                            {id_of(bench.system(), "tms(good,Foreign,Home)"), id_of(bench.system(), "tms(good,Home,Foreign)")}, rows.terms);
  }

  /// What `player` gains by its best deviation from `point`, from several starts.
  double deviation(Index player, const NashPoint& point) {
    Rows rows(bench);
    if (player == 0) add_welfare(rows, "good,Foreign,Home", "Home");
    else add_welfare(rows, "good,Home,Foreign", "Foreign", foreign);
    ControlledSystem alone(system.problem_at(point.controls), {system.controls()[player]}, rows.terms);
    double most = -1;
    for (const double start : {0.0, 0.3, 0.8, 1.3}) {
      const Optimum best = find_optimum(alone, {{0}, {std::log(4.0)}, {}, {}}, std::vector<double>{start});
      EXPECT_TRUE(best.certified()) << best.message;
      most = std::max(most, best.outcomes[0] - point.outcomes[player]);
    }
    return most;
  }

  Bench bench;
  double foreign;  ///< output
  ControlledSystem system;
  NashProblem problem;
};

/// Equal countries set equal tariffs, both below free trade; neither gains by going alone.
TEST(Nash, EqualCountriesSetEqualTariffsAndBothLose) {
  for (const double sigma : {3.0, 5.0}) {
    War war(sigma, 1);
    for (const std::vector<double>& start : {std::vector<double>{0, 0}, {0.5, 0.05}, {1.2, 1.2}}) {
      const NashPoint point = find_nash(war.system, war.problem, start);
      ASSERT_TRUE(point.converged) << point.message << " " << point.residual[0] << " " << point.residual[1];
      EXPECT_LE(std::max(point.residual[0], point.residual[1]), 1e-8);
      EXPECT_NEAR(point.controls[0], point.controls[1], 1e-8);
      EXPECT_NEAR(point.outcomes[0], point.outcomes[1], 1e-9);
      EXPECT_LT(point.curvature[0], 0);
      ASSERT_TRUE(war.system.move(std::vector<double>{0, 0}));
      EXPECT_LT(point.outcomes[0], war.system.outcomes()[0] - 1e-4);
      for (const Index player : {0, 1}) EXPECT_LE(war.deviation(player, point), 1e-9);
    }
  }
}

/// The equilibrium satisfies both countries' formula t (σ−1) λ = 1, each with the share of home goods in what the other's home
/// goods and, before its tariff, imports are worth (Gros 1987).
TEST(Nash, BothTariffsAreTheFormulas) {
  const double sigma = 4, sizes[2] = {1, 3};
  War war(sigma, sizes[1]);
  const NashPoint point = find_nash(war.system, war.problem, std::vector<double>{0.1, 0.1});
  ASSERT_TRUE(point.converged) << point.message;
  const char* names[2] = {"Home", "Foreign"};
  for (int r = 0; r < 2; ++r) {
    const std::string other = names[1 - r], region = "good," + other;
    const double domestic = (sizes[1 - r] - 0.3) * std::exp(war.bench.x(point.solution, "pds(" + region + ")") +
                                                            war.bench.x(point.solution, "qds(" + region + ")"));
    const double imported =
        0.3 * std::exp(war.bench.x(point.solution, "pms(" + region + ")") + war.bench.x(point.solution, "qms(" + region + ")"));
    // The other country's tariff drives a wedge between what it pays and what the exporter gets.
    const double wedge = std::exp(point.controls[1 - r]);
    const double share = domestic / (domestic + imported / wedge);
    EXPECT_NEAR(std::expm1(point.controls[r]) * (sigma - 1) * share, 1, 1e-6)
        << names[r] << " tariff " << std::expm1(point.controls[r]) << " curvature " << point.curvature[r] << " slope " << point.slope[r];
  }
}

}  // namespace

}  // namespace setu::test
