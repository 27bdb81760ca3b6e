#include "setu/solver/solve/adjoint.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "armington.hpp"
#include "scalars.hpp"
#include "setu/base/error.hpp"
#include "setu/solver/solve/path.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {
namespace {

/// Two goods, two consumers as in Solve.ExchangeEconomyHasItsClosedForm: p1 = taste/(1/2) in units of good 2.
TEST(Adjoint, ExchangeEconomyHasItsClosedForm) {
  test::Scalars s;
  const Var p1 = s.log("p1", 1), p2 = s.log("p2", 1), y1 = s.log("y1", 1), y2 = s.log("y2", 1);
  const Var taste = s.level("taste", 0.5), other = s.level("other", 0.5), slack = s.level("slack", 0.0);
  s.definition("E_y1", y1, Expression(p1));
  s.definition("E_y2", y2, Expression(p2));
  s.definition("E_other", other, Expression(Linear(1.0) - Linear(taste)));
  Sum good1, good2;
  good1.add(0.5, y1 - p1).add(1.0, y2 - p1, taste).add(-1.0, Linear(0.0));
  good2.add(0.5, y1 - p2).add(1.0, y2 - p2, other).add(-1.0, Linear(0.0)).add(-1.0, Linear(0.0), slack);
  s.equation("E_p1", p1, plain(good1));
  s.equation("E_slack", slack, plain(good2));
  const EquationSystem system = s.finish();
  Problem problem = test::problem_of(system, {p2, taste});
  test::shock(problem, taste, 0.9);
  const auto solution = solve(problem, {});
  AdjointSolver adjoint(problem, solution.x);
  ASSERT_TRUE(adjoint.regular());
  const auto price = adjoint.solve({{p1.id, 1.0}});
  EXPECT_NEAR(price.derivative[taste.id], 1 / 0.9, 1e-10);
  EXPECT_NEAR(price.derivative[p2.id], 1.0, 1e-12) << "homogeneity";
  EXPECT_LE(price.residual, 1e-12);
  const auto share = adjoint.solve({{other.id, 2.0}, {taste.id, 3.0}});
  EXPECT_NEAR(share.derivative[taste.id], 3.0 - 2.0, 1e-12) << "the result's own dependence counts";
}

class AdjointTest : public testing::Test {
 protected:
  test::Armington economy = test::make_armington(3, 4);
  Problem problem = economy.tariff_shock(0.4, 2);
  std::vector<double> x = solve(problem, {}).x;
  std::mt19937 random{5};

  /// Some variables with random weights.
  LinearForm some_result() {
    std::uniform_real_distribution<double> weight(-1, 1);
    LinearForm result;
    for (int k = 0; k < 4; ++k) result.emplace_back(static_cast<Index>(random() % x.size()), weight(random));
    return result;
  }
  static double value(const LinearForm& result, const std::vector<double>& at) {
    double sum = 0;
    for (const auto& [v, w] : result) sum += w * at[v];
    return sum;
  }
  /// The solution with given variable u moved by h from where the shock leaves it.
  std::vector<double> moved(Index u, double h) const {
    Problem p = problem;
    for (std::size_t k = 0; k < p.path.variable.size(); ++k)
      if (p.path.variable[k] == u) {
        p.path.to[k] += h;
        return solve(p, {}).x;
      }
    p.path.variable.push_back(u);
    p.path.level.push_back(p.system->unit(u) == Unit::Level ? 1 : 0);
    p.path.from.push_back(p.start[u]);
    p.path.to.push_back(p.start[u] + h);
    return solve(p, {}).x;
  }
};

TEST_F(AdjointTest, EqualsDifferencesOfSolvesForEveryFactorisation) {
  std::vector<Index> given;
  for (Index v = 0; v < static_cast<Index>(x.size()); ++v)
    if (problem.closure.exogenous[v]) given.push_back(v);
  for (const auto direct : {DirectSolver::Condensed, DirectSolver::Klu}) {
    AdjointSolver adjoint(problem, x, direct);
    ASSERT_TRUE(adjoint.regular());
    for (int pair = 0; pair < 12; ++pair) {
      const auto result = some_result();
      const Index u = pair % 2 ? given[random() % given.size()] : problem.path.variable[random() % problem.path.variable.size()];
      const auto a = adjoint.solve(result);
      EXPECT_LE(a.residual, 1e-10);
      constexpr double h = 1e-4;
      const double difference = (value(result, moved(u, h)) - value(result, moved(u, -h))) / (2 * h);
      EXPECT_NEAR(a.derivative[u], difference, 1e-6 * (1 + std::abs(difference))) << economy.system.variable_name(u);
    }
  }
}

/// g · tangent of the whole shock equals the sum of derivatives times the shock's own rates.
TEST_F(AdjointTest, AgreesWithTangents) {
  PathSolver path(problem);
  path.add_known(1.0, x);
  const auto tangent = path.total_tangent(1.0, x);
  const auto rate = problem.path.derivative(1.0);
  AdjointSolver adjoint(problem, x);
  for (int k = 0; k < 20; ++k) {
    const auto result = some_result();
    const auto a = adjoint.solve(result);
    double sum = 0;
    for (std::size_t s = 0; s < rate.size(); ++s) sum += a.derivative[problem.path.variable[s]] * rate[s];
    EXPECT_NEAR(sum, value(result, tangent), 1e-9);
  }
}

/// λᵀ(F_x dx) = (F_xᵀ λ)ᵀ dx for any λ and dx, by whole system and by single equations.
TEST_F(AdjointTest, TransposedProductsMatch) {
  const Terms& terms = economy.system.terms;
  Evaluator evaluator(terms, std::vector<Index>(x.size(), kNone), 0);
  std::vector<double> f(terms.equations()), lambda(f.size()), dx(x.size()), forward(f.size()), back(x.size()), single(x.size(), 0.0);
  ASSERT_TRUE(evaluator.evaluate(x, f));
  std::uniform_real_distribution<double> any(-1, 1);
  for (auto& l : lambda) l = any(random);
  for (auto& d : dx) d = any(random);
  evaluator.product(dx, forward);
  evaluator.adjoint(lambda, back);
  for (Index i = 0; i < terms.equations(); ++i) equation_adjoint(terms, i, x, lambda[i], single);
  double left = 0, right = 0;
  for (std::size_t i = 0; i < f.size(); ++i) left += lambda[i] * forward[i];
  for (std::size_t v = 0; v < x.size(); ++v) {
    right += back[v] * dx[v];
    EXPECT_NEAR(back[v], single[v], 1e-12 * (1 + std::abs(back[v])));
  }
  EXPECT_NEAR(left, right, 1e-10 * (1 + std::abs(left)));
}

/// cosh x = c/2 has no solution below c = 2: at the fold nothing has a derivative.
TEST(Adjoint, AFoldIsNotRegular) {
  test::Scalars b;
  const Var x = b.log("x"), c = b.level("c", 2.0);
  Sum s;
  s.add(1.0, Linear(x)).add(1.0, -x).add(-1.0, Linear(0.0), c);
  b.equation("E_x", x, plain(s));
  const EquationSystem system = b.finish();
  const Problem problem = test::problem_of(system, {c});
  AdjointSolver adjoint(problem, problem.start);
  EXPECT_FALSE(adjoint.regular());
  EXPECT_THROW((void)adjoint.solve({{x.id, 1.0}}), LogicError);
}

}  // namespace
}  // namespace setu
