#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/balance/balance_database.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu {
namespace {

Database invented(bool foreign_capital, unsigned size = 4) {
  SyntheticOptions options;
  options.regions = size;
  options.sectors = size + 1;
  options.density = 0.8;
  options.foreign_capital = foreign_capital;
  return synthetic_database(options);
}

/// Every base flow off by a factor, with all its taxes: powers stay.
Database shaken(Database db, double by) {
  std::mt19937 draw(7);
  std::lognormal_distribution<double> factor(0, by);
  const std::vector<std::vector<const char*>> together = {{"VDFB", "VDFP"}, {"VMFB", "VMFP"}, {"VDPB", "VDPP"},         {"VMPB", "VMPP"},
                                                          {"VDGB", "VDGP"}, {"VDIB", "VDIP"}, {"EVFB", "EVFP", "EVOS"}, {"VST"}};
  for (const auto& headers : together)
    for (std::size_t at = 0; at < db[headers[0]].values().size(); ++at) {
      const double f = factor(draw);
      for (const char* header : headers) db[header].values()[at] *= f;
    }
  return db;
}

double worst(const Database& db) {
  double gap = 0;
  for (const auto& account : accounts(db)) gap = std::max(gap, account.imbalance());
  return gap;
}

void expect_same_powers(const Database& a, const Database& b, const char* paid, const char* base) {
  const auto ap = a[paid].values(), ab = a[base].values(), bp = b[paid].values(), bb = b[base].values();
  for (std::size_t i = 0; i < ap.size(); ++i)
    if (bb[i] != 0) { EXPECT_NEAR(ap[i] / ab[i], bp[i] / bb[i], 1e-12 * std::abs(ap[i] / ab[i])) << paid << " " << i; }
}

TEST(BalanceDatabase, BringsEveryAccountToBalanceAndKeepsTaxRates) {
  for (const bool foreign : {false, true}) {
    const auto start = shaken(invented(foreign), 0.05);
    ASSERT_GT(worst(start), 1e-3);
    const auto result = balance_database(start);
    EXPECT_LE(worst(result.database), 1e-13);
    EXPECT_EQ(result.imbalance_after, worst(result.database));
    EXPECT_EQ(result.imbalance_before, worst(start));
    EXPECT_LT(result.moved, 0.1);
    for (const auto& [paid, base] : {std::pair{"VDFP", "VDFB"},
                                     {"VMFP", "VMFB"},
                                     {"VDPP", "VDPB"},
                                     {"MAKB", "MAKS"},
                                     {"EVFP", "EVFB"},
                                     {"EVOS", "EVFB"},
                                     {"VFOB", "VXSB"},
                                     {"VMSB", "VCIF"},
                                     {"VCIF", "VFOB"}})
      expect_same_powers(start, result.database, paid, base);
    EXPECT_NE(result.report.find("by per cent"), std::string::npos);
  }
}

TEST(BalanceDatabase, ABalancedDatabaseHardlyMoves) {
  const auto start = invented(true);
  const auto result = balance_database(start);
  EXPECT_LE(result.moved, 1e-11);
  EXPECT_LE(result.imbalance_after, 1e-13);
}

TEST(BalanceDatabase, BreaksInRoutesAreClosed) {
  auto start = invented(false);
  for (double& v : start["VCIF"].values()) v *= 1.01;
  const auto result = balance_database(start);
  EXPECT_LE(worst(result.database), 1e-13);
  expect_same_powers(start, result.database, "VMSB", "VCIF");
}

TEST(BalanceDatabase, MeetsTotals) {
  const auto start = invented(false);
  const auto& sets = start.sets();
  DatabaseTotal consumption{"consumption", {{"VDPP", {"*", sets.reg[1]}, 1}, {"VMPP", {"*", sets.reg[1]}, 1}}, 0, 0};
  for (const char* header : {"VDPP", "VMPP"})
    for (std::size_t c = 0; c < sets.comm.size(); ++c) consumption.value += 1.03 * start[header](c, std::size_t{1});
  DatabaseTotal wages{"wages", {{"EVFP", {sets.endw[0], "*", "*"}, 1}}, 0, 0};
  for (std::size_t a = 0; a < sets.acts.size(); ++a)
    for (std::size_t r = 0; r < sets.reg.size(); ++r) wages.value += 0.98 * start["EVFP"](std::size_t{0}, a, r);
  const auto result = balance_database(start, {consumption, wages});
  EXPECT_LE(worst(result.database), 1e-13);
  double reached = 0;
  for (const char* header : {"VDPP", "VMPP"})
    for (std::size_t c = 0; c < sets.comm.size(); ++c) reached += result.database[header](c, std::size_t{1});
  EXPECT_NEAR(reached, consumption.value, 1e-10 * reached);
}

TEST(BalanceDatabase, NamesWhatContradicts) {
  const auto start = invented(false, 3);
  const auto& region = start.sets().reg[0];
  const auto complaint = [&](const std::vector<DatabaseTotal>& totals) -> std::string {
    try {
      balance_database(start, totals);
    } catch (const InputError& e) { return e.what(); }
    return {};
  };
  const auto saving = [&](const char* name, double value) { return DatabaseTotal{name, {{"VDPP", {"*", region}, 1}}, value, 0}; };
  const auto both = complaint({saving("consumption", 100), saving("household survey", 120)});
  EXPECT_NE(both.find("'consumption' (100)"), std::string::npos) << both;
  EXPECT_NE(both.find("'household survey' (120)"), std::string::npos) << both;
  EXPECT_NE(complaint({{"x", {{"VDPQ", {"*", "*"}, 1}}, 1, 0}}).find("did you mean 'VDP"), std::string::npos);
  EXPECT_NE(complaint({{"x", {{"VDPP", {"*"}, 1}}, 1, 0}}).find("has 2 indices"), std::string::npos);
  EXPECT_NE(complaint({{"x", {{"VDPP", {"*", "nowhere"}, 1}}, 1, 0}}).find("no element of REG 'nowhere'"), std::string::npos);
}

TEST(BalanceDatabase, TheShippedDatabaseStaysBalanced) {
  const auto start = read_database(std::filesystem::path(SETU_SOURCE_DIR) / "data" / "indo-pacific-2022");
  const auto result = balance_database(start);
  EXPECT_LE(result.imbalance_after, 1e-13);
  EXPECT_LE(result.moved, 1e-9);
}

}  // namespace
}  // namespace setu
