#include <gtest/gtest.h>

#include <cmath>

#include "setu/base/error.hpp"
#include "setu/solver/solve/switching.hpp"
#include "support/experiment.hpp"
#include "support/rules.hpp"

namespace setu::test {

namespace {

ModelOptions quota_on(const std::string& route) {
  return with([route](const EquationSystem& s) { return std::vector{rule(s, "quota", "tms" + route, "qxs" + route)}; });
}

/// The quota's tariff is the tariff that, imposed, gives that flow; a quota that is not filled changes nothing.
TEST(Rules, AQuotaIsTheTariffThatFillsIt) {
  const Database database = rich_economy(23);
  const std::string route = taxed_route(database);
  Bench direct(database);
  direct.shock("tms" + route, 1.15);
  const Solution imposed = direct.solve();
  const double flow = direct.x(imposed, "qxs" + route);
  for (const auto method : {Method::Newton, Method::Ipopt}) {
    Bench quota(database, quota_on(route));
    quota.shock("rulelimit(quota)", std::exp(flow));
    const Solution s = quota.solve(method);
    EXPECT_NEAR(quota.x(s, "tms" + route), std::log(1.15), 1e-9);
    EXPECT_LE(block_difference(direct.system(), "u", imposed, s), 1e-10);
    Bench loose(database, quota_on(route));
    loose.shock("rulelimit(quota)", 1.2);
    const Solution free = loose.solve(method);
    EXPECT_EQ(loose.x(free, "tms" + route), 0.0);
    EXPECT_LE(std::abs(loose.x(free, "qxs" + route)), 1e-11);
  }
}

/// Half of the rent each: the importer's tariff and the exporter's tax are equal, and together as much as one alone at CIF
/// equal to FOB.
TEST(Rules, ARentIsDividedBetweenTariffAndExportTax) {
  SyntheticOptions options;
  options.margins = false;
  const Database database = synthetic_database(options);
  const std::string route = taxed_route(database);
  Bench divided(database, with([route](const EquationSystem& s) {
                  RuleSpec r = rule(s, "quota", "tms" + route, "qxs" + route);
                  r.instruments.push_back({id_of(s, "txs" + route), 1.0});
                  return std::vector{r};
                }));
  divided.shock("rulelimit(quota)", 0.8).shock("rulelow(quota)", 0.99);
  const Solution s = divided.solve();
  EXPECT_EQ(divided.x(s, "rulelow(quota)"), std::log(0.99));
  EXPECT_GT(divided.x(s, "txs" + route), 0.01);
  EXPECT_NEAR(divided.x(s, "txs" + route), divided.x(s, "tms" + route) - std::log(0.99), 1e-12);
  EXPECT_NEAR(divided.x(s, "qxs" + route), std::log(0.8), 1e-11);
}

/// Every present flow of a commodity under one limit on their sum: the powers change alike and the sum is at the limit.
TEST(Rules, ALimitOnATotalMovesEveryTariffAlike) {
  const Database database = rich_economy(23);
  const Sets& sets = database.sets();
  Bench total(database, with([&](const EquationSystem& s) {
                RuleSpec r;
                r.name = "total";
                r.lower = true;
                for (const auto& source : sets.reg) {
                  const std::vector<std::string> e{sets.comm[1], source, sets.reg[0]};
                  if (s.id("qxs", e) == kNone) continue;
                  r.instruments.push_back({s.id("tms", e), {}});
                  r.limited.push_back(s.id("qxs", e));
                }
                EXPECT_GE(r.limited.size(), 2u);
                return std::vector{r};
              }));
  total.shock("rulelimit(total)", 0.7);
  const Solution s = total.solve();
  const RuleSpec& r = total.model().rules.at(0);
  double before = 0, after = 0;
  for (const Index id : r.limited) before += total.system().level0[id], after += total.system().value(id, s.x);
  EXPECT_NEAR(after / before, 0.7, 1e-11);
  for (const auto& i : r.instruments) EXPECT_EQ(s.x[i.variable], s.x[r.instruments[0].variable]);
}

/// A floor under the real wage: tariffs raise or lower it, so either the wage moves at full employment or employment at the
/// floor, and the welfare parts add up either way.
TEST(Rules, AMinimumWagePutsPeopleOutOfWorkOnlyWhereItBinds) {
  const Database database = rich_economy(23);
  const std::string labour = database.sets().endm[0];
  int binding = 0, free = 0;
  for (const auto& r : database.sets().reg)
    for (const double scale : {0.0, 2.0}) {
      const std::string at = "(" + labour + "," + r + ")";
      Bench bench(database, with([at](const EquationSystem& s) {
                    RuleSpec floor = rule(s, "floor", "qe" + at, "pefactreal" + at);
                    floor.down = floor.upper = true;
                    floor.lower = false;
                    return std::vector{floor};
                  }));
      bench.scale_tariffs(scale);
      const Solution s = bench.solve(), ipopt = bench.solve(Method::Ipopt);
      EXPECT_LE(largest_difference(bench.closure(), s, ipopt), 1e-7);
      const double wage = bench.x(s, "pefactreal" + at), employment = bench.x(s, "qe" + at);
      if (s.certificate.complementarities.at(0).binding == Binding::Upper) {
        EXPECT_EQ(employment, 0.0);
        EXPECT_GE(wage, 0.0);
        ++free;
      } else {
        EXPECT_LT(employment, 0.0);
        EXPECT_LE(std::abs(wage), 1e-12);
        ++binding;
      }
      const Decomposition d = bench.decompose(s);
      EXPECT_TRUE(d.complete) << d.message;
      EXPECT_LE(d.gap, 1e-6);
    }
  EXPECT_GT(binding, 0);
  EXPECT_GT(free, 0);
}

/// A quota with room at the start is filled on the way, as the in-quota tariff falls to zero: the decomposition is cut there
/// and adds up.
TEST(Rules, TheDecompositionIsCutWhereAQuotaIsFilled) {
  const Database database = rich_economy(23);
  const std::string route = taxed_route(database);
  Bench free(database);
  const double power = free.system().level0[id_of(free.system(), "tms" + route)];
  free.shock("tms" + route, 1 / power);
  const double grown = free.x(free.solve(), "qxs" + route);
  ASSERT_GT(grown, 0.01);
  Bench bench(database, quota_on(route));
  bench.shock("rulelow(quota)", 1 / power);
  Problem problem = bench.problem();
  problem.start[bench.model().rules[0].limit] = grown / 2;  // given, and the same all the way
  const Solution s = solve(problem, {});
  ASSERT_EQ(s.certificate.point, PointStatus::Certified) << s.certificate.message;
  EXPECT_NEAR(bench.x(s, "qxs" + route), grown / 2, 1e-11);
  const PathParts cut = cut_path(problem, s.x, {});
  ASSERT_EQ(cut.message, "");
  ASSERT_EQ(cut.parts.size(), 2u);
  EXPECT_EQ(cut.parts[0].active, std::vector{Binding::Lower});
  EXPECT_EQ(cut.parts[1].active, std::vector{Binding::Between});
  EXPECT_NEAR(cut.parts[0].end[id_of(bench.system(), "qxs" + route)], grown / 2, 1e-11);
  EXPECT_NEAR(cut.parts[0].end[id_of(bench.system(), "tms" + route)], cut.parts[0].end[bench.model().rules[0].low], 1e-12);
  const Decomposition d = decompose(bench.model(), problem, s.x, {{"all", {0}}}, {});
  ASSERT_TRUE(d.complete) << d.message;
  ASSERT_EQ(d.switches.size(), 1u);
  EXPECT_EQ(d.switches[0], cut.parts[1].from);
  EXPECT_LE(d.gap, 1e-6);
}

/// What the state takes off the market at a price floor costs its household as much, and the parts of EV add up.
TEST(Rules, PublicPurchasesKeepAPriceAndAreAccountedFor) {
  const Database database = rich_economy(23);
  const std::string at = "(" + database.sets().comm[0] + "," + database.sets().reg[1] + ")";
  Bench bench(database, with(
                            [at](const EquationSystem& s) {
                              RuleSpec r = rule(s, "floor", "qbuy" + at, "pds" + at);
                              r.reversed = true;
                              return std::vector{r};
                            },
                            true));
  bench.shock("rulelimit(floor)", 1.05);
  const Solution s = bench.solve(), ipopt = bench.solve(Method::Ipopt);
  EXPECT_LE(largest_difference(bench.closure(), s, ipopt), 1e-7);
  EXPECT_NEAR(bench.x(s, "pds" + at) - bench.x(s, "pfactwld"), std::log(1.05), 1e-11);
  EXPECT_GT(bench.x(s, "qbuy" + at), 1e-4);
  const Decomposition d = bench.decompose(s);
  ASSERT_TRUE(d.complete) << d.message;
  EXPECT_LE(d.gap, 1e-6);
  double taken = 0;
  for (const auto& form : d.forms)
    if (form.name == "CNTstockr" && form.region == database.sets().reg[1]) taken = form.value;
  EXPECT_LT(taken, 0.0);
  const Database updated = updated_database(bench.model(), database, s.x);
  EXPECT_NO_THROW((void)build_model(updated)) << "the updated database balances";
}

/// The wage curve in its own words: (1 − u)/(1 − u₀) is employment and wage·(u/u₀)^ε is one.
TEST(Rules, EmploymentStandsOnTheWageCurve) {
  const Database database = rich_economy(23);
  const std::string at = "(" + database.sets().endm[0] + "," + database.sets().reg[1] + ")";
  constexpr double elasticity = 0.1, rate = 0.05;
  Bench bench(database, with([at](const EquationSystem& s) {
                RuleSpec r = rule(s, "curve", "qe" + at, "pefactreal" + at);
                r.lower = false;
                r.curve = WageCurve{elasticity, rate};
                return std::vector{r};
              }));
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  const double now = 1 - (1 - rate) * std::exp(bench.x(s, "qe" + at));
  EXPECT_GT(std::abs(now - rate), 1e-6);
  EXPECT_NEAR(bench.x(s, "pefactreal" + at), -elasticity * std::log(now / rate), 1e-11);
}

TEST(Rules, RefuseWhatCannotBeAnInstrument) {
  const Database database = rich_economy(23);
  const std::string route = taxed_route(database), region = database.sets().reg[0];
  const auto refused = [&](const std::string& instrument, const std::string& limited, const std::string& words) {
    try {
      (void)build_model(database, with([&](const EquationSystem& s) { return std::vector{rule(s, "r", instrument, limited)}; }));
      FAIL() << instrument << " was accepted";
    } catch (const InputError& e) { EXPECT_NE(std::string(e.what()).find(words), std::string::npos) << e.what(); }
  };
  refused("qxs" + route, "qxs" + route, "endogenous in the standard closure");
  refused("tms" + route, "del_ttaxr(" + region + ")", "measured by its level");
  EXPECT_THROW(
      (void)build_model(database, with([&](const EquationSystem& s) {
                          return std::vector{rule(s, "a", "tms" + route, "qxs" + route), rule(s, "b", "tms" + route, "qxs" + route)};
                        })),
      InputError);
}

}  // namespace

}  // namespace setu::test
