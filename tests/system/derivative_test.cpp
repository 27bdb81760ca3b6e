#include "setu/system/derivative_check.hpp"

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

TEST(Derivatives, CheckFindsNoPointOutsideTheDomain) {
  const Mixed m;
  EXPECT_FALSE(check_derivatives(m.system, m.closure, std::vector<double>{900.0, 900.0, -1.0}).evaluated);
}

}  // namespace
}  // namespace setu
