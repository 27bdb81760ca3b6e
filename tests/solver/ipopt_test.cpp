#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <cmath>

#include "armington.hpp"
#include "solver/solve/certificate.hpp"
#include "solver/ipopt/ipopt_solver.hpp"
#include "solver/newton/reduced_problem.hpp"
#include "scalars.hpp"
#include "setu/solver/solve/solve.hpp"
#include "solver/ipopt/square_function.hpp"

namespace setu {
namespace {

using test::problem_of;
using test::Scalars;

/// Ipopt alone, given this form of the problem, and the certificate of where it ended.
Solution by_ipopt(const Problem& problem, IpoptForm form, const SolveOptions& options = {}) {
  Solution s;
  s.x = problem.start;
  problem.path.apply(1.0, s.x);
  s.certificate.run = solve_by_ipopt(problem, options, s.x, form).status;
  s.certificate.path_reached = 1;
  certify(problem, 1.0, s.x, s.certificate);
  return s;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double d = 0;
  for (std::size_t i = 0; i < a.size(); ++i) d = std::max(d, std::abs(a[i] - b[i]));
  return d;
}

Solution certified(Solution s) {
  EXPECT_EQ(s.certificate.run, RunStatus::Converged) << s.certificate.message;
  EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  return s;
}

void expect_failed(const Solution& s, RunStatus status) {
  EXPECT_EQ(s.certificate.run, status) << s.certificate.message;
  EXPECT_NE(s.certificate.point, PointStatus::Certified);
}

class Forms : public testing::TestWithParam<IpoptForm> {};

TEST_P(Forms, AgreeWithNewton) {
  const auto economy = test::make_armington(4, 5, 3);
  for (const double shock : {0.2, -0.5, 1.0}) {
    const auto problem = economy.tariff_shock(shock, 2);
    const auto newton = certified(solve(problem, SolveOptions{}));
    EXPECT_LE(largest_difference(newton.x, certified(by_ipopt(problem, GetParam())).x), 1e-8);
  }
}

TEST_P(Forms, BenchmarkIsASolution) {
  const auto economy = test::make_armington(3, 3);
  EXPECT_LE(largest_difference(certified(by_ipopt(economy.tariff_shock(0.0), GetParam())).x, economy.system.benchmark()), 1e-12);
}

TEST_P(Forms, StartFromANearbySolution) {
  const auto economy = test::make_armington(4, 4);
  auto problem = economy.tariff_shock(0.4, 2);
  const auto cold = certified(by_ipopt(problem, GetParam()));
  const auto near = certified(solve(economy.tariff_shock(0.39, 2), SolveOptions{}));
  problem.start = near.x;
  for (double& from : problem.path.from) from += 0.39;
  EXPECT_LE(largest_difference(cold.x, certified(by_ipopt(problem, GetParam())).x), 1e-9);
}

TEST_P(Forms, GoalBelowRoundingIsNoFailure) {
  const auto economy = test::make_armington(4, 4);
  SolveOptions options;
  options.tolerance = 1e-15;
  certified(by_ipopt(economy.tariff_shock(0.3, 2), GetParam(), options));
}

TEST_P(Forms, IterationLimit) {
  const auto economy = test::make_armington(2, 3);
  SolveOptions options;
  options.max_iterations = 0;
  expect_failed(by_ipopt(economy.tariff_shock(1.0), GetParam(), options), RunStatus::IterationLimit);
}

TEST_P(Forms, OptionThatIpoptRejects) {
  const auto economy = test::make_armington(2, 2);
  SolveOptions options;
  options.max_iterations = -1;
  expect_failed(by_ipopt(economy.tariff_shock(0.1), GetParam(), options), RunStatus::SolverError);
}

/// e^x + e^−x = c has no solution for c < 2.
TEST_P(Forms, ProblemWithoutSolution) {
  Scalars b;
  const Var x = b.log("x"), c = b.level("c", 3.0);
  Sum s;
  s.add(1.0, Linear(x)).add(1.0, -x).add(-1.0, Linear(0.0), c);
  b.equation("E_x", x, plain(s));
  const EquationSystem system = b.finish();
  Problem problem = problem_of(system, {c});
  problem.start[x.id] = std::acosh(1.5);
  test::shock(problem, c, 1.0);
  expect_failed(by_ipopt(problem, GetParam()), RunStatus::LineSearchFailed);
}

/// log(2 − e^x) + g = 0 cannot be evaluated at x ≥ log 2, where full steps lead.
TEST_P(Forms, FailingEvaluationShortensTheStep) {
  Scalars b;
  const Var x = b.log("x"), g = b.log("g");
  Sum s;
  s.add(2.0, Linear(0.0)).add(-1.0, Linear(x));
  b.equation("E_x", x, log_mean(s) + Expression(g));
  const EquationSystem system = b.finish();
  Problem problem = problem_of(system, {g});
  test::shock(problem, g, 2.0);
  EXPECT_NEAR(certified(by_ipopt(problem, GetParam())).x[x.id], std::log(2 - std::exp(-2.0)), 1e-9);
}

TEST_P(Forms, StartThatCannotBeEvaluated) {
  Scalars b;
  const Var x = b.log("x"), z = b.level("z", 1.0);
  Sum s;
  s.add(1.0, Linear(x), z);
  b.equation("E_x", x, log_mean(s));
  const EquationSystem system = b.finish();
  Problem problem = problem_of(system, {z});
  test::shock(problem, z, -1.0);
  expect_failed(by_ipopt(problem, GetParam()), RunStatus::EvaluationFailed);
}

INSTANTIATE_TEST_SUITE_P(All, Forms,
                         testing::Values(IpoptForm::Automatic, IpoptForm::Correction, IpoptForm::Core, IpoptForm::Reduced,
                                         IpoptForm::Full));

TEST(Ipopt, CorrectionWorksWithEveryDirectSolver) {
  const auto economy = test::make_armington(5, 4);
  const auto problem = economy.tariff_shock(0.3, 2);
  const auto newton = certified(solve(problem, SolveOptions{}));
  for (const auto direct : {DirectSolver::Condensed, DirectSolver::Klu}) {
    SolveOptions options;
    options.direct = direct;
    EXPECT_LE(largest_difference(newton.x, certified(by_ipopt(problem, IpoptForm::Correction, options)).x), 1e-8);
  }
}

/// x + y = p and x + y = q: the correction does not exist; Ipopt with the core's own derivatives ends where it can.
TEST(Ipopt, SingularJacobian) {
  Scalars b;
  const Var x = b.log("x"), y = b.log("y"), p = b.log("p"), q = b.log("q");
  b.equation("E_x", x, Expression(x + y - Linear(p)));
  b.equation("E_y", y, Expression(x + y - Linear(q)));
  const EquationSystem system = b.finish();
  Problem problem = problem_of(system, {p, q});
  test::shock(problem, p, 0.1);
  expect_failed(by_ipopt(problem, IpoptForm::Correction), RunStatus::SingularJacobian);
  const auto s = by_ipopt(problem, IpoptForm::Automatic);
  EXPECT_NE(s.certificate.run, RunStatus::Converged);
  EXPECT_NE(s.certificate.point, PointStatus::Certified);
}

/// Tariffs of more than 5000 %: no Newton step from the shocked benchmark reduces the residual for long.
TEST(Ipopt, CoreTakesOverWhereTheCorrectionFails) {
  const auto economy = test::make_armington(10, 8);
  const auto problem = economy.tariff_shock(4.0, 6);
  expect_failed(by_ipopt(problem, IpoptForm::Correction), RunStatus::LineSearchFailed);
  EXPECT_LE(largest_difference(certified(solve(problem, SolveOptions{})).x, certified(by_ipopt(problem, IpoptForm::Automatic)).x), 1e-8);
}

TEST(Ipopt, SameInputSameBits) {
  const auto economy = test::make_armington(6, 9);
  const auto problem = economy.tariff_shock(0.3, 3);
  const int before = omp_get_max_threads();
  omp_set_num_threads(1);
  const auto one = certified(by_ipopt(problem, IpoptForm::Automatic)).x;
  omp_set_num_threads(2);
  EXPECT_EQ(one, certified(by_ipopt(problem, IpoptForm::Automatic)).x);
  omp_set_num_threads(before);
}

/// What Ipopt tests is the residual itself, and its step is Newton's.
TEST(Correction, HasTheResidualsLengthAndNewtonsDirection) {
  const auto economy = test::make_armington(3, 4);
  const auto problem = economy.tariff_shock(0.3);
  std::vector<double> x = problem.start;
  problem.path.apply(1.0, x);
  ReducedProblem reduced(problem, DirectSolver::Condensed), other(problem, DirectSolver::Condensed);
  const auto triangle = find_triangle(economy.system, reduced.reduction, reduced.evaluator.pattern());
  const auto correction = make_correction_function(reduced, triangle, x, 1e-30);
  const auto core = make_core_function(other.reduction, triangle, x);
  const std::size_t n = triangle.core_row.size();
  std::vector<double> y(n), g(n), f(n), diagonal(n), jacobian(n * n);
  correction->start(y);
  ASSERT_TRUE(correction->evaluate(y, g));
  ASSERT_TRUE(core->evaluate(y, f));
  correction->jacobian(diagonal);
  core->jacobian(jacobian);
  double longest = 0, residual = 0;
  for (std::size_t i = 0; i < n; ++i) longest = std::max(longest, std::abs(g[i])), residual = std::max(residual, std::abs(f[i]));
  EXPECT_NEAR(longest, residual, 1e-14);
  for (std::size_t i = 0; i < n; ++i) {
    double image = 0;  // S · (g / diagonal) = F
    for (std::size_t j = 0; j < n; ++j) image += jacobian[j * n + i] * g[j] / diagonal[j];
    EXPECT_NEAR(image, f[i], 1e-10);
  }
}

}  // namespace
}  // namespace setu
