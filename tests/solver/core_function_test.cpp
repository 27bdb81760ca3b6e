#include <gtest/gtest.h>

#include <cmath>

#include "armington.hpp"
#include "setu/system/derive/evaluator.hpp"
#include "solver/ipopt/square_function.hpp"

namespace setu {
namespace {

/// The reduced system and its core as functions with derivatives, away from the benchmark.
struct Functions {
  explicit Functions(bool core) : economy(test::make_armington(3, 3)), problem(economy.tariff_shock(0.2)) {
    std::vector<std::uint8_t> moves(problem.start.size(), 0);
    for (const Index v : problem.path.variable) moves[v] = 1;
    std::vector<double> x = problem.start;
    problem.path.apply(1.0, x);
    reduction = std::make_unique<Reduction>(economy.system, economy.closure, moves, x);
    const Evaluator e(reduction->terms(), reduction->column(), static_cast<Index>(reduction->unknowns().size()));
    auto triangle = find_triangle(economy.system, *reduction, e.pattern());
    core_size = static_cast<Index>(triangle.core_row.size());
    function = core ? make_core_function(*reduction, std::move(triangle), x) : make_reduced_function(*reduction, x);
  }
  test::Armington economy;
  Problem problem;
  Index core_size = 0;
  std::unique_ptr<Reduction> reduction;
  std::unique_ptr<SquareFunction> function;
};

/// Jᵀλ by columns.
std::vector<double> slope(SquareFunction& f, const std::vector<double>& y, const std::vector<double>& lambda) {
  const auto& p = f.jacobian_pattern();
  std::vector<double> g(y.size()), values(p.nonzeros()), out(y.size(), 0.0);
  EXPECT_TRUE(f.evaluate(y, g));
  f.jacobian(values);
  for (Index j = 0; j < p.columns; ++j)
    for (Index q = p.column_begin[j]; q < p.column_begin[j + 1]; ++q) out[j] += values[q] * lambda[p.row[q]];
  return out;
}

class SquareFunctions : public testing::TestWithParam<bool> {};

TEST_P(SquareFunctions, DerivativesEqualDifferences) {
  Functions f(GetParam());
  const Index n = f.function->jacobian_pattern().rows;
  ASSERT_GT(n, 1);
  std::vector<double> y(n), lambda(n), g(n), up(n), down(n), jacobian(f.function->jacobian_pattern().nonzeros()),
      hessian(f.function->hessian_pattern().nonzeros());
  f.function->start(y);
  for (Index j = 0; j < n; ++j) {
    y[j] += 0.1 * std::sin(1.0 + j);
    lambda[j] = std::cos(2.0 * j);
  }
  ASSERT_TRUE(f.function->evaluate(y, g));
  f.function->jacobian(jacobian);
  f.function->hessian(lambda, hessian);
  const auto& jp = f.function->jacobian_pattern();
  const auto& hp = f.function->hessian_pattern();
  constexpr double h = 1e-6;
  for (Index j = 0; j < n; ++j) {
    const double at = y[j];
    y[j] = at + h;
    ASSERT_TRUE(f.function->evaluate(y, up));
    const auto slope_up = slope(*f.function, y, lambda);
    y[j] = at - h;
    ASSERT_TRUE(f.function->evaluate(y, down));
    const auto slope_down = slope(*f.function, y, lambda);
    y[j] = at;
    std::vector<double> first(n, 0.0), second(n, 0.0);
    for (Index p = jp.column_begin[j]; p < jp.column_begin[j + 1]; ++p) first[jp.row[p]] = jacobian[p];
    for (Index p = hp.column_begin[j]; p < hp.column_begin[j + 1]; ++p) second[hp.row[p]] = hessian[p];
    for (Index i = 0; i < n; ++i) EXPECT_NEAR(first[i], (up[i] - down[i]) / (2 * h), 1e-7 * (1 + std::abs(first[i])));
    for (Index i = j; i < n; ++i) EXPECT_NEAR(second[i], (slope_up[i] - slope_down[i]) / (2 * h), 1e-6 * (1 + std::abs(second[i])));
  }
}

INSTANTIATE_TEST_SUITE_P(CoreOrReduced, SquareFunctions, testing::Bool());

TEST(CoreFunction, IsSmallerThanTheReducedSystem) {
  const Functions f(true);
  EXPECT_LT(f.core_size, static_cast<Index>(f.reduction->unknowns().size()));
  EXPECT_EQ(f.core_size, f.function->jacobian_pattern().rows);
}

}  // namespace
}  // namespace setu
