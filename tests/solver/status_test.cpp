#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <limits>
#include <memory>

#include "armington.hpp"
#include "solver/solve/certificate.hpp"
#include "scalars.hpp"
#include "setu/base/error.hpp"
#include "setu/solver/solve/session.hpp"
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
}

/// What a file or another program may rely on.
TEST(Status, ValuesAreFixed) {
  const std::vector<std::string_view> run = {"NotRun",           "Converged",   "IterationLimit", "LineSearchFailed", "SingularJacobian",
                                             "EvaluationFailed", "SolverError", "Cancelled",      "TimeLimit"};
  const std::vector<std::string_view> point = {"Unknown", "Certified", "Approximate", "NotASolution"};
  ASSERT_EQ(run_statuses().size(), run.size());
  ASSERT_EQ(point_statuses().size(), point.size());
  for (std::size_t k = 0; k < run.size(); ++k) {
    EXPECT_EQ(run_statuses()[k].value, static_cast<int>(k));
    EXPECT_EQ(run_statuses()[k].name, run[k]);
    EXPECT_EQ(run_statuses()[k].words, to_string(static_cast<RunStatus>(k)));
    EXPECT_FALSE(run_statuses()[k].meaning.empty());
  }
  for (std::size_t k = 0; k < point.size(); ++k) {
    EXPECT_EQ(point_statuses()[k].value, static_cast<int>(k));
    EXPECT_EQ(point_statuses()[k].name, point[k]);
    EXPECT_EQ(point_statuses()[k].words, to_string(static_cast<PointStatus>(k)));
  }
  EXPECT_EQ(static_cast<int>(RunStatus::Cancelled), 7);
  EXPECT_EQ(static_cast<int>(RunStatus::TimeLimit), 8);
  EXPECT_STREQ(to_string(static_cast<RunStatus>(99)), "unknown run status");
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

/// Answers `status` from its n-th question on.
StopCheck stop_at(int n, RunStatus status, int* asked_so_far = nullptr) {
  return [n, status, asked_so_far, count = std::make_shared<std::atomic<int>>(0)]() -> std::optional<RunStatus> {
    const int now = ++*count;
    if (asked_so_far) *asked_so_far = now;
    return now >= n ? std::optional(status) : std::nullopt;
  };
}

/// Every method asks, at every step, and no other is tried once it has been told to end.
TEST(Status, CancelledAndTimeLimitEndEveryMethod) {
  const auto economy = test::make_armington(2, 3);
  for (const RunStatus status : {RunStatus::Cancelled, RunStatus::TimeLimit})
    for (auto options : {SolveOptions{}, newton_only(), ipopt_only()})
      for (const int step : {1, 2}) {
        options.stop = stop_at(step, status);
        const auto s = solve(economy.tariff_shock(1.0), options);
        expect_failed(s, status);
        EXPECT_NE(s.certificate.message.find(to_string(status)), std::string::npos) << s.certificate.message;
        if (options.method == Method::Newton) { EXPECT_EQ(s.certificate.route, "newton"); }
      }
}

TEST(Status, AStopEndsThePathOfAShockWhereItIs) {
  const Fold fold(1.0);
  SolveOptions options = newton_only();
  options.homotopy = true;
  int questions = 0;
  options.stop = stop_at(1 << 30, RunStatus::TimeLimit, &questions);
  const double whole = solve(fold.problem, options).certificate.path_reached;
  options.stop = stop_at(questions / 2, RunStatus::TimeLimit);
  const auto half = solve(fold.problem, options);
  expect_failed(half, RunStatus::TimeLimit);
  EXPECT_LE(half.certificate.path_reached, whole);
  options.stop = stop_at(1, RunStatus::Cancelled);
  EXPECT_EQ(solve(fold.problem, options).certificate.path_reached, 0);
}

TEST(Status, TimeLimitCountsFromWhereItIsMade) {
  EXPECT_EQ(asked(time_limit(0)), RunStatus::TimeLimit);
  EXPECT_FALSE(asked(time_limit(1e6)));
  EXPECT_FALSE(asked({}));
  EXPECT_EQ(asked(time_limit(0, [] { return std::optional(RunStatus::Cancelled); })), RunStatus::Cancelled);
}

TEST(Status, ASessionThatWasStoppedGoesOnAsIfNothingHadBeen) {
  const auto economy = test::make_armington(2, 3);
  const Problem problem = economy.tariff_shock(0.5);
  SolverSession fresh(problem), stopped(problem);
  stopped.set_stop(stop_at(2, RunStatus::Cancelled));
  expect_failed(stopped.solve(problem.path.to), RunStatus::Cancelled);
  stopped.set_stop({});
  EXPECT_EQ(stopped.solve(problem.path.to).x, fresh.solve(problem.path.to).x);
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
