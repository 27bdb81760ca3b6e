#include "setu/system/derive/evaluator.hpp"
#include "setu/system/write/parameters.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "setu/base/error.hpp"
#include "setu/system/write/builder.hpp"

namespace setu {
namespace {

TEST(Tape, ReversesEveryOperation) {
  const std::vector<double> at{1.5, -0.7};
  const auto value = [](Coefficient a, Coefficient b) { return (2.0 * a + b / 4.0) / (3.0 - a * b) - b / a + 1.0 / b; };
  Tape tape;
  const Index first = tape.parameters(at);
  const auto leaf = [&](Index k) { return Coefficient(at[k], first + k, &tape); };
  const Coefficient f = value(leaf(0), leaf(1));
  EXPECT_EQ(f.value, value(at[0], at[1]).value) << "recorded numbers are the numbers";
  std::vector<double> d(tape.size(), 0.0);
  d[f.node] = 1;
  tape.reverse(d);
  for (Index k = 0; k < 2; ++k) {
    const double h = 1e-5;
    auto up = at, down = at;
    up[k] += h;
    down[k] -= h;
    EXPECT_NEAR(d[k], (value(up[0], up[1]).value - value(down[0], down[1]).value) / (2 * h), 1e-8);
  }
  tape.set(first, 2.0);
  tape.evaluate();
  EXPECT_EQ(tape.value(f.node), value(2.0, at[1]).value);
}

/// p = CES index of w and r with shares 0.3 and 0.7: F = p − index(σ; w, r).
struct PriceIndex {
  explicit PriceIndex(double sigma) : record(std::vector<double>{sigma}) {
    Builder b(&record);
    const auto variable = [&](const char* name) {
      const Index block = b.variables(
          {name, name, 1}, {}, [](Index) { return true; }, [](Index) { return 1.0; });
      return Var{b.system().variables[block].first};
    };
    const Var p = variable("p"), w = variable("w"), r = variable("r");
    const Coefficient s(sigma, 0, &record.tape());
    b.equations({"E_p", "0", "price"}, 0, Role::Definition).define(p, ces_price(s, Sum().add(3, w).add(7, r)));
    system = b.finish();
  }
  double derivative(const std::vector<double>& x) const {
    Evaluator e(system.terms, std::vector<Index>(3, kNone), 0);
    std::vector<double> f(1);
    EXPECT_TRUE(e.evaluate(x, f));
    return record.gradient(e, std::vector<double>{1.0})[0];
  }
  ParameterRecord record;
  EquationSystem system;
};

/// ∂F/∂σ = d/dε (1/ε) log Σ s exp(ε x) with ε = 1 − σ; at ε = 0 half the variance of x.
double exact(double sigma, double w, double r) {
  const double e = 1 - sigma, mean = 0.3 * w + 0.7 * r;
  const double variance = 0.3 * (w - mean) * (w - mean) + 0.7 * (r - mean) * (r - mean);
  const double third = 0.3 * std::pow(w - mean, 3) + 0.7 * std::pow(r - mean, 3);
  if (std::abs(e) < 1e-3) return variance / 2 + e * third / 3;  // series
  const double sum = 0.3 * std::exp(e * w) + 0.7 * std::exp(e * r);
  return -std::log(sum) / (e * e) + (0.3 * w * std::exp(e * w) + 0.7 * r * std::exp(e * r)) / (e * sum);
}

TEST(ParameterRecord, PriceIndexHasItsClosedForm) {
  for (const double sigma : {0.0, 0.5, 1.0, 1 + 1e-6, 1 - 1e-4, 1.01, 3.0, -1.0}) {
    const PriceIndex index(sigma);
    EXPECT_NEAR(index.derivative({0.0, 0.2, -0.3}), exact(sigma, 0.2, -0.3), 2e-9) << sigma;
    EXPECT_NEAR(index.derivative({0.0, 0.1, 0.1}), 0.0, 1e-9) << "equal prices leave no room for substitution";
  }
}

TEST(ParameterRecord, RefusesWhatItDoesNotRecord) {
  ParameterRecord record(std::vector<double>{2.0, 0.0});
  const Coefficient two(2.0, 0, &record.tape()), zero(0.0, 1, &record.tape());
  EXPECT_THROW((void)(two * Linear(1.0)), LogicError);
  EXPECT_THROW(Sum().add(zero, Linear()), LogicError);
  EXPECT_THROW((void)log_ratio(Sum().add(two, Linear()), 3), LogicError);
}

TEST(ParameterRecord, KeepsThePlaceOfWhatIsLeftOut) {
  ParameterRecord record(std::vector<double>{0.0});
  Builder b(&record);
  const Index block = b.variables(
      {"x", "x"}, {}, [](Index) { return true; }, [](Index) { return 1.0; });
  const Index other = b.variables(
      {"y", "y"}, {}, [](Index) { return true; }, [](Index) { return 1.0; });
  const Var x{b.system().variables[block].first}, y{b.system().variables[other].first};
  b.equations({"E", "0", "e"}, block, Role::Definition).define(x, Coefficient(0.0, 0, &record.tape()) * Linear(y));
  EquationSystem system = b.finish();
  EXPECT_EQ(system.terms.linear_var.size(), 1u) << "zero is left out";
  Evaluator e(system.terms, std::vector<Index>(2, kNone), 0);
  std::vector<double> f(1);
  ASSERT_TRUE(e.evaluate(std::vector<double>{0.0, 0.4}, f));
  EXPECT_DOUBLE_EQ(record.gradient(e, std::vector<double>{2.0})[0], -2 * 0.4);
  EXPECT_FALSE(record.apply(std::vector<double>{0.1}, system.terms));
}

}  // namespace
}  // namespace setu
