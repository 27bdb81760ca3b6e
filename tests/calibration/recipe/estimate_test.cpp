#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>

#include "calibration/recipe/raw_table.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/recipe/recipe.hpp"
#include "setu/model/database/accounts.hpp"
#include "temporary_folder.hpp"

// The database that is estimated from customs, national accounts and the balance of payments together. How near it is to its raw
// sources is the business of audit_estimate.py, which shares no code with the recipe.

namespace setu {
namespace {

const std::filesystem::path folder = std::filesystem::path(SETU_SOURCE_DIR) / "data/indo-pacific-2022-customs";

const Database& database() {
  static const Database db = read_database(folder);
  return db;
}

std::size_t position(const std::vector<std::string>& list, const std::string& name) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i] == name) return i;
  throw std::runtime_error("no element " + name);
}

TEST(Estimate, HasTheSetsOfTheFirstDatabase) {
  const Database first = read_database(std::filesystem::path(SETU_SOURCE_DIR) / "data/indo-pacific-2022");
  EXPECT_EQ(database().sets().reg, first.sets().reg);
  EXPECT_EQ(database().sets().comm, first.sets().comm);
  EXPECT_EQ(database().sets().endw, first.sets().endw);
}

TEST(Estimate, BalancesEveryAccountToOneInABillion) {
  for (const auto& account : accounts(database())) EXPECT_LE(account.imbalance(), 1e-9) << account.name(database().sets());
}

TEST(Estimate, HasNoNegativeFlow) {
  for (const char* name : {"VDFB", "VMFB", "VDPB", "VMPB", "VDGB", "VMGB", "VDIB", "VMIB", "VXSB", "VCIF", "VMSB", "EVFB", "MAKS"})
    for (const double v : database()[name].values()) EXPECT_GE(v, 0) << name;
}

/// fit.csv tells what the flows hold.
TEST(Estimate, TellsItsFitAsItIs) {
  const recipe::RawTable t(folder / "fit.csv", {"what", "region", "partner", "sectors", "source_usd_mn", "estimate_usd_mn", "error_pct"});
  const Sets& sets = database().sets();
  std::size_t count = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) != "exports" || t.text(i, 3).find(' ') != std::string::npos) continue;
    const std::size_t c = position(sets.comm, t.text(i, 3)), s = position(sets.reg, t.text(i, 1));
    double sold = 0;
    for (std::size_t d = 0; d < sets.reg.size(); ++d) sold += database()["VXSB"](c, s, d);
    EXPECT_NEAR(sold, t.number(i, 5), 0.01 + 1e-6 * sold) << t.text(i, 1) << " " << t.text(i, 3);
    ++count;
  }
  EXPECT_GE(count, 200U);
}

TEST(Estimate, MeetsGrossDomesticProductWithinOnePerCent) {
  const recipe::RawTable t(folder / "fit.csv", {"what", "region", "source_usd_mn", "estimate_usd_mn"});
  std::size_t count = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) != "gdp") continue;
    EXPECT_NEAR(t.number(i, 3) / t.number(i, 2), 1, 0.01) << t.text(i, 1);
    ++count;
  }
  EXPECT_EQ(count, database().sets().reg.size());
}

/// Viet Nam sells more electronics than anything else.
TEST(Estimate, KnowsWhatVietNamSells) {
  const Sets& sets = database().sets();
  const std::size_t s = position(sets.reg, "VNM");
  const auto exports = [&](const char* sector) {
    double sum = 0;
    for (std::size_t d = 0; d < sets.reg.size(); ++d) sum += database()["VXSB"](position(sets.comm, sector), s, d);
    return sum;
  };
  EXPECT_NEAR(exports("ele"), 157e3, 0.06 * 157e3);
  EXPECT_LT(exports("foo"), exports("ele") / 4);
}

/// The United States collect on Chinese goods what their customs report of 2024, 10.9 per cent, the duties of the trade war among them.
TEST(Estimate, HasTheDutyOnChinaAsCollected) {
  const Sets& sets = database().sets();
  const std::size_t s = position(sets.reg, "CHN"), d = position(sets.reg, "USA");
  double cif = 0, paid = 0;
  for (std::size_t c = 0; c < 15; ++c) cif += database()["VCIF"](c, s, d), paid += database()["VMSB"](c, s, d);
  EXPECT_NEAR(paid / cif - 1, 0.1087, 0.01);
}

/// Taxes on products are there, and none is a subsidy larger than half of the price.
TEST(Estimate, TaxesHouseholds) {
  const Sets& sets = database().sets();
  for (const char* name : {"IND", "KOR", "VNM", "EUR", "CHN"}) {
    const std::size_t r = position(sets.reg, name);
    double basic = 0, paid = 0;
    for (std::size_t c = 0; c < sets.comm.size(); ++c) basic += database()["VDPB"](c, r), paid += database()["VDPP"](c, r);
    EXPECT_GT(paid / basic, 1.05) << name;
    EXPECT_LT(paid / basic, 1.40) << name;
  }
}

std::filesystem::path raw_data() {
  if (const char* given = std::getenv("SETU_RAW_DATA")) return given;
  const auto beside = std::filesystem::path(SETU_SOURCE_DIR) / "../shared/data";
  return std::filesystem::is_directory(beside) ? beside : std::filesystem::path{};
}

TEST(EstimateRebuild, GivesTheShippedDatabase) {
  const auto raw = raw_data();
  if (raw.empty()) GTEST_SKIP() << "THE RAW FILES ARE ABSENT, NOTHING WAS REBUILT: set SETU_RAW_DATA to their folder";
  const testing::TemporaryFolder scratch;
  (void)build_database(folder / "recipe.toml", raw, scratch.path() / "out");
  for (const char* file :
       {"sets.csv", "basedata.csv", "params.csv", "controls.csv", "quality.csv", "provenance.csv", "adjustments.md", "fit.csv"})
    EXPECT_EQ(testing::read_text(scratch.path() / "out" / file), testing::read_text(folder / file)) << file;
}

}  // namespace
}  // namespace setu
