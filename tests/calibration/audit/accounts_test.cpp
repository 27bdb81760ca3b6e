#include "setu/model/database/accounts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu {
namespace {

SyntheticOptions everything() {
  SyntheticOptions o;
  o.regions = 4, o.sectors = 6, o.seed = 3, o.density = 0.6;
  o.joint_products = o.foreign_capital = true;
  return o;
}

/// A cell whose perturbation must open exactly the named accounts.
struct Perturbation {
  const char* header;
  std::set<AccountKind> kinds;
};

using K = AccountKind;

// Which identities each header enters: read off the table in accounts.hpp by hand. A header on one side of two
// accounts of the same kind does not occur, so every perturbed cell opens one account of each kind.
const Perturbation perturbations[] = {
    {"VDFB", {K::Commodity, K::Income}},   {"VDFP", {K::Activity, K::Income}},    {"VMFB", {K::Imports, K::Income}},
    {"VMFP", {K::Activity, K::Income}},    {"VDPB", {K::Commodity, K::Income}},   {"VMPB", {K::Imports, K::Income}},
    {"VDGB", {K::Commodity, K::Income}},   {"VMGB", {K::Imports, K::Income}},     {"VDIB", {K::Commodity, K::Income}},
    {"VMIB", {K::Imports, K::Income}},     {"VDIP", {K::Income, K::WorldSaving}}, {"VMIP", {K::Income, K::WorldSaving}},
    {"EVFP", {K::Activity, K::Income}},    {"MAKS", {K::Activity, K::Income}},    {"MAKB", {K::Commodity, K::Income}},
    {"VXSB", {K::Commodity, K::Income}},   {"VFOB", {K::Route, K::Income}},       {"VCIF", {K::Route, K::Income}},
    {"VMSB", {K::Imports, K::Income}},     {"VST", {K::Commodity, K::Transport}}, {"VTWR", {K::Route, K::Transport}},
    {"SAVE", {K::Income, K::WorldSaving}},
};

/// The largest cell that is not zero, so that its perturbation stands out of its accounts.
std::size_t largest_cell(const Array& array) {
  const auto v = array.values();
  return static_cast<std::size_t>(std::max_element(v.begin(), v.end()) - v.begin());
}

TEST(Accounts, OnePerturbedCellOpensExactlyItsAccounts) {
  for (const auto& [header, kinds] : perturbations) {
    SCOPED_TRACE(header);
    Database db = synthetic_database(everything());
    db[header].values()[largest_cell(db[header])] *= 1.01;
    std::multiset<AccountKind> open;
    for (const auto& account : accounts(db))
      if (account.imbalance() > 1e-9) open.insert(account.kind);
    EXPECT_EQ(open, (std::multiset<AccountKind>(kinds.begin(), kinds.end())));
  }
}

TEST(Accounts, PurchasesOfHouseholdsAreNeutralToIncomeLessSpending) {
  // A tax on consumption is paid and received by the same regional household.
  for (const char* header : {"VDPP", "VMPP", "VDGP", "VMGP"}) {
    Database db = synthetic_database(everything());
    const double before = regional_income(db)[0];
    for (double& v : db[header].values()) v *= 1.1;
    EXPECT_GT(regional_income(db)[0], before) << header;
    for (const auto& account : accounts(db)) EXPECT_LE(account.imbalance(), 1e-12) << account.name(db.sets());
  }
}

TEST(Accounts, OwnersAccountsOpenWithTheirCells) {
  Database db = synthetic_database(everything());
  db["VKOS"](1, 2, 0) += 1000;
  std::vector<std::string> open;
  for (const auto& account : accounts(db))
    if (account.imbalance() > 1e-9) open.push_back(account.name(db.sets()));
  EXPECT_EQ(open, (std::vector<std::string>{"income of reg001", "income of reg002", "capital owners of mnf03 in reg001"}));
}

TEST(Accounts, NetForeignIncomeIsTheStakesLessTheirDepreciation) {
  SyntheticOptions o = everything();
  o.regions = 2;
  Database db = synthetic_database(o);
  double income_in_1 = 0, stake_of_0_in_1 = 0, income_in_0 = 0, stake_of_1_in_0 = 0;
  for (std::size_t a = 0; a < o.sectors; ++a) {
    income_in_0 += db["EVOS"](3, a, 0), income_in_1 += db["EVOS"](3, a, 1);
    stake_of_0_in_1 += db["VKOS"](0, a, 1), stake_of_1_in_0 += db["VKOS"](1, a, 0);
  }
  const double net = stake_of_0_in_1 * (1 - db["VDEP"](1) / income_in_1) - stake_of_1_in_0 * (1 - db["VDEP"](0) / income_in_0);
  EXPECT_NEAR(net_foreign_capital_income(db)[0], net, 1e-9 * stake_of_0_in_1);
  EXPECT_NEAR(net_foreign_capital_income(db)[1], -net, 1e-9 * stake_of_0_in_1);
}

TEST(Accounts, StatedDepreciationReplacesProportions) {
  SyntheticOptions o = everything();
  o.regions = 2;
  Database db = synthetic_database(o);
  double stake_of_0_in_1 = 0, stake_of_1_in_0 = 0;
  for (std::size_t a = 0; a < o.sectors; ++a) stake_of_0_in_1 += db["VKOS"](0, a, 1), stake_of_1_in_0 += db["VKOS"](1, a, 0);
  db["VDKO"](0, 1) = 300, db["VDKO"](1, 0) = 20;
  EXPECT_NEAR(net_foreign_capital_income(db)[0], stake_of_0_in_1 - 300 - stake_of_1_in_0 + 20, 1e-9 * stake_of_0_in_1);
}

TEST(Accounts, TransfersAreIncome) {
  Database db = synthetic_database(everything());
  const auto before = regional_income(db);
  db["TRNS"](0) = 70, db["TRNS"](2) = -70;
  EXPECT_NEAR(regional_income(db)[0] - before[0], 70, 1e-9 * before[0]);
  EXPECT_NEAR(regional_income(db)[2] - before[2], -70, 1e-9 * before[2]);
  for (const auto& account : accounts(db)) EXPECT_TRUE(account.kind != AccountKind::Transfers || account.imbalance() == 0);
}

TEST(Accounts, AnyPerturbedCellIsNamedWithItsElements) {
  std::mt19937_64 random(4);
  const Database sound = synthetic_database(everything());
  const Sets& sets = sound.sets();
  for (int trial = 0; trial < 200; ++trial) {
    const std::size_t c = random() % 6, a = random() % 6, r = random() % 4, d = random() % 4;
    Database db = sound;
    std::set<std::string> expected = {"income of " + sets.reg[r]};
    if (trial % 3 == 0) {
      db["VDFB"](c, a, r) += 0.3 * db["MAKB"](c, c, r);
      expected.insert("commodity " + sets.comm[c] + " of " + sets.reg[r]);
    } else if (trial % 3 == 1) {
      db["EVFP"](1, a, r) *= 1.5;
      expected.insert("activity " + sets.acts[a] + " in " + sets.reg[r]);
    } else {
      db["VFOB"](c, r, d) += 500;
      expected.insert("route of " + sets.comm[c] + " from " + sets.reg[r] + " to " + sets.reg[d]);
    }
    std::set<std::string> open;
    for (const auto& account : accounts(db))
      if (account.imbalance() > 1e-9) open.insert(account.name(sets));
    EXPECT_EQ(open, expected) << trial;
  }
}

TEST(Accounts, AnEmptyDatabaseIsInBalance) {
  Sets sets;
  sets.reg = {"A"}, sets.comm = sets.acts = {"x"}, sets.endw = {"k"};
  for (const auto& account : accounts(Database(sets))) EXPECT_EQ(account.imbalance(), 0);
}

}  // namespace
}  // namespace setu
