#include <cmath>
#include <cstdlib>

#include "setu/model/database/base_power.hpp"
#include "toy.hpp"

namespace setu {
namespace {

using toy::message_of;

ShockPlan plan(const std::string& text, const Aliases& aliases = {}) {
  static const Model model = toy::model();
  return plan_shocks(toy::scenario(text), aliases, toy::database(), model);
}

/// The single shock that `operation` on a tariff gives, as the new power of a base power.
double power_after(const std::string& flow, const std::string& operation, double base) {
  const ShockPlan p = plan("[[shocks]]\nvariable = 'tms(" + flow + ")'\n" + operation + "\n");
  EXPECT_EQ(p.shocks.size(), 1u);
  return base * std::exp(p.shocks.at(0).to);
}

TEST(Shocks, OperationsOnATariffOfTwentyPercent) {
  const std::pair<const char*, double> cases[] = {{"rate = 0.05", 1.05},        {"rate_points = -5", 1.15}, {"rate_percent = 50", 1.30},
                                                  {"cut = 50", 1.10},           {"to_zero = true", 1.0},    {"power = 1.5", 1.5},
                                                  {"power_percent = 10", 1.32}, {"percent = 10", 1.32},     {"multiply = 1.5", 1.8},
                                                  {"value = 1.3", 1.3},         {"change = 0.1", 1.3}};
  for (const auto& [operation, power] : cases) EXPECT_NEAR(power_after("food,A,B", operation, 1.2), power, 1e-14) << operation;
  EXPECT_NEAR(power_after("food,B,A", "cut = 100", 0.9), 1.0, 1e-14);
}

TEST(Shocks, EveryKindOfOperationIsCovered) { EXPECT_EQ(shock_keys().size(), 11u); }

TEST(Shocks, SourceGenericPowerIsAnIndex) {
  const ShockPlan p = plan("[[shocks]]\nvariable = 'tm'\npower_percent = 10\n");
  ASSERT_EQ(p.shocks.size(), 6u);
  EXPECT_NEAR(p.shocks[0].to, std::log(1.1), 1e-15);
  EXPECT_HAS(message_of([] { plan("[[shocks]]\nvariable = 'tm'\nto_zero = true\n"); }), "index over many taxes");
}

TEST(Shocks, SelectionsSkipZeroFlows) {
  EXPECT_EQ(plan("[[shocks]]\nvariable = 'tms(food,all,all)'\nto_zero = true\n").shocks.size(), 6u);
  const ShockPlan none = plan("[[shocks]]\nvariable = 'tms(food,A,A)'\nto_zero = true\n");
  EXPECT_TRUE(none.shocks.empty());
  ASSERT_FALSE(none.warnings.empty());
  EXPECT_HAS(none.warnings.front(), "left out");
}

TEST(Shocks, SelectNoMoreElementsThanTheLimit) {
  const std::string shock = "[[shocks]]\nvariable = 'tms(food,all,all)'\nto_zero = true\n";
  setenv("SETU_LIMIT_SHOCKED_FLOWS", "17", 1);
  EXPECT_EQ(plan(shock).shocks.size(), 6u);
  EXPECT_HAS(message_of([&] { plan("overlap = 'first'\n" + shock + shock); }), "select too many elements; the limit is 17");
  setenv("SETU_LIMIT_SHOCKED_FLOWS", "8", 1);
  EXPECT_HAS(message_of([&] { plan(shock); }), "tms selects too many elements; the limit is 8");
  unsetenv("SETU_LIMIT_SHOCKED_FLOWS");
}

TEST(Shocks, UnchangedVariablesStayOffThePath) {
  const ShockPath path = plan("[[shocks]]\nvariable = 'tms(food,all,all)'\nto_zero = true\n").path();
  EXPECT_EQ(path.variable.size(), 2u);
}

TEST(Shocks, LevelVariablesMoveInTheirOwnUnit) {
  const std::string fund =
      "[fund]\nowner = 'A'\nhost = 'B'\ntotal = 6000\nreplenishment_years = 3\n"
      "[[fund.windows]]\nname = 'labour_intensive'\nshare = 1\nactivities = 'food'\n";
  const ShockPlan p = plan(fund);
  ASSERT_EQ(p.shocks.size(), 1u);
  EXPECT_TRUE(p.shocks[0].level);
  EXPECT_EQ(p.shocks[0].to, 2000);
  EXPECT_HAS(message_of([] { plan("[[shocks]]\nvariable = 'fundbud'\npercent = 5\n"); }), "zero before the shock");
  EXPECT_HAS(message_of([] { plan("[[shocks]]\nvariable = 'fundbud'\nrate = 0.5\n"); }), "not a tax");
}

TEST(Shocks, IcebergCostFallsByShareOfValue) {
  const ShockPlan p = plan("[[ntm]]\ncommodities = 'food'\nexporters = 'A'\nimporters = 'B'\ncut = 5\n");
  ASSERT_EQ(p.shocks.size(), 1u);
  EXPECT_NEAR(std::exp(-p.shocks[0].to), 0.95, 1e-15);
}

TEST(Shocks, RentsCanOnlyFallByWhatTheDatabaseHolds) {
  const std::string head = "[[ntm]]\ncommodities = 'food'\nexporters = 'A'\nimporters = 'B'\n";
  const ShockPlan p = plan(head + "cut = 10\nimporter_rent = 0.5\n");
  ASSERT_EQ(p.shocks.size(), 2u);
  EXPECT_NEAR(std::exp(-p.shocks[0].to), 0.95, 1e-15);
  EXPECT_NEAR(std::exp(p.shocks[1].to), 0.95, 1e-15);
  EXPECT_HAS(message_of([&] { plan(head + "cut = 10\nimporter_rent = 0.9\n"); }), "7.5");
}

TEST(Shocks, PreferencesMoveUtilisationAndPreferentialRate) {
  const std::string text =
      "[[preferences]]\ncommodities = 'food'\nexporters = 'A'\nimporters = 'all'\n"
      "utilisation_points = 20\npreferential_rate = 0\n";
  const ShockPlan p = plan(text);
  ASSERT_EQ(p.shocks.size(), 2u);  // only A to B has a preference
  EXPECT_NEAR(p.shocks[0].from, 0.6, 1e-15);
  EXPECT_NEAR(p.shocks[0].to, 0.8, 1e-15);
  EXPECT_NEAR(1.1 * std::exp(p.shocks[1].to), 1.0, 1e-15);
  EXPECT_HAS(message_of([] { plan("[[preferences]]\ncommodities = 'food'\nexporters = 'B'\nimporters = 'C'\nutilisation = 1\n"); }),
             "models preferences on none");
}

TEST(Shocks, TariffAndItsPreferenceOverlap) {
  const std::string tms = "[[shocks]]\nvariable = 'tms(food,A,B)'\ncut = 50\n";
  const std::string text = "[[preferences]]\ncommodities = 'food'\nexporters = 'A'\nimporters = 'B'\nutilisation = 1\n";
  EXPECT_HAS(message_of([&] { plan(tms + text); }), "tms(food,A,B) and prfu(food,A,B)");
  const ShockPlan first = plan("overlap = 'first'\n" + tms + text);
  ASSERT_EQ(first.path().variable.size(), 1u);
  EXPECT_EQ(first.path().level[0], 1);  // preferences come first
  const ShockPlan last = plan("overlap = 'last'\n" + tms + text);
  ASSERT_EQ(last.path().variable.size(), 1u);
  EXPECT_EQ(last.path().level[0], 0);
}

TEST(Shocks, OverlapIsAnErrorUnlessSaidOtherwise) {
  const std::string two =
      "[[shocks]]\nvariable = 'tms(food,A,B)'\ncut = 50\n[[shocks]]\nvariable = 'tms(all,A,all)'\n"
      "to_zero = true\n";
  const std::string message = message_of([&] { plan(two); });
  EXPECT_HAS(message, "shocks overlap: tms(food,A,B) moved here and at ");
  EXPECT_HAS(message, "case.toml:5");
  EXPECT_HAS(message, "case.toml:2");
  EXPECT_NEAR(1.2 * std::exp(plan("overlap = 'first'\n" + two).shocks[0].to), 1.1, 1e-14);
  EXPECT_NEAR(1.2 * std::exp(plan("overlap = 'last'\n" + two).shocks[0].to), 1.0, 1e-14);
}

TEST(Shocks, TargetsBecomeSwapsAndShocks) {
  const ShockPlan p = plan("[[shocks]]\nvariable = 'tm(food,A)'\ntarget = { variable = 'qms(food,A)', percent = 10 }\n");
  ASSERT_EQ(p.swaps.size(), 1u);
  EXPECT_EQ(p.swaps[0].exogenous, "tm(food,A)");
  EXPECT_EQ(p.swaps[0].endogenous, "qms(food,A)");
  EXPECT_NEAR(p.shocks.at(0).to, std::log(1.1), 1e-15);
  EXPECT_HAS(message_of([] { plan("[[shocks]]\nvariable = 'tm'\ntarget = { variable = 'qms(food,A)', percent = 10 }\n"); }),
             "free as many variables as it fixes");
}

TEST(Shocks, MistakesNameFileLineAndAlternatives) {
  const std::pair<const char*, const char*> cases[] = {
      {"variable = 'tmss(food,A,B)'\ncut = 5", "did you mean 'tms'"},
      {"variable = 'tms(fod,A,B)'\ncut = 5", "did you mean 'food'"},
      {"variable = 'tms(food,A)'\ncut = 5", "has 3 indices (COMM, REG, REG), but 2 were given"},
      {"variable = 'ams(food,A,B)'\ncut = 5", "is not a tax"},
      {"variable = 'tms(food,A,B)'\nrate_points = -150", "must stay positive"}};
  for (const auto& [text, part] : cases) {
    const std::string message = message_of([&] { plan(std::string("[[shocks]]\n") + text + "\n"); });
    EXPECT_HAS(message, part);
    EXPECT_HAS(message, "case.toml:2");
  }
}

TEST(Shocks, EndogenousVariablesCannotBeShocked) {
  const Model model = toy::model();
  const ShockPlan p = plan("[[shocks]]\nvariable = 'qms(food,A)'\npercent = 5\n");
  const std::string message = message_of([&] { check_exogenous(p, model.system, toy::closure(model)); });
  EXPECT_HAS(message, "qms(food,A) is endogenous");
  EXPECT_HAS(message, "case.toml:2");
}

TEST(BasePower, ReadsEachTaxFromItsFlows) {
  Database db = toy::database();
  db["MAKB"](1, 1, 2) = 110;
  db["MAKS"](1, 1, 2) = 100;
  const std::vector<std::string> cars = {"cars", "cars", "C"}, flow = {"cars", "A", "B"}, zero = {"cars", "A", "A"};
  EXPECT_DOUBLE_EQ(*base_power(db, "to", cars), 1.1);
  EXPECT_DOUBLE_EQ(*base_power(db, "tms", flow), 1.5);
  EXPECT_DOUBLE_EQ(*base_power(db, "tms", zero), 1.0);
  EXPECT_FALSE(base_power(db, "tm", flow));
  for (const auto& tax : tax_powers()) EXPECT_EQ(db[tax.with_tax].sets(), db[tax.before].sets()) << tax.variable;
}

}  // namespace
}  // namespace setu
