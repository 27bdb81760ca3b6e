#include "setu/system/prove/structure.hpp"

#include <gtest/gtest.h>

#include "armington.hpp"
#include "scalars.hpp"
#include "setu/base/error.hpp"

namespace setu {
namespace {

using test::problem_of;
using test::Scalars;

std::string refusal(const EquationSystem& system, const Closure& closure) {
  try {
    require_regular(system, closure);
  } catch (const InputError& e) { return e.what(); }
  return {};
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Structure, AcceptsTheStandardClosure) {
  const auto economy = test::make_armington(3, 4);
  EXPECT_EQ(refusal(economy.system, economy.closure), "");
}

TEST(Structure, NamesVariablesWithoutEquation) {
  auto economy = test::make_armington(2, 2);
  economy.closure.exogenous[economy.id("tm", {"c0", "r0", "r1"})] = 0;
  const auto text = refusal(economy.system, economy.closure);
  EXPECT_TRUE(contains(text, "not square")) << text;
  EXPECT_TRUE(contains(text, "tm(c0,r0,r1)")) << text;
}

TEST(Structure, NamesEquationsWithoutVariable) {
  auto economy = test::make_armington(2, 2);
  economy.closure.exogenous[economy.id("u", {"r1"})] = 1;
  const auto text = refusal(economy.system, economy.closure);
  EXPECT_TRUE(contains(text, "not square")) << text;
  EXPECT_TRUE(contains(text, "Equations left without a variable")) << text;
}

TEST(Structure, AcceptsASwapAndRefusesAnEmptyOne) {
  auto economy = test::make_armington(2, 2);
  economy.closure.exogenous[economy.id("tm", {"c0", "r0", "r1"})] = 0;
  economy.closure.exogenous[economy.id("qxs", {"c0", "r0", "r1"})] = 1;  // a quota: sensible
  EXPECT_EQ(refusal(economy.system, economy.closure), "");
}

TEST(Structure, SquareButSingularNamesBothSides) {
  Scalars b;
  const Var x = b.log("x"), y = b.log("y"), z = b.log("z"), p = b.log("p");
  b.equation("E_first", x, Expression(x - p));
  b.equation("E_second", y, Expression(x + p));
  b.equation("E_third", z, Expression(y + z));
  const EquationSystem s = b.finish();
  const auto text = refusal(s, problem_of(s, {p}).closure);
  EXPECT_TRUE(contains(text, "structurally singular")) << text;
  EXPECT_TRUE(contains(text, "E_first") && contains(text, "E_second")) << text;
  EXPECT_FALSE(contains(text, "E_third")) << text;
  EXPECT_TRUE(contains(text, "determines: z") || contains(text, "determines: y")) << text;
}

TEST(Matching, FindsLongAugmentingPaths) {
  Scalars b;  // every equation is paired with the wrong variable: a chain that must shift by one
  std::vector<Var> v;
  const char* names[] = {"v0", "v1", "v2", "v3", "v4", "v5"};
  const char* equations[] = {"e0", "e1", "e2", "e3", "e4"};
  for (const char* name : names) v.push_back(b.log(name));
  for (int i = 0; i < 5; ++i) b.equation(equations[i], v[i], Expression(v[i] - v[i + 1]));
  const EquationSystem s = b.finish();
  const auto m = match(s, problem_of(s, {v[0]}).closure);
  EXPECT_TRUE(m.unmatched_equations.empty());
  for (Index i = 0; i < 5; ++i) EXPECT_EQ(m.variable_of_equation[i], v[i + 1].id);
}

TEST(Homogeneity, HoldsForTheArmingtonEconomy) {
  const auto economy = test::make_armington(2, 3);
  const auto faults = homogeneity_faults(economy.system);
  EXPECT_TRUE(faults.empty()) << faults[0].equation << ": " << faults[0].detail;
}

TEST(Homogeneity, NamesEquationsThatMixDegrees) {
  Scalars b;
  const Var p = b.log("p", 1), q = b.log("q", 0), m = b.level("m", 1.0, 1), rate = b.level("rate", 0.1, 0);
  Sum good, bad;
  good.add(1.0, p + q).add(-1.0, Linear(0.0), m);
  bad.add(1.0, p + q).add(-1.0, Linear(q));
  b.equation("E_good", q, plain(good));
  b.equation("E_price_is_quantity", p, Expression(p - q));
  b.equation("E_sum", m, plain(bad));
  b.equation("E_beside", rate, plain(good) - Expression(rate));
  const EquationSystem s = b.finish();
  const auto faults = homogeneity_faults(s);
  ASSERT_EQ(faults.size(), 3u);
  EXPECT_EQ(faults[0].equation, "E_price_is_quantity");
  EXPECT_EQ(faults[1].equation, "E_sum");
  EXPECT_EQ(faults[2].equation, "E_beside");
  for (const auto& fault : faults) EXPECT_FALSE(fault.detail.empty());
}

}  // namespace
}  // namespace setu
