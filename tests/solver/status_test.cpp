#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "armington.hpp"
#include "solver/solve/certificate.hpp"
#include "scalars.hpp"
#include "setu/base/error.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu {
namespace {

using test::problem_of;
using test::Scalars;

SolveOptions newton_only() {
  SolveOptions o;
  o.homotopy = o.ipopt_fallback = false;
  return o;
}

SolveOptions ipopt_only() {
  SolveOptions o;
  o.method = Method::Ipopt;
  return o;
}

/// e^x + e^−x = c: two solutions for c > 2, none for c < 2. Starts at c = 3.
struct Fold {
  explicit Fold(double goal) {
    Scalars b;
    x = b.log("x");
    c = b.level("c", 3.0);
    Sum s;
    s.add(1.0, Linear(x)).add(1.0, -x).add(-1.0, Linear(0.0), c);
    b.equation("E_x", x, plain(s));
    system = b.finish();
    problem = problem_of(system, {c});
    problem.start[x.id] = std::acosh(1.5);
    test::shock(problem, c, goal);
  }
  Var x, c;
  EquationSystem system;
  Problem problem;
};

void expect_failed(const Solution& s, RunStatus status) {
  EXPECT_EQ(s.certificate.run, status) << s.certificate.message;
  EXPECT_NE(s.certificate.point, PointStatus::Certified);
  EXPECT_NE(s.certificate.point, PointStatus::Unknown);
  EXPECT_FALSE(s.certificate.message.empty());
}

TEST(Status, DefaultSaysNotRun) {
  EXPECT_EQ(Certificate{}.run, RunStatus::NotRun);
  EXPECT_EQ(Certificate{}.point, PointStatus::Unknown);
  for (int k = 0; k <= static_cast<int>(RunStatus::SolverError); ++k)
    EXPECT_STRNE(to_string(static_cast<RunStatus>(k)), "unknown run status");
}

TEST(Status, Converged) {
  const Fold fold(2.5);
  for (const auto& options : {newton_only(), ipopt_only()}) {
    const auto s = solve(fold.problem, options);
    EXPECT_EQ(s.certificate.run, RunStatus::Converged);
    EXPECT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
    EXPECT_NEAR(s.x[fold.x.id], std::acosh(1.25), 1e-9);
    EXPECT_EQ(s.certificate.path_reached, 1.0);
  }
}

TEST(Status, LineSearchFailsWhereThereIsNoSolution) {
  const Fold fold(1.0);
  expect_failed(solve(fold.problem, newton_only()), RunStatus::LineSearchFailed);
  expect_failed(solve(fold.problem, ipopt_only()), RunStatus::LineSearchFailed);
}

TEST(Status, HomotopyReportsHowFarItGot) {
  const Fold fold(1.0);  // the fold c = 2 lies at t = 0.5
  SolveOptions options = newton_only();
  options.homotopy = true;
  const auto s = solve(fold.problem, options);
  EXPECT_NE(s.certificate.point, PointStatus::Certified);
  EXPECT_NE(s.certificate.run, RunStatus::Converged);
  EXPECT_GT(s.certificate.path_reached, 0.4);
  EXPECT_LE(s.certificate.path_reached, 0.5);
  EXPECT_NEAR(s.x[fold.c.id], 3 - 2 * s.certificate.path_reached, 1e-12);
}

TEST(Status, IterationLimit) {
  const auto economy = test::make_armington(2, 3);
  for (auto options : {newton_only(), ipopt_only()}) {
    options.max_iterations = options.method == Method::Newton ? 1 : 0;
    expect_failed(solve(economy.tariff_shock(1.0), options), RunStatus::IterationLimit);
  }
}

TEST(Status, SingularJacobian) {
  Scalars b;
  const Var x = b.log("x"), y = b.log("y"), p = b.log("p"), q = b.log("q");
  b.equation("E_x", x, Expression(x + y - Linear(p)));
  b.equation("E_y", y, Expression(x + y - Linear(q)));
  const EquationSystem s = b.finish();
  Problem problem = problem_of(s, {p, q});
  test::shock(problem, p, 0.1);
  for (const auto direct : {DirectSolver::Condensed, DirectSolver::Klu, DirectSolver::Umfpack}) {
    auto options = newton_only();
    options.direct = direct;
    expect_failed(solve(problem, options), RunStatus::SingularJacobian);
  }
}

TEST(Status, EvaluationFailed) {
  Scalars b;
  const Var x = b.log("x"), y = b.log("y"), z = b.level("z", 1.0);
  Sum s, t;
  s.add(1.0, Linear(x), z);
  t.add(0.5, Linear(x)).add(0.5, Linear(y));
  b.equation("E_x", x, log_mean(s) + Expression(y));
  b.equation("E_y", y, log_mean(t));
  const EquationSystem system = b.finish();
  Problem problem = problem_of(system, {z});
  test::shock(problem, z, -1.0);
  expect_failed(solve(problem, newton_only()), RunStatus::EvaluationFailed);
  expect_failed(solve(problem, ipopt_only()), RunStatus::EvaluationFailed);
}

TEST(Status, EvaluationFailureShortensTheStep) {
  Scalars b;  // log(2 − e^x) + g = 0: the tangent at 0 leads far out of the domain x < log 2
  const Var x = b.log("x"), g = b.log("g");
  Sum s;
  s.add(2.0, Linear(0.0)).add(-1.0, Linear(x));
  b.equation("E_x", x, log_mean(s) + Expression(g));
  const EquationSystem system = b.finish();
  Problem problem = problem_of(system, {g});
  test::shock(problem, g, 5.0);
  const auto solution = solve(problem, newton_only());
  EXPECT_EQ(solution.certificate.point, PointStatus::Certified) << solution.certificate.message;
  EXPECT_NEAR(solution.x[x.id], std::log(2 - std::exp(-5.0)), 1e-10);
}

TEST(Status, SolverError) {
  const auto economy = test::make_armington(2, 2);
  auto options = ipopt_only();
  options.max_iterations = -1;  // Ipopt rejects the option
  expect_failed(solve(economy.tariff_shock(0.1), options), RunStatus::SolverError);
}

TEST(Status, ShockThatIsNotFiniteFailsLoudly) {
  const auto economy = test::make_armington(2, 2);
  const auto s = solve(economy.tariff_shock(std::numeric_limits<double>::infinity()), SolveOptions{});
  EXPECT_NE(s.certificate.run, RunStatus::Converged);
  EXPECT_NE(s.certificate.point, PointStatus::Certified);
}

TEST(Status, NonSquareProblemsAreNamed) {
  auto economy = test::make_armington(2, 2);
  economy.closure.exogenous[economy.id("w", {"labour", "r1"})] = 1;
  EXPECT_THROW(solve(economy.tariff_shock(0.1), SolveOptions{}), InputError);
}

TEST(Certificate, JudgesThePointAndNotTheSolver) {
  const auto economy = test::make_armington(2, 2);
  const auto problem = economy.tariff_shock(0.1);
  const auto solved = solve(problem, SolveOptions{});
  ASSERT_EQ(solved.certificate.point, PointStatus::Certified);

  auto claim = solved.certificate;
  auto x = solved.x;
  x[economy.id("qo", {"c1", "r0"})] += 1e-4;
  certify(problem, 1.0, x, claim);
  EXPECT_EQ(claim.point, PointStatus::NotASolution);
  EXPECT_GT(claim.max_scaled_residual, 1e-5);
  EXPECT_NE(claim.message.find(claim.worst[0].name), std::string::npos) << claim.message;
  EXPECT_EQ(claim.blocks[0].max_scaled, claim.max_scaled_residual);

  claim = solved.certificate;
  x = solved.x;
  x[economy.id("tm", {"c0", "r1", "r0"})] = 0.0;  // a given variable that was tampered with
  certify(problem, 1.0, x, claim);
  EXPECT_EQ(claim.point, PointStatus::NotASolution);

  claim = solved.certificate;
  claim.run = RunStatus::IterationLimit;
  certify(problem, 1.0, solved.x, claim);
  EXPECT_EQ(claim.point, PointStatus::Approximate);

  claim = solved.certificate;
  claim.path_reached = 0.0;
  certify(problem, 1.0, problem.start, claim);
  EXPECT_EQ(claim.point, PointStatus::NotASolution);
}

}  // namespace
}  // namespace setu
