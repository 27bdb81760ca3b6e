#include "setu/system/derive/derivative_check.hpp"
#include "setu/system/derive/evaluator.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "armington.hpp"
#include "scalars.hpp"

namespace setu {
namespace {

void expect_exact(const EquationSystem& system, const Closure& closure, const std::vector<double>& x) {
  const auto check = check_derivatives(system, closure, x);
  ASSERT_TRUE(check.evaluated);
  EXPECT_LT(check.jacobian.error, 1e-7) << check.jacobian.equation << " by " << check.jacobian.variable;
  EXPECT_LT(check.hessian.error, 1e-6) << check.hessian.variable;
  EXPECT_LT(check.product.error, 1e-12) << check.product.equation;
}

class ArmingtonDerivatives : public testing::TestWithParam<double> {};

TEST_P(ArmingtonDerivatives, EqualDifferences) {
  const auto economy = test::make_armington(2, 3);
  std::vector<double> x = economy.system.benchmark();
  for (std::size_t v = 0; v < x.size(); ++v) x[v] += GetParam() * std::sin(2.0 * static_cast<double>(v));
  expect_exact(economy.system, economy.closure, x);
}

INSTANTIATE_TEST_SUITE_P(Points, ArmingtonDerivatives, testing::Values(0.0, 0.1, -0.4));

/// A variable that is factor, exponent of two factors' terms and unlogged factor at once, inside and outside a logarithm.
struct Mixed {
  Mixed() {
    test::Scalars b;
    x = b.log("x");
    y = b.log("y");
    z = b.level("z", 0.8);
    Sum logged, signed_sum;
    logged.add(0.5, 1.5 * x + 0.5 * Linear(z), z).add(0.7, 2.0 * y - x).add(-0.1, Linear(y), z);
    signed_sum.add(2.0, x + y, z).add(-3.0, -0.5 * x + 0.3 * Linear(z), z).add(1.0, 2.0 * y);
    Expression raw;
    raw.groups.push_back({1.7, Wrapping::Log, logged});
    b.equation("E1", x, Expression(x - y) + raw);
    b.equation("E2", y, plain(signed_sum));
    b.equation("E3", z, raw - plain(signed_sum, 0.3));
    system = b.finish();
    closure.exogenous.assign(3, 0);
  }
  Var x, y, z;
  EquationSystem system;
  Closure closure;
};

TEST(Derivatives, OfUnloggedFactorsEqualDifferences) {
  const Mixed m;
  for (const double s : {0.0, 0.3, -0.2}) expect_exact(m.system, m.closure, {s, -0.5 * s, 0.8 + s});
}

/// d²F along dx against differences of dF along dx, at x.
void expect_second(const EquationSystem& system, const std::vector<double>& x, const std::vector<double>& dx) {
  Evaluator e(system.terms, std::vector<Index>(x.size(), kNone), 0);
  const auto equations = static_cast<std::size_t>(system.terms.equations());
  std::vector<double> f(equations), second(equations), up(equations), down(equations);
  const double h = 1e-5;
  const auto product_at = [&](double step, std::vector<double>& out) {
    std::vector<double> at = x;
    for (std::size_t v = 0; v < x.size(); ++v) at[v] += step * dx[v];
    ASSERT_TRUE(e.evaluate(at, f));
    e.product(dx, out);
  };
  product_at(h, up);
  product_at(-h, down);
  ASSERT_TRUE(e.evaluate(x, f));
  e.second(dx, second);
  double largest = 0;
  for (std::size_t i = 0; i < equations; ++i) {
    EXPECT_NEAR(second[i], (up[i] - down[i]) / (2 * h), 1e-7 * std::max(1.0, std::abs(second[i]))) << i;
    largest = std::max(largest, std::abs(second[i]));
  }
  EXPECT_GT(largest, 0.01) << "nothing bends here";
}

TEST(Derivatives, SecondAlongADirectionEqualsDifferences) {
  const Mixed m;
  for (const double s : {0.0, 0.3, -0.2}) expect_second(m.system, {s, -0.5 * s, 0.8 + s}, {0.7, -0.4, 0.5});
  const auto economy = test::make_armington(2, 3);
  std::vector<double> x = economy.system.benchmark(), dx(x.size());
  for (std::size_t v = 0; v < x.size(); ++v)
    x[v] += 0.1 * std::sin(2.0 * static_cast<double>(v)), dx[v] = std::cos(3.0 * static_cast<double>(v));
  expect_second(economy.system, x, dx);
}

TEST(Derivatives, CheckFindsNoPointOutsideTheDomain) {
  const Mixed m;
  EXPECT_FALSE(check_derivatives(m.system, m.closure, std::vector<double>{900.0, 900.0, -1.0}).evaluated);
}

}  // namespace
}  // namespace setu
