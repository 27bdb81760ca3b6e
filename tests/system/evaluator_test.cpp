#include "setu/system/derive/evaluator.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>
#include <limits>

#include "armington.hpp"
#include "scalars.hpp"

namespace setu {
namespace {

using test::Scalars;

std::vector<Index> all_columns(const EquationSystem& s) {
  std::vector<Index> column(s.terms.variables);
  for (Index v = 0; v < s.terms.variables; ++v) column[v] = v;
  return column;
}

Evaluator evaluator_of(const EquationSystem& s) { return {s.terms, all_columns(s), s.terms.variables}; }

TEST(Evaluator, EqualsTheFormulaByHand) {
  Scalars b;
  const Var x = b.log("x"), y = b.log("y"), z = b.level("z", 1.0);
  Sum logged, plain_sum;
  logged.add(0.25, Linear(x)).add(0.75, Linear(y), z);
  plain_sum.add(3.0, 2.0 * x - y).add(-1.0, Linear(0.0), z);
  b.equation("E", x, Expression(Linear(0.5) + 2.0 * x - 3.0 * y) + 2.0 * log_mean(logged) - plain(plain_sum));
  const EquationSystem s = b.finish();
  Evaluator e = evaluator_of(s);
  const std::vector<double> at = {0.3, -0.2, 1.7};
  std::vector<double> f(1), dfdx(3);
  ASSERT_TRUE(e.evaluate(at, f));
  const double inner = 0.25 * std::exp(0.3) + 0.75 * std::exp(-0.2) * 1.7;
  EXPECT_NEAR(f[0], 0.5 + 0.6 + 0.6 + 2 * std::log(inner) - 3 * std::exp(0.8) + 1.7, 1e-14);
  EXPECT_NEAR(equation_value(s.terms, 0, at), f[0], 1e-15);
  e.jacobian(dfdx);
  EXPECT_NEAR(dfdx[0], 2 + 2 * 0.25 * std::exp(0.3) / inner - 6 * std::exp(0.8), 1e-13);
  EXPECT_NEAR(dfdx[1], -3 + 2 * 0.75 * std::exp(-0.2) * 1.7 / inner + 3 * std::exp(0.8), 1e-13);
  EXPECT_NEAR(dfdx[2], 2 * 0.75 * std::exp(-0.2) / inner + 1, 1e-13);
}

TEST(Evaluator, RefusesTheLogarithmOfANonPositiveSum) {
  Scalars b;
  const Var x = b.log("x"), z = b.level("z", 1.0);
  Sum s;
  s.add(1.0, Linear(x), z);
  b.equation("E", x, log_mean(s));
  const EquationSystem system = b.finish();
  Evaluator e = evaluator_of(system);
  std::vector<double> f(1);
  EXPECT_TRUE(e.evaluate(std::vector<double>{0.0, 0.5}, f));
  EXPECT_FALSE(e.evaluate(std::vector<double>{0.0, 0.0}, f));
  EXPECT_FALSE(e.evaluate(std::vector<double>{0.0, -1.0}, f));
  EXPECT_TRUE(e.evaluate(std::vector<double>{0.0, 0.5}, f)) << "a failure must leave no trace";
}

TEST(Evaluator, RefusesOverflowAndNaN) {
  Scalars b;
  const Var x = b.log("x");
  Sum s;
  s.add(1.0, Linear(x)).add(-1.0, Linear(0.0));
  b.equation("E", x, plain(s));
  const EquationSystem system = b.finish();
  Evaluator e = evaluator_of(system);
  std::vector<double> f(1);
  EXPECT_FALSE(e.evaluate(std::vector<double>{1000.0}, f));
  EXPECT_FALSE(e.evaluate(std::vector<double>{std::numeric_limits<double>::quiet_NaN()}, f));
  EXPECT_TRUE(e.evaluate(std::vector<double>{0.0}, f));
}

/// The CES price index against its series in ε = 1 − σ: mean + ε/2 · variance + ε²/6 · third cumulant.
class NearOne : public testing::TestWithParam<double> {};

TEST_P(NearOne, CesPriceIsAccurate) {
  const double epsilon = GetParam();
  Scalars b;
  const Var p = b.log("p"), q = b.log("q"), r = b.log("r"), index = b.log("index");
  Sum s;
  s.add(1.0, Linear(p)).add(1.0, Linear(q)).add(1.0, Linear(r));  // shares of a third do not add to one in binary
  b.equation("E", index, ces_price(1.0 - epsilon, s));
  const EquationSystem system = b.finish();
  const std::vector<double> at = {0.1, -0.2, 0.25, 0.0};
  const double mean = 0.05;
  const double d[] = {0.05, -0.25, 0.2};
  const double variance = (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) / 3;
  const double third = (d[0] * d[0] * d[0] + d[1] * d[1] * d[1] + d[2] * d[2] * d[2]) / 3;
  EXPECT_NEAR(equation_value(system.terms, 0, at), mean + epsilon / 2 * variance + epsilon * epsilon / 6 * third,
              1e-14 + std::abs(epsilon * epsilon * epsilon));
  EXPECT_EQ(equation_value(system.terms, 0, system.benchmark()), 0.0);
}

INSTANTIATE_TEST_SUITE_P(Epsilon, NearOne, testing::Values(1e-2, -1e-2, 1e-4, -1e-5, 1e-6, -1e-7, 1e-8, 0.0));

TEST(Evaluator, SameBitsWithOneAndTwoThreads) {
  const auto economy = test::make_armington(6, 9);
  ASSERT_GT(economy.system.terms.equations(), 2000) << "too small to be evaluated in parallel";
  std::vector<double> x = economy.system.benchmark();
  for (std::size_t v = 0; v < x.size(); ++v) x[v] += 0.1 * std::sin(static_cast<double>(v));
  Evaluator e = evaluator_of(economy.system);
  const auto run = [&](int threads) {
    omp_set_num_threads(threads);
    std::vector<double> f(economy.system.terms.equations()), j(e.pattern().nonzeros()), p(f.size());
    EXPECT_TRUE(e.evaluate(x, f));
    e.jacobian(j);
    e.product(x, p);
    f.insert(f.end(), j.begin(), j.end());
    f.insert(f.end(), p.begin(), p.end());
    return f;
  };
  const int before = omp_get_max_threads();
  const auto one = run(1), two = run(2);
  omp_set_num_threads(before);
  EXPECT_EQ(one, two);
}

TEST(Evaluator, AdjointIsTheTransposeOfTheProduct) {
  const auto economy = test::make_armington(3, 3);
  const Index n = economy.system.terms.equations();
  std::vector<double> x = economy.system.benchmark(), dx(x.size()), w(n), f(n), jdx(n), jtw(x.size());
  for (std::size_t v = 0; v < x.size(); ++v) {
    x[v] += 0.05 * std::cos(static_cast<double>(v));
    dx[v] = std::sin(static_cast<double>(v));
  }
  for (Index i = 0; i < n; ++i) w[i] = std::cos(3.0 * i);
  Evaluator e = evaluator_of(economy.system);
  ASSERT_TRUE(e.evaluate(x, f));
  e.product(dx, jdx);
  e.adjoint(w, jtw);
  double left = 0, right = 0;
  for (Index i = 0; i < n; ++i) left += w[i] * jdx[i];
  for (std::size_t v = 0; v < x.size(); ++v) right += dx[v] * jtw[v];
  EXPECT_NEAR(left, right, 1e-11);
}

}  // namespace
}  // namespace setu
