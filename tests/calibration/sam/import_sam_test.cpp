#include <gtest/gtest.h>

#include <cmath>

#include "../io/temporary_folder.hpp"
#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/sam/sam.hpp"

/// docs/data.md, "Social accounting matrices".
namespace setu {
namespace {

using testing::contains;
using testing::message_of;

std::filesystem::path data(const std::string& name) { return std::filesystem::path(SETU_SOURCE_DIR) / "tests" / "data" / "sam" / name; }

Imported import(const std::string& name, const SamOptions& options = {}) {
  const Sam sam = read_sam(data(name + ".csv"));
  return import_sam(sam, read_account_map(data(name + "_accounts.csv"), sam, "HOME"), options);
}

double largest_imbalance(const Database& db) {
  double largest = 0;
  for (const auto& account : accounts(db)) largest = std::max(largest, account.imbalance());
  return largest;
}

double total(const Database& db, const std::string& header) {
  double sum = 0;
  for (const double v : db[header].values()) sum += v;
  return sum;
}

TEST(ImportSam, NationalAccountsBalanceWithTheRestOfTheWorld) {
  const auto imported = import("national");
  EXPECT_EQ(imported.database.sets().reg, (std::vector<std::string>{"HOME", "ROW"}));
  EXPECT_EQ(imported.database.sets().comm, (std::vector<std::string>{"food", "goods"}));
  EXPECT_LT(largest_imbalance(imported.database), 1e-12);
  const AuditReport report = audit(imported.database);
  for (const auto& check : report.checks)
    if (check.severity == Severity::Error) ADD_FAILURE() << check.check << ": " << check.findings.front().message;
}

TEST(ImportSam, NationalTotalsAreTheMatrixs) {
  const auto imported = import("national");
  const Database& db = imported.database;
  const auto near = [](double a, double b) { EXPECT_NEAR(a, b, 1e-10 * std::abs(b)); };
  double gdp = 0;
  for (std::size_t e = 0; e < 3; ++e)
    for (std::size_t a = 0; a < 2; ++a) gdp += db["EVFP"](e, a, 0);
  near(gdp, 180);
  near(db["MAKB"](0, 0, 0) + db["MAKB"](1, 1, 0), 350);
  near(db["MAKB"](0, 0, 0) - db["MAKS"](0, 0, 0), 5);
  near(db["VMSB"](0, 1, 0) - db["VCIF"](0, 1, 0), 2);
  near(db["VCIF"](1, 1, 0), 67);
  near(db["VFOB"](0, 0, 1), 18 - 18 * 5.0 / 150 + 0);  // the margin in it is exported by the services' maker
  near(db["VFOB"](0, 0, 1) + db["VFOB"](1, 0, 1), 60);
  near(db["TRNS"](0), 4 - 1);
  near(db["EVOS"](0, 0, 0), 40 * (1 - 12.0 / 180));
  EXPECT_GT(db["VXSB"](0, 1, 0), 0);
}

TEST(ImportSam, TheWorldIsAsLargeAsAskedFor) {
  SamOptions options;
  options.world_size = 50;
  const auto imported = import("national", options);
  const Database& db = imported.database;
  double purchases[2] = {0, 0};
  for (const char* header : {"VDPP", "VMPP", "VDGP", "VMGP", "VDIP", "VMIP"})
    for (std::size_t c = 0; c < 2; ++c)
      for (std::size_t r = 0; r < 2; ++r) purchases[r] += db[header](c, r);
  EXPECT_NEAR(purchases[1] / purchases[0], 50, 1e-10);
  EXPECT_LT(largest_imbalance(db), 1e-12);
}

TEST(ImportSam, RegionsOfOneMatrixTradeWithEachOther) {
  const auto imported = import("two_regions");
  const Database& db = imported.database;
  EXPECT_EQ(db.sets().reg, (std::vector<std::string>{"North", "South"}));
  EXPECT_LT(largest_imbalance(db), 1e-12);
  EXPECT_DOUBLE_EQ(db["VCIF"](0, 1, 0), 4);
  EXPECT_DOUBLE_EQ(db["VMSB"](1, 1, 0), 24);
  EXPECT_NEAR(db["VXSB"](1, 1, 0), 18, 1e-12);
  EXPECT_DOUBLE_EQ(db["VFOB"](0, 0, 1), 6);
  EXPECT_DOUBLE_EQ(db["TRNS"](0), -4);
  EXPECT_NEAR(total(db, "TRNS"), 0, 1e-12);
  EXPECT_NEAR(db["SAVE"](0) + db["VDEP"](0), 38, 1e-9);
}

TEST(ImportSam, HouseholdsAreMergedAndTransfersBetweenThemLeaveNoTrace) {
  const auto imported = import("two_households");
  const Database& db = imported.database;
  EXPECT_LT(largest_imbalance(db), 1e-12);
  EXPECT_NEAR(db["VDPP"](1, 0) + db["VMPP"](1, 0), 70, 1e-12);  // rural 20, urban 50
  EXPECT_NEAR(db["TRNS"](0), 8, 1e-12);                         // 3 to urban households, 5 to capital
  EXPECT_NEAR(db["VMSB"](0, 1, 0) - db["VCIF"](0, 1, 0), 2, 1e-12);
  EXPECT_NEAR(db["SAVE"](0) + db["VDEP"](0), 42, 1e-12);  // 8 + 20 + 14
}

TEST(ImportSam, ScaleMultipliesEverything) {
  SamOptions options;
  options.scale = 1000;
  EXPECT_NEAR(total(import("national", options).database, "VDPP"), 1000 * total(import("national").database, "VDPP"), 1e-6);
}

TEST(ImportSam, WhatHasNoPlaceIsNamed) {
  Sam sam = read_sam(data("national.csv"));
  AccountMap map = read_account_map(data("national_accounts.csv"), sam, "HOME");
  const auto at = [&](const std::string& account) {
    return static_cast<std::size_t>(std::find(sam.accounts.begin(), sam.accounts.end(), account) - sam.accounts.begin());
  };
  const auto message = [&](const Sam& s, const AccountMap& m) { return message_of<InputError>([&] { (void)import_sam(s, m); }); };
  auto wrong = map;
  wrong[at("capital")].factor = FactorKind::Other;
  EXPECT_TRUE(contains(message(sam, wrong), "no account has the role 'capital'"));
  wrong = map;
  wrong[at("row")] = {AccountRole::Government, "HOME", "abroad", FactorKind::Other};
  EXPECT_TRUE(contains(message(sam, wrong), "names no rest of the world"));
  Sam strange = sam;
  strange.values[at("labour") * sam.size() + at("food_c")] = 3;
  EXPECT_TRUE(contains(message(strange, map), "'food_c' pays 3 to 'labour'"));
  Sam exporter = sam;
  exporter.values[at("food_c") * sam.size() + at("row")] += 500;
  EXPECT_TRUE(contains(message(exporter, map), "HOME exports"));
  Sam negative = sam;
  negative.values[at("goods_c") * sam.size() + at("gov")] = -5;
  EXPECT_TRUE(contains(message(negative, map), "'goods' bought by 'government' in HOME is negative"));
}

}  // namespace
}  // namespace setu
