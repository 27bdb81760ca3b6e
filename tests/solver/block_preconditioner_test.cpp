#include "solver/linear/block_preconditioner.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>

#include "armington.hpp"
#include "solver/linear/linear_solver.hpp"
#include "solver/newton/reduced_problem.hpp"

namespace setu {
namespace {

double largest(std::span<const double> v) {
  double worst = 0;
  for (const double e : v) worst = std::max(worst, std::abs(e));
  return worst;
}

/// The reduced Jacobian of an Armington economy, away from its benchmark.
struct Case {
  explicit Case(int regions = 9, int sectors = 16)
      : economy(test::make_armington(regions, sectors)),
        problem(economy.tariff_shock(0.2, 3)),
        reduced(problem, DirectSolver::Klu),
        pattern(reduced.evaluator.pattern()),
        triangle(find_triangle(*problem.system, reduced.reduction, pattern)),
        grouping(find_grouping(*problem.system, reduced.reduction, pattern, triangle)),
        values(pattern.nonzeros()) {
    std::vector<double> x = problem.start;
    problem.path.apply(1.0, x);
    EXPECT_TRUE(reduced.evaluate(x));
    reduced.evaluator.jacobian(values);
  }

  [[nodiscard]] std::vector<double> right_hand_side() const {
    std::vector<double> b(pattern.rows);
    for (std::size_t i = 0; i < b.size(); ++i) b[i] = std::sin(1.0 + 3.0 * static_cast<double>(i));
    return b;
  }

  /// max |b − A y| or max |b − Aᵀ y|.
  [[nodiscard]] double error(std::span<const double> y, std::vector<double> b, bool transposed) const {
    for (Index j = 0; j < pattern.columns; ++j)
      for (Index p = pattern.column_begin[j]; p < pattern.column_begin[j + 1]; ++p) {
        const Index i = pattern.row[p];
        transposed ? b[j] -= values[p] * y[i] : b[i] -= values[p] * y[j];
      }
    return largest(b);
  }

  test::Armington economy;
  Problem problem;
  ReducedProblem reduced;
  const SparsePattern& pattern;
  Triangle triangle;
  Grouping grouping;
  std::vector<double> values;
};

TEST(Grouping, FindsTheRegionsOfATradeModel) {
  const Case c;
  EXPECT_EQ(c.grouping.set, "REG");
  EXPECT_EQ(c.grouping.count, 9);
  ASSERT_EQ(c.grouping.column.size(), static_cast<std::size_t>(c.pattern.columns));
}

TEST(BlockPreconditioner, SolvesTheReducedSystemBothWays) {
  Case c;
  ASSERT_GT(c.triangle.core_row.size(), 256u) << "smaller cores are factorised densely";
  const auto solver = make_condensed(c.pattern, c.triangle, c.grouping);
  ASSERT_TRUE(solver->factorize(c.values));
  const auto dense = static_cast<std::int64_t>(c.triangle.core_row.size() * c.triangle.core_row.size());
  EXPECT_LT(solver->factor_nonzeros(), dense / 2) << "blocks, not the dense matrix";
  const auto b = c.right_hand_side();
  auto y = b;
  ASSERT_TRUE(solver->solve(y));
  EXPECT_LT(c.error(y, b, false), 1e-10 * std::max(1.0, largest(y)));
  y = b;
  ASSERT_TRUE(solver->solve_transposed(y));
  EXPECT_LT(c.error(y, b, true), 1e-10 * std::max(1.0, largest(y)));
}

TEST(BlockPreconditioner, ItsTransposeIsItsTranspose) {
  Case c;
  CoreOperator op(c.pattern, c.triangle);
  ASSERT_TRUE(op.set_values(c.values));
  BlockPreconditioner blocks(op, c.grouping);
  ASSERT_TRUE(blocks.possible());
  ASSERT_TRUE(blocks.build());
  const auto n = static_cast<std::size_t>(op.core_size());
  std::vector<double> u(n), v(n), mu(n), mv(n), su(n), sv(n);
  for (std::size_t i = 0; i < n; ++i) u[i] = std::cos(static_cast<double>(i)), v[i] = std::sin(2.0 * static_cast<double>(i));
  const auto dot = [&](const auto& a, const auto& b) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
  };
  blocks.apply(u, mu);
  blocks.apply_transposed(v, mv);
  EXPECT_NEAR(dot(v, mu), dot(mv, u), 1e-5 * std::sqrt(dot(mu, mu) * dot(v, v))) << "single precision";
  op.apply(u, su);
  op.apply_transposed(v, sv);
  EXPECT_NEAR(dot(v, su), dot(sv, u), 1e-12 * std::sqrt(dot(su, su) * dot(v, v)));
}

TEST(BlockPreconditioner, GivesTheSameBitsForOneAndTwoThreads) {
  const Case c;
  std::vector<std::vector<double>> answers;
  for (const int threads : {1, 2}) {
    omp_set_num_threads(threads);
    const auto solver = make_condensed(c.pattern, c.triangle, c.grouping);
    ASSERT_TRUE(solver->factorize(c.values));
    answers.push_back(c.right_hand_side());
    ASSERT_TRUE(solver->solve(answers.back()));
  }
  omp_set_num_threads(omp_get_num_procs());
  EXPECT_EQ(answers[0], answers[1]);
}

}  // namespace
}  // namespace setu
