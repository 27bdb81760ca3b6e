#include <algorithm>
#include <cmath>
#include <numeric>

#include "setu/base/error.hpp"
#include "setu/model/database/accounts.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "small_tables.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

double sum(const Array& array) {
  const auto v = array.values();
  return std::accumulate(v.begin(), v.end(), 0.0);
}

void expect_sound(const Database& db) {
  for (const auto& account : accounts(db)) EXPECT_LE(account.imbalance(), 1e-12) << account.name(db.sets());
  const AuditReport report = audit(db);
  EXPECT_FALSE(report.has_errors()) << report.text();
}

bool noted(const Imported& imported, const std::string& part) {
  return std::any_of(imported.notes.begin(), imported.notes.end(), [&](const auto& note) { return note.find(part) != std::string::npos; });
}

TEST(ImportIntercountry, BalancesEveryFormat) {
  for (const char* file :
       {"icio_2016", "icio_2018", "icio_2023", "icio_split", "wiod_2013", "wiod_2016", "adb_mrio", "figaro_matrix", "figaro_flat"}) {
    SCOPED_TRACE(file);
    expect_sound(import_intercountry(small_table(file), default_options()).database);
  }
}

TEST(ImportIntercountry, KeepsWhatEachUserBuysFromAbroad) {
  const Imported imported = import_intercountry(small_table("icio_2023"), default_options());
  const Database& db = imported.database;
  EXPECT_EQ(db["VDFB"](0, 1, 0), 61);
  EXPECT_EQ(db["VMFB"](0, 0, 1), 8);  // A01 of AUS in A01 of USA
  EXPECT_EQ(db["VMPB"](0, 1), 20);    // households and non-profit institutions
  EXPECT_EQ(db["VMGB"](0, 1), 2);
  EXPECT_EQ(db["VMIB"](0, 1), 5);
  EXPECT_EQ(db["VXSB"](0, 0, 1), 62);  // of 226 sold
  EXPECT_EQ(db["MAKB"](0, 0, 0), 226);
}

TEST(ImportIntercountry, InventoriesGoToInvestmentAndNegativesToOutput) {
  const Imported imported = import_intercountry(small_table("icio_2023"), default_options());
  EXPECT_EQ(imported.database["VDIB"](1, 0), 52);  // 60 − 8
  EXPECT_EQ(imported.database["VMIB"](0, 0), 0);
  EXPECT_TRUE(noted(imported, "Changes of inventories were added"));
  EXPECT_TRUE(noted(imported, "purchases that were negative, US$"));
}

TEST(ImportIntercountry, LaysTariffsOnTheBasicValue) {
  InterCountryOptions o = default_options();
  o.tariffs = small_table("tariffs");
  const Database free = import_intercountry(small_table("icio_2023"), default_options()).database;
  const Database db = import_intercountry(small_table("icio_2023"), o).database;
  expect_sound(db);
  EXPECT_EQ(db["VXSB"](1, 1, 0), free["VXSB"](1, 1, 0));
  EXPECT_NEAR(db["VMSB"](1, 1, 0), 1.10 * db["VCIF"](1, 1, 0), 1e-12);
  EXPECT_NEAR(db["VMSB"](0, 0, 1), 1.05 * db["VCIF"](0, 0, 1), 1e-12);
  EXPECT_NEAR(db["VMPB"](1, 0), 1.10 * free["VMPB"](1, 0), 1e-12);
}

TEST(ImportIntercountry, TakesMarginsOutOfTheExportsOfTheirMode) {
  InterCountryOptions o = default_options();
  o.tariffs = small_table("tariffs"), o.margins = small_table("margins");
  const Database free = import_intercountry(small_table("icio_2023"), default_options()).database;
  const Database db = import_intercountry(small_table("icio_2023"), o).database;
  expect_sound(db);
  EXPECT_EQ(db.sets().marg, std::vector<std::string>{"G"});
  EXPECT_NEAR(db["VTWR"](0, 0, 0, 1), 0.05 * db["VFOB"](0, 0, 1), 1e-12);
  EXPECT_NEAR(db["VST"](0, 0) + db["VXSB"](2, 0, 1), free["VXSB"](2, 0, 1), 1e-9);
}

TEST(ImportIntercountry, MacroFileGivesStocksAndPopulation) {
  InterCountryOptions o = default_options();
  o.macro = small_table("macro");
  const Database db = import_intercountry(small_table("icio_2023"), o).database;
  expect_sound(db);
  EXPECT_EQ(db["POP"](0), 26);
  EXPECT_EQ(db["VKB"](0), 2000);
  EXPECT_EQ(db["POP"](1), 333);
}

TEST(ImportIntercountry, AggregatesByMapping) {
  InterCountryOptions o = default_options();
  o.regions = small_table("regions");
  const Database fine = import_intercountry(small_table("icio_2023"), default_options()).database;
  const Database db = import_intercountry(small_table("icio_2023"), o).database;
  EXPECT_EQ(db.sets().reg, std::vector<std::string>{"World"});
  EXPECT_NEAR(sum(db["EVFB"]), sum(fine["EVFB"]), 1e-9);
  expect_sound(db);
}

TEST(ImportIntercountry, ProductTaxesOfEveryUserAreThoseOfTheTable) {
  const InterCountryTable t = read_intercountry_table(small_table("icio_2018"));
  const Database db = import_intercountry(t, default_options()).database;
  double paid = sum(db["VDPP"]) + sum(db["VMPP"]) - sum(db["VDPB"]) - sum(db["VMPB"]), expected = 0;
  for (std::size_t r = 0; r < 2; ++r)
    for (const std::size_t use : {Households, NonProfit, PurchasesAbroad}) expected += t.taxes[r * 9 + 3 + use];
  EXPECT_NEAR(paid, expected, 1e-9);
}

TEST(ImportIntercountry, RefusesOptionsThatMakeNoSense) {
  const auto refused = [](const InterCountryOptions& o) {
    return message_of<InputError>([&] { (void)import_intercountry(small_table("icio_2023"), o); });
  };
  InterCountryOptions o = default_options();
  o.scale = 0;
  EXPECT_TRUE(contains(refused(o), "--scale"));
  o = default_options(), o.tariffs = small_table("margins");
  EXPECT_TRUE(contains(refused(o), "margins.csv:2: column 4: 'G' is not a number"));
  o = default_options(), o.macro = small_table("tariffs");
  EXPECT_TRUE(contains(refused(o), "the titles must be region,POP,VKB,VDEP"));
  o = default_options(), o.factors.clear();
  EXPECT_TRUE(contains(refused(o), "factor shares"));
}

}  // namespace
}  // namespace setu::testing
