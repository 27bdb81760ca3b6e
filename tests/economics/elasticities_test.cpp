#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "support/experiment.hpp"
#include "setu/solver/solve/adjoint.hpp"

namespace setu {
namespace {

/// A small economy with everything that the model knows, at a point far from the benchmark: tariffs halved, foreign
/// capital, preferences, technology and a fund of its own.
class Elasticities : public testing::Test {
 protected:
  static ModelOptions options(const Database& db) {
    ModelOptions o;
    o.fund =
        FundSpec{db.sets().reg[0], db.sets().reg[1], 0.2, {{"w", 1.0, db.sets().acts, std::vector<double>(db.sets().acts.size(), 1.0)}}};
    return o;
  }
  Elasticities() : db(test::rich_economy(11, true)), bench(db, options(db)) {
    bench.scale_tariffs(0.5).shock("fundbud(w)", 3.0).shock("aoreg(" + db.sets().reg[2] + ")", 1.02);
    solution = bench.solve();
  }

  /// The full-length solution with the given variable `u` moved by `h` from where the shocks leave it.
  std::vector<double> moved(Index u, double h) const {
    Problem p = bench.problem();
    std::size_t k = 0;
    while (k < p.path.variable.size() && p.path.variable[k] != u) ++k;
    if (k == p.path.variable.size()) {
      p.path.variable.push_back(u);
      p.path.level.push_back(p.system->unit(u) == Unit::Level ? 1 : 0);
      p.path.from.push_back(p.start[u]);
      p.path.to.push_back(p.start[u]);
    }
    p.path.to[k] += h;
    const Solution s = solve(p, {});
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    return s.x;
  }

  Database db;
  test::Bench bench;
  Solution solution;
};

/// Some variable that the model determines, of a block drawn first, so that small blocks (EV, u, qgdp) count as much as
/// large ones.
Index random_result(const EquationSystem& system, const Closure& closure, std::mt19937& random) {
  for (;;) {
    const auto& block = system.variables[random() % system.variables.size()];
    if (block.count == 0) continue;
    const Index id = block.first + static_cast<Index>(random() % static_cast<unsigned>(block.count));
    if (!closure.exogenous[id]) return id;
  }
}
Index random_given(const EquationSystem& system, const Closure& closure, std::mt19937& random) {
  for (;;) {
    const auto& block = system.variables[random() % system.variables.size()];
    if (block.count == 0) continue;
    const Index id = block.first + static_cast<Index>(random() % static_cast<unsigned>(block.count));
    if (closure.exogenous[id]) return id;
  }
}

TEST_F(Elasticities, EqualCentralDifferencesOfFiftySolves) {
  const EquationSystem& system = bench.system();
  AdjointSolver adjoint(bench.problem(), solution.x);
  ASSERT_TRUE(adjoint.regular());
  std::mt19937 random(3);
  int moves = 0;
  for (int pair = 0; pair < 50; ++pair) {
    const Index result = random_result(system, bench.closure(), random), given = random_given(system, bench.closure(), random);
    const Adjoint a = adjoint.solve({{result, 1.0}});
    EXPECT_LE(a.residual, 1e-10) << system.variable_name(result);
    const double h = system.unit(given) == Unit::Level ? 1e-2 : 1e-3;
    const double wide = moved(given, 2 * h)[result] - moved(given, -2 * h)[result];
    const double near = moved(given, h)[result] - moved(given, -h)[result];
    const double difference = (8 * near - wide) / (12 * h);  // fourth order
    const double unit = system.unit(result) == Unit::Level ? std::max(1.0, std::abs(solution.x[result])) : 1.0;
    EXPECT_NEAR(a.derivative[given], difference, 1e-6 * std::abs(difference) + 1e-9 * unit)
        << system.variable_name(result) << " by " << system.variable_name(given);
    moves += std::abs(difference) > 1e-6 * unit ? 1 : 0;
  }
  EXPECT_GE(moves, 20) << "most pairs must say something";
}

/// One per cent on the numeraire raises what is nominal by one per cent and moves nothing real.
TEST_F(Elasticities, ANumeraireMoveChangesNothingReal) {
  const EquationSystem& system = bench.system();
  AdjointSolver adjoint(bench.problem(), solution.x);
  const Index numeraire = system.find("pfactwld")->first;
  ASSERT_TRUE(bench.closure().exogenous[numeraire]);
  for (const auto& block : system.variables) {
    if (block.count == 0 || bench.closure().exogenous[block.first] || block.name == "walraslack") continue;
    const Index v = block.first + block.count / 2;
    if (bench.closure().exogenous[v]) continue;
    const double expected = block.unit == Unit::Log ? block.degree : block.degree * solution.x[v];
    const double scale = block.unit == Unit::Log ? 1.0 : std::max(1.0, std::abs(solution.x[v]));
    EXPECT_NEAR(adjoint.solve({{v, 1.0}}).derivative[numeraire], expected, 1e-8 * scale) << system.variable_name(v);
  }
}

}  // namespace
}  // namespace setu
