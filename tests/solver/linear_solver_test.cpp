#include "solver/linear/linear_solver.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "solver/linear/grouping.hpp"

namespace setu {
namespace {

/// A random sparse matrix whose first `triangle` rows and columns form a lower triangle, rows and columns then shuffled.
struct Matrix {
  SparsePattern pattern;
  std::vector<double> values;
  Triangle triangle;

  Matrix(Index n, Index size, unsigned seed) {
    std::mt19937 rng(seed);
    const auto uniform = [&] { return static_cast<double>(rng() % 2000) / 1000.0 - 1.0; };
    std::vector<Index> row_of(n), column_of(n);
    for (Index i = 0; i < n; ++i) row_of[i] = column_of[i] = i;
    std::shuffle(row_of.begin(), row_of.end(), rng);
    std::shuffle(column_of.begin(), column_of.end(), rng);
    std::vector<std::vector<double>> dense(n, std::vector<double>(n, 0.0));
    for (Index i = 0; i < n; ++i)
      for (Index j = 0; j < n; ++j) {
        const bool allowed = i >= size || j >= size || j < i;
        if (i == j) dense[row_of[i]][column_of[j]] = 2.0 + uniform();
        else if (allowed && rng() % 6 == 0) dense[row_of[i]][column_of[j]] = uniform();
      }
    pattern.rows = pattern.columns = n;
    for (Index j = 0; j < n; ++j) {
      for (Index i = 0; i < n; ++i)
        if (dense[i][j] != 0) pattern.row.push_back(i), values.push_back(dense[i][j]);
      pattern.column_begin.push_back(pattern.nonzeros());
    }
    for (Index k = 0; k < n; ++k) {
      (k < size ? triangle.row : triangle.core_row).push_back(row_of[k]);
      (k < size ? triangle.column : triangle.core_column).push_back(column_of[k]);
    }
  }

  /// Aᵀ, by a pattern of its own.
  [[nodiscard]] Matrix transposed() const {
    Matrix t = *this;
    t.pattern.column_begin.assign(1, 0);
    t.pattern.row.clear();
    t.values.clear();
    for (Index i = 0; i < pattern.rows; ++i) {
      for (Index j = 0; j < pattern.columns; ++j)
        for (Index p = pattern.column_begin[j]; p < pattern.column_begin[j + 1]; ++p)
          if (pattern.row[p] == i) t.pattern.row.push_back(j), t.values.push_back(values[p]);
      t.pattern.column_begin.push_back(t.pattern.nonzeros());
    }
    return t;
  }

