#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "certified.hpp"
#include "solver/newton/reduced_problem.hpp"
#include "scalars.hpp"
#include "setu/solver/solve/adjoint.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu {
namespace {

using test::certified;

/// Import demand q = pw^−ε·exp(−ε·tariff) under a tariff between `low` and `high` and the quota `limit`, all in logarithms:
/// limit − q ⟂ tariff.
struct Import {
  static constexpr double kElasticity = 4;
  Import() {
    test::Scalars s;
    q = s.log("q"), tariff = s.log("tariff"), pw = s.log("pw"), limit = s.log("limit"), low = s.log("low"), high = s.log("high");
    s.definition("E_q", q, -kElasticity * (pw + tariff));
    s.complementarity("E_tariff", tariff, limit - q, low, high);
    system = s.finish();
  }
  [[nodiscard]] Problem problem(double price, double quota, double out) const {
    Problem p = test::problem_of(system, {pw, limit, low, high});
    test::shock(p, pw, price);
    test::shock(p, limit, quota);
    test::shock(p, high, out);
    return p;
  }
  Var q, tariff, pw, limit, low, high;
  EquationSystem system;
};

TEST(Complementarity, IpoptFindsEveryRegimeOnTheSparseSystemToo) {
  const Import m;
  for (const auto view : {IpoptView::Reduced, IpoptView::Full})
    for (const double price : {-0.4, -0.2, -0.1, 0.0, 0.1, 0.3}) {
      SolveOptions options;
      options.method = Method::Ipopt;
      options.ipopt_view = view;
      const auto s = solve(m.problem(price, 0.1, 0.15), options);
      EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
      EXPECT_NEAR(s.x[m.tariff.id], std::clamp(-0.1 / Import::kElasticity - price, 0.0, 0.15), 1e-10) << price;
    }
}

/// In-quota, at the quota with a rent, over-quota: the tariff is the middle of the three candidates.
TEST(Complementarity, TariffRateQuotaHasItsClosedFormInEveryRegime) {
  const Import m;
  for (const auto method : {Method::Newton, Method::Ipopt})
    for (const double price : {-0.4, -0.2, -0.1, 0.0, 0.1, 0.3}) {
      const double quota = 0.1, out = 0.15;
      const double at_quota = -quota / Import::kElasticity - price;  // the tariff at which exactly the quota comes in
      const double expected = std::clamp(at_quota, 0.0, out);
      const auto s = certified(m.problem(price, quota, out), method);
      EXPECT_NEAR(s.x[m.tariff.id], expected, 1e-10) << price;
      const auto& state = s.certificate.complementarities.at(0);
      EXPECT_EQ(state.equation, "E_tariff");
      EXPECT_EQ(state.variable, "tariff");
      if (expected == at_quota) {
        EXPECT_EQ(state.binding, Binding::Between);
        EXPECT_NEAR(s.x[m.q.id], quota, 1e-12);
      } else {
        EXPECT_EQ(state.binding, expected == out ? Binding::Upper : Binding::Lower);
        EXPECT_EQ(s.x[m.tariff.id], expected) << "a bound that binds holds to the last digit";
        EXPECT_NEAR(state.slack, quota - s.x[m.q.id], 1e-14);
        EXPECT_TRUE(expected == out ? state.slack <= 0 : state.slack >= 0);
      }
    }
}

/// A point is judged by the inequality itself: a tariff that does not belong to its regime is no solution.
TEST(Complementarity, CertificateRefusesAWrongRegime) {
  const Import m;
  Problem p = m.problem(-0.1, 0.1, 0.15);  // q = 0.4 without a tariff: the quota binds
  auto s = certified(p);
  EXPECT_GT(std::abs(complementarity_residual(m.system.complementarities[0], 0.1 - 0.4, s.x)), 0.04);
  EXPECT_EQ(binding(m.system.complementarities[0], 0.0, s.x), Binding::Between);
}

/// Derivatives at a point are those of the part that holds there.
TEST(Complementarity, AdjointUsesTheActiveSet) {
  const Import m;
  const double expected_by_limit[] = {0, -1 / Import::kElasticity, 0}, expected_by_high[] = {0, 0, 1};
  const double prices[] = {0.3, -0.1, -0.4};
  for (int k = 0; k < 3; ++k) {
    const Problem p = m.problem(prices[k], 0.1, 0.15);
    const auto s = certified(p);
    AdjointSolver adjoint(p, s.x);
    ASSERT_TRUE(adjoint.regular());
    const Adjoint a = adjoint.solve({{m.tariff.id, 1.0}});
    EXPECT_LE(a.residual, 1e-14);
    EXPECT_NEAR(a.derivative[m.limit.id], expected_by_limit[k], 1e-13);
    EXPECT_NEAR(a.derivative[m.high.id], expected_by_high[k], 1e-13);
  }
}

/// A string over an obstacle: u ≥ obstacle ⟂ 2u_i − u_{i−1} − u_{i+1} + load ≥ 0. Its matrix is an M-matrix, so the
/// solution is the only one, whatever the load.
class Obstacle : public testing::TestWithParam<unsigned> {};
TEST_P(Obstacle, TheOnlySolutionIsFoundByBothMethods) {
  constexpr int n = 40;
  std::mt19937 random(GetParam());
  std::uniform_real_distribution<double> uniform(-1, 1);
  test::Scalars s;
  std::vector<Var> u, floor, load;
  for (int i = 0; i < n; ++i) u.push_back(s.level("u", 0));
  for (int i = 0; i < n; ++i) floor.push_back(s.level("floor", 0)), load.push_back(s.level("load", 0));
  for (int i = 0; i < n; ++i) {
    Linear f = 2.0 * u[i] + Linear(load[i]);
    if (i > 0) f = f - Linear(u[i - 1]);
    if (i + 1 < n) f = f - Linear(u[i + 1]);
    s.complementarity("E_u", u[i], f, floor[i], {});
  }
  const EquationSystem system = s.finish();
  std::vector<Var> given = floor;
  given.insert(given.end(), load.begin(), load.end());
  Problem p = test::problem_of(system, given);
  for (int i = 0; i < n; ++i) test::shock(p, floor[i], 0.2 * uniform(random) - 0.1), test::shock(p, load[i], 0.02 + uniform(random) / 10);
  const auto newton = certified(p), ipopt = certified(p, Method::Ipopt);
  int touching = 0;
  for (int i = 0; i < n; ++i) {
    EXPECT_NEAR(newton.x[u[i].id], ipopt.x[u[i].id], 1e-9);
    EXPECT_GE(newton.x[u[i].id], newton.x[floor[i].id]);
    EXPECT_GE(newton.certificate.complementarities[i].slack, -1e-11);
    touching += newton.x[u[i].id] == newton.x[floor[i].id] ? 1 : 0;
  }
  EXPECT_GT(touching, 0);
  EXPECT_LT(touching, n);
}
INSTANTIATE_TEST_SUITE_P(Loads, Obstacle, testing::Range(1u, 21u));

/// Both forms and both bounds: the rows' derivatives against central differences away from the kinks.
TEST(Complementarity, DerivativesOfBothFormsAreThoseOfTheirResiduals) {
  const Import m;
  const Problem p = m.problem(0.1, 0.2, 0.3);
  ReducedProblem reduced(p, DirectSolver::Klu);
  const double h = 1e-6;
  for (const auto form : {InequalityForm::Minimum, InequalityForm::FischerBurmeister})
    for (const double relaxation : {0.0, 0.01})
      for (const double tariff : {-0.25, 0.07, 0.4}) {
        reduced.inequalities.use(form, relaxation);
        std::vector<double> x = p.start, dx(x.size(), 0.0);
        reduced.set_shock(1, x);
        x[m.tariff.id] = tariff;
        const auto phi = [&](double v) {
          std::vector<double> at = x;
          at[m.tariff.id] = v;
          EXPECT_TRUE(reduced.evaluate(at));
          return reduced.residual.at(0);
        };
        const double difference = (phi(tariff + h) - phi(tariff - h)) / (2 * h);
        phi(tariff);
        ASSERT_EQ(reduced.evaluator.pattern().nonzeros(), 1);
        double jacobian = 0;
        reduced.jacobian({&jacobian, 1});
        EXPECT_NEAR(jacobian, difference, 1e-8);
        dx[m.tariff.id] = 1;
        double product = 0;
        reduced.evaluator.product(dx, {&product, 1});
        reduced.inequalities.product(dx, {&product, 1});
        EXPECT_NEAR(product, jacobian, 1e-14);
      }
}

}  // namespace
}  // namespace setu
