#include <gtest/gtest.h>

#include <cmath>

#include "setu/base/error.hpp"
#include "setu/system/prove/structure.hpp"
#include "support/experiment.hpp"

namespace setu::test {

namespace {

/// The tariff that brings a flow to a target is the tariff that, imposed, gives that flow.
TEST(Closure, ATargetReproducesTheShockThatReachesIt) {
  const Database database = rich_economy(23);
  const std::string route = taxed_route(database);
  const std::string tariff = "tms" + route, flow = "qxs" + route;
  Bench direct(database);
  direct.shock(tariff, 1.15);
  const Solution imposed = direct.solve();
  Bench inverse(database, {}, {{tariff, flow}});
  inverse.shock(flow, std::exp(direct.x(imposed, flow)));
  const Solution target = inverse.solve();
  EXPECT_NEAR(inverse.x(target, tariff), std::log(1.15), 1e-9);
  EXPECT_LE(block_difference(direct.system(), "u", imposed, target), 1e-10);
}

TEST(Closure, FixesATradeBalanceThroughSaving) {
  const Database database = rich_economy(23);
  const std::string r = database.sets().reg[0];
  Bench bench(database, {}, {{"dpsave(" + r + ")", "del_tbalry(" + r + ")"}});
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  EXPECT_EQ(bench.x(s, "del_tbalry(" + r + ")"), 0.0);
  EXPECT_GT(std::abs(bench.x(s, "dpsave(" + r + ")")), 1e-6);
}

TEST(Closure, FixesTheRealWageAndFreesEmployment) {
  const Database database = rich_economy(23);
  const std::string labour = database.sets().endm[0], r = database.sets().reg[1];
  Bench bench(database, {}, {{"qe(" + labour + "," + r + ")", "pefactreal(" + labour + "," + r + ")"}});
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  EXPECT_EQ(bench.x(s, "pefactreal(" + labour + "," + r + ")"), 0.0);
  EXPECT_GT(std::abs(bench.x(s, "qe(" + labour + "," + r + ")")), 1e-6);
}

TEST(Closure, SignatureTellsClosuresApart) {
  const Database database = rich_economy(23);
  const Model model = build_model(database);
  const std::string r = database.sets().reg[0];
  const Closure standard = make_closure(model, {}), other = make_closure(model, {{"dpsave(" + r + ")", "del_tbalry(" + r + ")"}});
  EXPECT_EQ(closure_signature(model.system, standard), closure_signature(model.system, make_closure(model, {})));
  EXPECT_NE(closure_signature(model.system, standard), closure_signature(model.system, other));
}

void expect_refused(const Model& model, const Swap& swap, const std::string& words) {
  try {
    (void)make_closure(model, {swap});
    FAIL() << swap.exogenous << " / " << swap.endogenous << " was accepted";
  } catch (const InputError& error) { EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what(); }
}

TEST(Closure, RefusesWhatDoesNotFit) {
  const Database database = rich_economy(23);
  const Model model = build_model(database);
  const std::string r = database.sets().reg[0];
  expect_refused(model, {"pop", "qxs"}, "does not keep the model square");
  expect_refused(model, {"y", "qo"}, "does not keep the model square");
  expect_refused(model, {"y(" + r + ")", "u(" + r + ")"}, "already endogenous");
  expect_refused(model, {"pop(" + r + ")", "au(" + r + ")"}, "already exogenous");
  expect_refused(model, {"popp(" + r + ")", "u(" + r + ")"}, "did you mean 'pop'");
  expect_refused(model, {"pop(Nowhere)", "u(" + r + ")"}, "no element of REG 'Nowhere'");
  expect_refused(model, {"pop(" + r, "u(" + r + ")"}, "is not a variable");
}

/// Square by count, but no equation can determine population: named before anything is solved.
TEST(Closure, ASingularSwapIsNamed) {
  const Database database = rich_economy(23);
  const Model model = build_model(database);
  const std::string r = database.sets().reg[0], other = database.sets().reg[1];
  const Closure closure = make_closure(model, {{"psaveslack(" + r + ")", "rental(" + other + ")"}});
  try {
    require_regular(model.system, closure);
    SolveOptions options;
    const Solution s = setu::solve({&model.system, closure, {}, model.system.benchmark()}, options);
    EXPECT_NE(s.certificate.run, RunStatus::NotRun);
  } catch (const InputError& error) { EXPECT_NE(std::string(error.what()).find('('), std::string::npos) << error.what(); }
}

}  // namespace

}  // namespace setu::test