  /// Backward error ‖b − A x‖ / (‖A‖ ‖x‖ + ‖b‖) in the maximum norm (Rigal and Gaches 1967).
  [[nodiscard]] double error(std::span<const double> x, std::span<const double> b) const {
    std::vector<double> r(b.begin(), b.end()), rows(b.size(), 0.0);
    for (Index j = 0; j < pattern.columns; ++j)
      for (Index p = pattern.column_begin[j]; p < pattern.column_begin[j + 1]; ++p) {
        r[pattern.row[p]] -= values[p] * x[j];
        rows[pattern.row[p]] += std::abs(values[p]);
      }
    const auto largest = [](std::span<const double> v) {
      double worst = 0;
      for (const double e : v) worst = std::max(worst, std::abs(e));
      return worst;
    };
    return largest(r) / (largest(rows) * largest(x) + largest(b));
  }
};

enum class Kind { Klu, KluColamd, KluGiven, Umfpack, Condensed };

std::unique_ptr<LinearSolver> make(Kind kind, const Matrix& m) {
  switch (kind) {
    case Kind::Klu: return make_klu(m.pattern);
    case Kind::KluColamd: return make_klu(m.pattern, {KluOrdering::Colamd, true, {}, {}});
    case Kind::KluGiven: return make_klu(m.pattern, definitions_first(m.triangle));
    case Kind::Umfpack: return make_umfpack(m.pattern);
    case Kind::Condensed: break;
  }
  return make_condensed(m.pattern, m.triangle, {});
}

class LinearSolvers : public testing::TestWithParam<Kind> {};

TEST_P(LinearSolvers, SolveRandomSystems) {
  for (const auto& [n, size] : {std::pair<Index, Index>{1, 0}, {5, 5}, {40, 0}, {90, 50}, {120, 119}}) {
    Matrix m(n, size, static_cast<unsigned>(n));
    const auto solver = make(GetParam(), m);
    std::vector<double> b(n);
    for (Index i = 0; i < n; ++i) b[i] = std::sin(1.0 + i);
    for (int pass = 0; pass < 3; ++pass) {  // the pattern stays, the values move
      ASSERT_TRUE(solver->factorize(m.values));
      auto x = b;
      ASSERT_TRUE(solver->solve(x));
      EXPECT_LT(m.error(x, b), 1e-12) << n;  // KLU accepts pivots down to 0.001 of the column: three digits
      for (double& v : m.values) v *= 1.0 + 0.1 * std::cos(v + pass);
    }
  }
}

TEST_P(LinearSolvers, SolveTransposedSystems) {
  for (const auto& [n, size] : {std::pair<Index, Index>{1, 0}, {5, 5}, {40, 0}, {90, 50}, {120, 119}, {340, 60}}) {
    const Matrix m(n, size, static_cast<unsigned>(n)), t = m.transposed();
    const auto solver = make(GetParam(), m);
    std::vector<double> b(n);
    for (Index i = 0; i < n; ++i) b[i] = std::sin(2.0 + i);
    ASSERT_TRUE(solver->factorize(m.values));
    ASSERT_TRUE(solver->refresh(m.values));
    auto y = b;
    ASSERT_TRUE(solver->solve_transposed(y));
    EXPECT_LT(t.error(y, b), 1e-11) << n;
  }
}

TEST_P(LinearSolvers, SayWhenTheMatrixIsSingular) {
  Matrix m(30, 10, 3);
  const Index i = m.triangle.core_row[0];
  const auto good = m.values;
  for (Index p = 0; p < m.pattern.nonzeros(); ++p)
    if (m.pattern.row[p] == i) m.values[p] = 0;
  const auto solver = make(GetParam(), m);
  EXPECT_FALSE(solver->factorize(m.values));
  ASSERT_TRUE(solver->factorize(good)) << "a failure must leave no trace";
}

/// Values that move a little, then far: the old factors serve as a preconditioner, and are replaced when they are useless.
TEST_P(LinearSolvers, FollowMovingValues) {
  const Index n = 360, size = 60;
  Matrix m(n, size, 11);
  const auto solver = make(GetParam(), m);
  ASSERT_TRUE(solver->factorize(m.values));
  std::vector<double> b(n);
  for (Index i = 0; i < n; ++i) b[i] = std::cos(3.0 * i);
  const auto moved = [&](double by) {
    auto values = m.values;
    for (std::size_t k = 0; k < values.size(); ++k) values[k] *= 1.0 + by * std::sin(static_cast<double>(k));
    return values;
  };
  for (const double by : {1e-9, 1e-3, 0.9, 0.0}) {
    const auto before = std::exchange(m.values, moved(by));
    ASSERT_TRUE(solver->refresh(m.values));
    auto x = b;
    ASSERT_TRUE(solver->solve(x));
    EXPECT_LT(m.error(x, b), 1e-11) << by;
    m.values = before;
  }
}

/// Groups that say nothing about the matrix: unknown k of either side is in group k % count.
Grouping useless_groups(Index n, Index count) {
  Grouping g{"none", count, {}, {}, std::vector<Index>(n, kNone)};
  for (Index k = 0; k < n; ++k) {
    g.column.push_back({k % count, kNone});
    g.row.push_back({k % count, kNone});
  }
  return g;
}

TEST(Condensed, IsExactWhereItsGroupsAreUseless) {
  const Index n = 360;
  const Matrix m(n, 60, 17);
  const Grouping grouping = useless_groups(n, 7);
  const auto solver = make_condensed(m.pattern, m.triangle, grouping);
  ASSERT_TRUE(solver->factorize(m.values));
  std::vector<double> b(n), x;
  for (Index i = 0; i < n; ++i) b[i] = std::sin(5.0 * i);
  ASSERT_TRUE(solver->solve(x = b));
  EXPECT_LT(m.error(x, b), 1e-12);
  ASSERT_TRUE(solver->solve_transposed(x = b));
  EXPECT_LT(m.transposed().error(x, b), 1e-12);
}

/// d I + cyclic shift: its eigenvalues lie on a circle that nearly meets zero, so GMRES is slow, and the core is too large for a dense
/// matrix. `diagonal` 0 makes every block of five groups singular as well.
void solve_a_circle(double diagonal) {
  const Index n = static_cast<Index>(kLargestDenseCore) + 500;
  SparsePattern p;
  p.rows = p.columns = n;
  std::vector<double> values;
  Triangle t;
  for (Index j = 0; j < n; ++j) {
    p.row.push_back(j), values.push_back(diagonal);
    p.row.push_back((j + 1) % n), values.push_back(1);
    if (j + 1 == n) std::swap(p.row[2 * j], p.row[2 * j + 1]), std::swap(values[2 * j], values[2 * j + 1]);
    p.column_begin.push_back(p.nonzeros());
    t.core_row.push_back(j);
    t.core_column.push_back(j);
  }
  const auto solver = make_condensed(p, t, useless_groups(n, 5));
  ASSERT_TRUE(solver->factorize(values));
  std::vector<double> b(n), x;
  for (Index i = 0; i < n; ++i) b[i] = std::cos(7.0 * i);
  ASSERT_TRUE(solver->solve(x = b));
  ASSERT_TRUE(solver->refresh(values)) << "the sparse factorisation stays";
  ASSERT_TRUE(solver->solve(x = b));
  double worst = 0;
  for (Index i = 0; i < n; ++i) worst = std::max(worst, std::abs(b[i] - diagonal * x[i] - x[(i + n - 1) % n]));
  EXPECT_LT(worst, 1e-10);
}

TEST(Condensed, FallsBackToASparseFactorisationOfALargeCore) { solve_a_circle(1.02); }
TEST(Condensed, FallsBackWhenBlocksAreSingular) { solve_a_circle(0.0); }

INSTANTIATE_TEST_SUITE_P(All, LinearSolvers, testing::Values(Kind::Klu, Kind::KluColamd, Kind::KluGiven, Kind::Umfpack, Kind::Condensed));

}  // namespace
}  // namespace setu
