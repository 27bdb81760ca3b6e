#include "setu/system/reduce/reduction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "armington.hpp"
#include "solver/newton/newton.hpp"
#include "scalars.hpp"

namespace setu {
namespace {

using test::problem_of;
using test::Scalars;

std::vector<double> solution_with(const Problem& problem, const ReductionOptions& options) {
  ReducedProblem reduced(problem, DirectSolver::Klu, options);
  std::vector<double> x = problem.start;
  reduced.set_shock(1.0, x);
  NewtonOptions newton_options;
  newton_options.tolerance = 1e-13;
  EXPECT_EQ(newton(reduced, x, newton_options).status, RunStatus::Converged);
  EXPECT_TRUE(reduced.reduction.recover(x));
  return x;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
  double d = 0;
  for (std::size_t i = 0; i < a.size(); ++i) d = std::max(d, std::abs(a[i] - b[i]));
  return d;
}

TEST(Reduction, HasTheFullSystemsSolution) {
  const auto economy = test::make_armington(3, 4);
  const auto problem = economy.tariff_shock(0.2, 2);
  const auto full = solution_with(problem, {false, false, 0, 0, false});
  EXPECT_LT(largest_difference(full, solution_with(problem, {true, false, 0, 0, false})), 1e-12);
  EXPECT_LT(largest_difference(full, solution_with(problem, {true, true, 0, 0, false})), 1e-12);
  EXPECT_LT(largest_difference(full, solution_with(problem, {true, true, 8, 256, false})), 1e-12);
  EXPECT_LT(largest_difference(full, solution_with(problem, {false, true, 1000, 1000000, false})), 1e-12);
}

TEST(Reduction, ShrinksTheSystem) {
  const auto economy = test::make_armington(3, 4);
  const auto problem = economy.tariff_shock(0.2);
  const ReducedProblem reduced(problem, DirectSolver::Klu);
  EXPECT_LT(2 * reduced.size(), economy.system.terms.equations());
  for (const Index v : reduced.reduction.unknowns()) EXPECT_FALSE(economy.closure.exogenous[v]);
}

/// Moves every number of a table a little; what is equal stays equal, so the structure stays.
void move_numbers(Terms& t) {
  for (auto* numbers : {&t.factor_exponent, &t.term_coef})
    for (double& v : *numbers) v *= 1 + 0.01 * std::sin(v);
  for (double& v : t.group_scale) v *= 1.001;
}

TEST(Reduction, TakesChangedNumbersAsIfMadeAnew) {
  auto economy = test::make_armington(3, 4);
  const auto problem = economy.tariff_shock(0.2, 2);
  ReductionOptions options;
  options.updatable = true;
  ReducedProblem updated(problem, DirectSolver::Klu, options);
  move_numbers(economy.system.terms);
  ASSERT_TRUE(updated.update());
  ReducedProblem anew(problem, DirectSolver::Klu, options);
  EXPECT_EQ(updated.reduction.terms().linear_coef, anew.reduction.terms().linear_coef);
  EXPECT_EQ(updated.reduction.terms().term_coef, anew.reduction.terms().term_coef);
  EXPECT_EQ(updated.reduction.terms().factor_exponent, anew.reduction.terms().factor_exponent);
  std::vector<double> x = problem.start, y = problem.start;
  problem.path.apply(1.0, x);
  ASSERT_TRUE(updated.evaluate(x));
  ASSERT_TRUE(anew.evaluate(x));
  EXPECT_EQ(updated.residual, anew.residual);
  y = x;
  ASSERT_EQ(updated.reduction.recover(x), anew.reduction.recover(y));
  EXPECT_EQ(x, y);
}

TEST(Reduction, RefusesNumbersThatChangeItsStructure) {
  Scalars b;  // u = w, v = k w, e^(u − v): with k = 1 the exponent cancels
  const Var u = b.log("u"), v = b.log("v"), w = b.log("w"), g = b.log("g");
  b.definition("E_u", u, Expression(Linear(w)));
  b.definition("E_v", v, Expression(2.0 * w));
  Sum s;
  s.add(1.0, u - v).add(1.0, Linear(w)).add(-2.0, Linear(g));
  b.equation("E_w", w, plain(s));
  EquationSystem system = b.finish();
  const Problem p = problem_of(system, {g});
  ReductionOptions options;
  options.updatable = true;
  ReducedProblem reduced(p, DirectSolver::Klu, options);
  Terms& t = system.terms;
  for (Index l = t.linear_begin[1]; l < t.linear_begin[2]; ++l)
    if (t.linear_var[l] == w.id) t.linear_coef[l] = -1;
  EXPECT_FALSE(reduced.update());
}

TEST(Reduction, KeepsACircleOfDefinitionsImplicit) {
  Scalars b;  // a = 0.5 c + g, c = 0.5 a, d = a + c: a = 4/3 g, c = 2/3 g
  const Var a = b.log("a"), c = b.log("c"), d = b.log("d"), e = b.log("e"), g = b.log("g");
  b.definition("E_a", a, Expression(0.5 * c + Linear(g)));
  b.definition("E_c", c, Expression(0.5 * a));
  b.definition("E_d", d, Expression(a + c));
  b.equation("E_e", e, Expression(d - e));
  const EquationSystem s = b.finish();
  Problem p = problem_of(s, {g});
  test::shock(p, g, 0.3);
  const auto x = solution_with(p, {false, true, 8, 256, false});
  EXPECT_NEAR(x[a.id], 0.4, 1e-14);
  EXPECT_NEAR(x[c.id], 0.2, 1e-14);
  EXPECT_NEAR(x[e.id], 0.6, 1e-14);
}

TEST(Reduction, KeepsADefinitionThatIsUsedAsAFactor) {
  Scalars b;  // z = 2 + x unlogged, e^x · z = 3 e^g · …
  const Var x = b.log("x"), z = b.level("z", 3.0), g = b.log("g");
  Sum s;
  s.add(1.0, Linear(x), z).add(-3.0, Linear(g));
  b.definition("E_z", z, Expression(Linear(3.0) + Linear(x)));
  b.equation("E_x", x, plain(s));
  const EquationSystem system = b.finish();
  Problem p = problem_of(system, {g});
  test::shock(p, g, 0.5);
  const auto at = solution_with(p, {false, true, 8, 256, false});
  EXPECT_NEAR(at[z.id], 3 + at[x.id], 1e-14);
  EXPECT_NEAR(std::exp(at[x.id]) * at[z.id], 3 * std::exp(0.5), 1e-12);
}

TEST(Reduction, EvaluatesSinksInOrder) {
  Scalars b;
  const Var x = b.log("x"), y = b.log("y"), z = b.log("z"), g = b.log("g");
  Sum s;
  s.add(0.5, Linear(x)).add(0.5, Linear(y));
  b.definition("E_z", z, log_mean(s));  // reads y, which is a sink once z is gone
  Sum q;
  q.add(0.5, 2.0 * x).add(0.5, Linear(0.0));
  b.definition("E_y", y, log_mean(q));
  b.equation("E_x", x, Expression(x - g));
  const EquationSystem system = b.finish();
  Problem p = problem_of(system, {g});
  test::shock(p, g, 0.4);
  const ReducedProblem reduced(p, DirectSolver::Klu);
  EXPECT_EQ(reduced.size(), 0);
  std::vector<double> at = p.start;
  reduced.set_shock(1.0, at);
  ASSERT_TRUE(reduced.reduction.recover(at));
  const double y_value = std::log(0.5 * std::exp(0.8) + 0.5);
  EXPECT_NEAR(at[y.id], y_value, 1e-15);
  EXPECT_NEAR(at[z.id], std::log(0.5 * std::exp(0.4) + 0.5 * std::exp(y_value)), 1e-15);
}

TEST(Reduction, SaysWhenASinkCannotBeEvaluated) {
  Scalars b;
  const Var x = b.log("x"), g = b.level("g", 1.0);
  Sum s;
  s.add(1.0, Linear(0.0), g);
  b.definition("E_x", x, log_mean(s));
  const EquationSystem system = b.finish();
  Problem p = problem_of(system, {g});
  test::shock(p, g, -1.0);
  const ReducedProblem reduced(p, DirectSolver::Klu);
  std::vector<double> at = p.start;
  reduced.set_shock(1.0, at);
  EXPECT_FALSE(reduced.reduction.recover(at));
}

TEST(Reduction, FoldsGivenVariablesThatStay) {
  Scalars b;
  const Var x = b.log("x"), g = b.log("g"), tax = b.level("tax", 0.5);
  Sum s;
  s.add(1.0, x + g, tax).add(-1.0, Linear(0.0));
  b.equation("E_x", x, plain(s));
  const EquationSystem system = b.finish();
  Problem p = problem_of(system, {g, tax});
  p.start[g.id] = 0.25;
  const auto at = solution_with(p, {true, true, 8, 256, false});
  EXPECT_NEAR(at[x.id], std::log(2.0) - 0.25, 1e-14);
  const Reduction r(system, p.closure, std::vector<std::uint8_t>(3, 0), p.start);
  EXPECT_EQ(r.terms().factor_var, std::vector<Index>{x.id});
  EXPECT_EQ(r.terms().term_level, (std::vector<Index>{kNone, kNone}));
}

}  // namespace
}  // namespace setu
