#include "default_database.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "setu/model/database/accounts.hpp"
#include "setu/calibration/audit/audit.hpp"

namespace setu {
namespace {

using testing::default_controls;
using testing::default_database;
using testing::region;
using testing::sector;

/// Output less intermediate inputs at the sellers' basic prices: value added as the control totals count it, duties on
/// inputs included.
double value_added(std::size_t a, std::size_t r) {
  const Database& db = default_database();
  double value = db["MAKB"](a, a, r);
  for (std::size_t c = 0; c < db.sets().comm.size(); ++c) {
    double cif = 0, basic = 0;
    for (std::size_t s = 0; s < db.sets().reg.size(); ++s) cif += db["VCIF"](c, s, r), basic += db["VMSB"](c, s, r);
    value -= db["VDFB"](c, a, r);
    if (basic > 0) value -= db["VMFB"](c, a, r) * cif / basic;
  }
  return value;
}

double all_exports(std::size_t c, std::size_t r) {
  double sum = 0;
  for (std::size_t d = 0; d < default_database().sets().reg.size(); ++d) sum += default_database()["VXSB"](c, r, d);
  return sum;
}

TEST(DefaultDatabase, HasTheRegionsAndSectorsOfTheIssue) {
  const Sets& sets = default_database().sets();
  EXPECT_EQ(sets.reg, (std::vector<std::string>{"IND", "JPN", "AUS", "NZL", "CHN", "KOR", "TWN", "IDN", "MYS", "PHL", "SGP", "THA", "VNM",
                                                "XSE", "USA", "EUR", "ROW"}));
  EXPECT_EQ(sets.comm.size(), 23U);
  EXPECT_EQ(sets.acts, sets.comm);
  EXPECT_EQ(sets.endw.size(), 5U);
}

TEST(DefaultDatabase, BalancesEveryAccountToOneInABillion) {
  for (const auto& account : accounts(default_database())) EXPECT_LE(account.imbalance(), 1e-9) << account.name(default_database().sets());
}

TEST(DefaultDatabase, MeetsOutputValueAddedAndExportsToOneInAThousand) {
  const auto& controls = default_controls();
  std::size_t count = 0;
  for (const auto& [key, wanted] : controls.at("OUTPUT")) {
    const std::size_t c = sector(key.first), r = region(key.second);
    EXPECT_NEAR(default_database()["MAKB"](c, c, r), wanted, 1e-3 * wanted) << key.first << " " << key.second;
    const double va = controls.at("VALUE_ADDED").at(key), sold = controls.at("EXPORTS").at(key);
    EXPECT_NEAR(value_added(c, r), va, 1e-3 * va) << key.first << " " << key.second;
    EXPECT_NEAR(all_exports(c, r), sold, 1e-3 * sold) << key.first << " " << key.second;
    ++count;
  }
  EXPECT_EQ(count, 17U * 23U);
}

// Asian Development Bank, Multiregional Input-Output Tables, 2022, US$ million: sectors that are one sector there too.
TEST(DefaultDatabase, HoldsThePublishedFiguresOf2022) {
  const struct {
    const char *sector, *region;
    double output, value_added, exports;
  } published[] = {
      {"min", "AUS", 343094.01, 219769.07, 260472.54}, {"ele", "CHN", 3628953.5, 595475.93, 1135787.6},
      {"min", "IDN", 173071.52, 135084.36, 68736.662}, {"agr", "IND", 717240.83, 554809.52, 34760.495},
      {"tex", "IND", 185398.56, 60415.474, 51690.03},  {"trn", "JPN", 410935.97, 96189.195, 159641.13},
      {"pet", "KOR", 218708.88, 29895.955, 145605.76}, {"ele", "TWN", 376403.68, 156739.91, 282123.22},
      {"fin", "USA", 3497989.6, 1999552.2, 181782.62}, {"tex", "VNM", 57558.332, 16199.928, 43002.934},
      {"fin", "SGP", 120235, 60072.24, 50745.351},     {"foo", "NZL", 36639.158, 7854.9446, 23811.705},
  };
  for (const auto& p : published) {
    const std::size_t c = sector(p.sector), r = region(p.region);
    EXPECT_NEAR(default_database()["MAKB"](c, c, r), p.output, 1e-3 * p.output) << p.sector << " " << p.region;
    EXPECT_NEAR(value_added(c, r), p.value_added, 1e-3 * p.value_added) << p.sector << " " << p.region;
    EXPECT_NEAR(all_exports(c, r), p.exports, 1e-3 * p.exports) << p.sector << " " << p.region;
  }
}

TEST(DefaultDatabase, HasNoNegativeAndNoTinyFlow) {
  const Database& db = default_database();
  for (const auto& header : header_catalogue()) {
    if (header.parameter || header.quantity != Quantity::Value || header.name == "SAVE" || !db.has(header.name)) continue;
    for (const double v : db[header.name].values()) {
      EXPECT_GE(v, 0) << header.name;
      EXPECT_FALSE(v > 0 && v < 1e-4) << header.name << " " << v;
    }
  }
}

TEST(DefaultDatabase, PassesTheAudit) {
  const auto report = audit(default_database());
  EXPECT_FALSE(report.has_errors()) << report.text();
  EXPECT_TRUE(report.of("negative flow").empty());
  EXPECT_TRUE(report.of("CDE parameters").empty());
}

TEST(DefaultDatabase, PaysEveryFactorAndEmploysItWhereItBelongs) {
  const Database& db = default_database();
  for (std::size_t r = 0; r < 17; ++r)
    for (std::size_t a = 0; a < 23; ++a) {
      if (db["MAKB"](a, a, r) == 0) continue;
      const bool farm = a == sector("agr"), mine = a == sector("min");
      EXPECT_EQ(db["EVFB"](0, a, r) > 0, farm);
      EXPECT_EQ(db["EVFB"](4, a, r) > 0, mine);
      for (std::size_t e = 1; e < 4; ++e) EXPECT_GT(db["EVFB"](e, a, r), 0);
    }
}

TEST(DefaultDatabase, CapitalEarnsMoreThanItWearsOut) {
  const Database& db = default_database();
  for (std::size_t r = 0; r < 17; ++r) {
    double income = 0;
    for (std::size_t a = 0; a < 23; ++a) income += db["EVOS"](3, a, r);
    const double net = (income - db["VDEP"](r)) / db["VKB"](r);
    EXPECT_GT(net, 0.01) << db.sets().reg[r];
    EXPECT_LT(net, 0.25) << db.sets().reg[r];
  }
}

TEST(DefaultDatabase, GivesJapanItsStakeInEveryHostAndNobodyElseOne) {
  const Database& db = default_database();
  const std::size_t japan = region("JPN");
  for (std::size_t h = 0; h < 17; ++h)
    for (std::size_t o = 0; o < 17; ++o) {
      double owned = 0;
      for (std::size_t a = 0; a < 23; ++a) owned += db["VKOS"](o, a, h);
      EXPECT_EQ(owned > 0, o == h || o == japan);
    }
  // Press reports of Nomura, end 2022: 35.1 % of Japan's stock in India stands in transport equipment.
  double india = 0;
  for (std::size_t a = 0; a < 23; ++a) india += db["VKOS"](japan, a, region("IND"));
  EXPECT_NEAR(db["VKOS"](japan, sector("trn"), region("IND")) / india, 0.351, 1e-3);
}

TEST(DefaultDatabase, TakesGtapsElasticities) {
  const Database& db = default_database();
  for (std::size_t r = 0; r < 17; ++r) {
    for (std::size_t c = 0; c < 23; ++c) EXPECT_EQ(db["ESBM"](c, r), 2 * db["ESBD"](c, r));
    EXPECT_EQ(db["ESBD"](sector("tex"), r), 3.75);
    EXPECT_EQ(db["ESBD"](sector("ele"), r), 4.40);
    EXPECT_EQ(db["ESBD"](sector("pet"), r), 2.10);
    EXPECT_EQ(db["ESBV"](sector("con"), r), 1.40);
    for (std::size_t c = 0; c < 23; ++c) {
      EXPECT_GT(db["SUBP"](c, r), 0);
      EXPECT_LT(db["SUBP"](c, r), 1);
      EXPECT_GT(db["INCP"](c, r), 0);
    }
  }
}

}  // namespace
}  // namespace setu
