#include <gtest/gtest.h>

#include <cmath>

#include "support/experiment.hpp"

/// Capital by owner and the fund (docs/equations.md §13, §15).
namespace setu::test {

namespace {

struct Stake {
  std::size_t owner = 0, activity = 0, host = 0;
};

Stake first_foreign_stake(const Database& database) {
  const auto& s = database.sets();
  const Array& owned = database["VKOS"];
  for (std::size_t o = 0; o < s.reg.size(); ++o)
    for (std::size_t h = 0; h < s.reg.size(); ++h)
      for (std::size_t a = 0; a < s.acts.size(); ++a)
        if (o != h && owned(o, a, h) > 0) return {o, a, h};
  ADD_FAILURE() << "the synthetic economy has no foreign capital";
  return {};
}

TEST(CapitalByOwner, WithoutForeignSharesIsGtap) {
  const Database plain = rich_economy(29);
  Database owned = plain;
  const auto& s = plain.sets();
  std::size_t capital = 0;
  while (s.endw[capital] != s.endc[0]) ++capital;
  for (std::size_t a = 0; a < s.acts.size(); ++a)
    for (std::size_t h = 0; h < s.reg.size(); ++h) owned["VKOS"](h, a, h) = plain["EVOS"](capital, a, h);
  Bench gtap(plain), extended(owned);
  gtap.scale_tariffs(0);
  extended.scale_tariffs(0);
  const Solution a = gtap.solve(), b = extended.solve();
  ASSERT_EQ(gtap.system().terms.variables, extended.system().terms.variables);
  EXPECT_EQ(a.x, b.x);
}

/// A stake of one part in ten million moves results by no more than its size.
TEST(CapitalByOwner, TendsToGtapAsForeignSharesVanish) {
  const Database plain = rich_economy(29);
  Database tiny = plain;
  const auto& s = plain.sets();
  std::size_t capital = 0;
  while (s.endw[capital] != s.endc[0]) ++capital;
  const double stake = 1e-7 * plain["EVOS"](capital, 0, 1), net = 1 - plain["VDEP"](1) / [&] {
    double gross = 0;
    for (std::size_t a = 0; a < s.acts.size(); ++a) gross += plain["EVOS"](capital, a, 1);
    return gross;
  }();
  tiny["VKOS"](0, 0, 1) = stake;
  tiny["SAVE"](0) += stake * net;
  tiny["SAVE"](1) -= stake * net;
  Bench gtap(plain), extended(tiny);
  gtap.scale_tariffs(0);
  extended.scale_tariffs(0);
  const Solution a = gtap.solve(), b = extended.solve();
  for (const auto& r : s.reg) EXPECT_NEAR(gtap.x(a, "u(" + r + ")"), extended.x(b, "u(" + r + ")"), 1e-6) << r;
}

TEST(CapitalByOwner, ZeroTransformationKeepsEveryStockInPlace) {
  Database database = rich_economy(31, true);
  for (double& theta : database["ETKO"].values()) theta = 0;
  Bench bench(database);
  bench.scale_tariffs(0);
  const Solution s = bench.solve();
  const VariableBlock& stocks = *bench.system().find("qko");
  for (Index id = stocks.first; id < stocks.first + stocks.count; ++id) EXPECT_NEAR(s.x[id], 0, 1e-12);
}

TEST(CapitalByOwner, MovesTowardsTheBetterReturn) {
  const Database database = rich_economy(31, true);
  const Stake k = first_foreign_stake(database);
  const auto& s = database.sets();
  Bench bench(database);
  bench.shock("aoreg(" + s.reg[k.host] + ")", 1.05);
  const Solution solution = bench.solve();
  const std::string there = "(" + s.reg[k.owner] + "," + s.reg[k.host] + ")";
  const double premium = bench.x(solution, "pko" + there) - bench.x(solution, "rkown(" + s.reg[k.owner] + ")");
  EXPECT_GT(premium, 0);
  EXPECT_NEAR(bench.x(solution, "qko" + there), 1.5 * premium, 1e-9);  // the default elasticity
}

class Fund : public testing::Test {
 protected:
  Fund() : database_(rich_economy(31, true)), stake_(first_foreign_stake(database_)) {
    const auto& s = database_.sets();
    options_.fund = FundSpec{s.reg[stake_.owner], s.reg[stake_.host], 0, {{"window", 1, {s.acts[stake_.activity]}, {1}}}};
  }
  [[nodiscard]] double budget() const { return 0.3 * database_["VKOS"](stake_.owner, stake_.activity, stake_.host); }

  Database database_;
  Stake stake_;
  ModelOptions options_;
};

TEST_F(Fund, ExhaustsItsBudgetExactly) {
  const auto& s = database_.sets();
  Bench bench(database_, options_);
  bench.shock("fundbud(window)", budget());
  const Solution solution = bench.solve();
  const std::string user = "(" + s.reg[stake_.owner] + "," + s.acts[stake_.activity] + "," + s.reg[stake_.host] + ")";
  const double paid = std::exp(bench.x(solution, "pko(" + s.reg[stake_.owner] + "," + s.reg[stake_.host] + ")"));
  const double price = std::exp(bench.x(solution, "pkoa" + user));
  const double quantity = database_["VKOS"](stake_.owner, stake_.activity, stake_.host) * std::exp(bench.x(solution, "qkoa" + user));
  EXPECT_NEAR((paid - price) * quantity / budget(), 1, 1e-9);  // what owners receive less what users pay
  EXPECT_NEAR(1 - price / paid, bench.x(solution, "fundrate(window)"), 1e-10);
}

TEST_F(Fund, AZeroBudgetChangesNothing) {
  const Bench with(database_, options_);
  const Solution s = with.solve();
  EXPECT_EQ(s.x, with.system().benchmark());
}

TEST_F(Fund, DrawsCapitalFromElsewhere) {
  const auto& s = database_.sets();
  Bench bench(database_, options_);
  bench.shock("fundbud(window)", budget());
  const Solution solution = bench.solve();
  const std::string owner = s.reg[stake_.owner];
  EXPECT_GT(bench.x(solution, "qko(" + owner + "," + s.reg[stake_.host] + ")"), 0);
  EXPECT_LT(bench.x(solution, "qko(" + owner + "," + owner + ")"), 0);
}

TEST_F(Fund, TheHostsCopaymentShiftsTheBurden) {
  const auto& s = database_.sets();
  Bench alone(database_, options_);
  options_.fund->host_copay = 0.5;
  Bench shared(database_, options_);
  alone.shock("fundbud(window)", budget());
  shared.shock("fundbud(window)", budget());
  const Solution a = alone.solve(), b = shared.solve();
  const std::string owner = "EV(" + s.reg[stake_.owner] + ")", host = "EV(" + s.reg[stake_.host] + ")";
  EXPECT_GT(shared.x(b, owner), alone.x(a, owner));
  EXPECT_LT(shared.x(b, host), alone.x(a, host));
}

}  // namespace

}  // namespace setu::test
