#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "default_database.hpp"

namespace setu {
namespace {

using testing::default_controls;
using testing::default_database;
using testing::exports;
using testing::goods;
using testing::region;

struct Pair {
  std::string name;
  double reported, database;
};

/// Goods pairs that are reported (no gaps filled, not the India-Japan pair), the reports scaled to the same sum.
std::vector<Pair> reported_pairs() {
  std::vector<Pair> pairs;
  double reported = 0, database = 0;
  const auto& fixed = default_controls().at("GOODS_FIXED");
  for (const auto& [key, value] : default_controls().at("GOODS_REPORTED")) {
    if (fixed.contains(key)) continue;
    pairs.push_back({key.first + " to " + key.second, value, exports(region(key.first), region(key.second), 0, goods)});
    reported += value, database += pairs.back().database;
  }
  for (auto& p : pairs) p.reported *= database / reported;
  return pairs;
}

TEST(DefaultTrade, IndiaAndJapanTradeWhatTheirCustomsCount) {
  // Ministry of Commerce and Industry of India, fiscal year 2022-23, US$ million.
  EXPECT_NEAR(exports(region("JPN"), region("IND"), 0, goods), 16500, 0.02 * 16500);
  EXPECT_NEAR(exports(region("IND"), region("JPN"), 0, goods), 5460, 0.02 * 5460);
}

TEST(DefaultTrade, PairsCorrelateWithReportedTrade) {
  const auto pairs = reported_pairs();
  ASSERT_GT(pairs.size(), 230U);
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  const double n = static_cast<double>(pairs.size());
  for (const auto& p : pairs) {
    x += p.reported / n, y += p.database / n;
    xx += p.reported * p.reported / n, yy += p.database * p.database / n, xy += p.reported * p.database / n;
  }
  EXPECT_GT((xy - x * y) / std::sqrt((xx - x * x) * (yy - y * y)), 0.98);
}

TEST(DefaultTrade, TheTenLargestPairsAreWithinAQuarter) {
  auto pairs = reported_pairs();
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.reported > b.reported; });
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_GT(pairs[i].database, 0.75 * pairs[i].reported) << pairs[i].name;
    EXPECT_LT(pairs[i].database, 1.25 * pairs[i].reported) << pairs[i].name;
  }
}

TEST(DefaultTrade, IndiaSellsJapanPlausibleServices) {
  // The raw table of 2023 has 6.9 bn in business services alone, 0.1 bn in 2017; Japan's balance of payments shows about
  // two billion.
  const double services = exports(region("IND"), region("JPN"), goods, 23);
  EXPECT_GT(services, 500);
  EXPECT_LT(services, 3000);
}

TEST(DefaultTrade, DomesticSalesAreNotTrade) {
  const Database& db = default_database();
  for (const char* name : {"IND", "JPN", "AUS", "CHN", "KOR", "TWN", "IDN", "VNM", "USA"})
    EXPECT_EQ(exports(region(name), region(name), 0, 23), 0) << name;
  for (const char* name : {"EUR", "ROW", "XSE"}) EXPECT_GT(exports(region(name), region(name), 0, 23), 0) << name;
  (void)db;
}

/// Import-weighted mean duty on goods, percent.
double mean_duty(const std::string& from, const std::string& to, std::size_t first = 0) {
  const Database& db = default_database();
  double cif = 0, basic = 0;
  for (std::size_t c = first; c < goods; ++c) {
    cif += db["VCIF"](c, region(from), region(to));
    basic += db["VMSB"](c, region(from), region(to));
  }
  return 100 * (basic / cif - 1);
}

TEST(DefaultTariffs, WeightedMeansAreThoseOfTheSource) {
  // UNCTAD TRAINS through WITS, 2023, weighted with imports.
  EXPECT_NEAR(mean_duty("JPN", "IND"), 1.39, 0.02);
  EXPECT_NEAR(mean_duty("KOR", "IND"), 3.37, 0.02);
  EXPECT_NEAR(mean_duty("CHN", "IND"), 8.44, 0.02);
  EXPECT_NEAR(mean_duty("USA", "IND"), 9.45, 0.02);
  EXPECT_NEAR(mean_duty("IND", "JPN"), 0.68, 0.02);
}

TEST(DefaultTariffs, MeansOfAllAskedPairsAreMet) {
  const auto& controls = default_controls();
  ASSERT_GT(controls.at("TARIFF_WITHOUT_MINING").size(), 60U);
  EXPECT_LT(controls.at("TARIFF_NOT_ASKED").size(), 8U);
  const std::size_t mine = testing::sector("min"), fuel = testing::sector("pet");
  for (const auto& [key, mean] : controls.at("TARIFF_WITHOUT_MINING")) {
    double cif = 0, basic = 0;
    for (std::size_t c = 0; c < goods; ++c) {
      if (c == mine || c == fuel) continue;
      cif += default_database()["VCIF"](c, region(key.first), region(key.second));
      basic += default_database()["VMSB"](c, region(key.first), region(key.second));
    }
    EXPECT_NEAR(basic / cif - 1, mean, 1e-6) << key.first << " " << key.second;
  }
}

TEST(DefaultTariffs, SectorRatesAreThoseOfTheSource) {
  const Database& db = default_database();
  const struct {
    const char *from, *to, *sector;
    double percent;
  } published[] = {{"JPN", "IND", "foo", 70.589}, {"JPN", "IND", "trn", 11.187}, {"JPN", "IND", "met", 0.25281},
                   {"JPN", "IND", "ele", 1.2078}, {"CHN", "IND", "agr", 19.133}, {"CHN", "IND", "tex", 17.23},
                   {"CHN", "IND", "mac", 8.17},   {"CHN", "IDN", "foo", 5.837},  {"CHN", "IDN", "trn", 5.209}};
  for (const auto& p : published) {
    const std::size_t c = testing::sector(p.sector), s = region(p.from), d = region(p.to);
    EXPECT_NEAR(100 * (db["VMSB"](c, s, d) / db["VCIF"](c, s, d) - 1), p.percent, 1e-3 * p.percent + 1e-3)
        << p.from << " " << p.to << " " << p.sector;
  }
}

TEST(DefaultTariffs, ServicesPayNoDuty) {
  const Database& db = default_database();
  for (std::size_t c = goods; c < 23; ++c)
    for (std::size_t s = 0; s < 17; ++s)
      for (std::size_t d = 0; d < 17; ++d) EXPECT_EQ(db["VMSB"](c, s, d), db["VCIF"](c, s, d));
}

TEST(DefaultPreferences, AgreeWithTheDutyThatIsPaid) {
  const Database& db = default_database();
  std::size_t count = 0;
  for (std::size_t c = 0; c < 23; ++c)
    for (std::size_t s = 0; s < 17; ++s)
      for (std::size_t d = 0; d < 17; ++d) {
        const double use = db["PRFU"](c, s, d);
        if (use == 0) continue;
        const double paid = db["VMSB"](c, s, d) / db["VCIF"](c, s, d) - 1;
        EXPECT_NEAR(use * db["PRFR"](c, s, d) + (1 - use) * db["MFNR"](c, s, d), paid, 1e-9);
        EXPECT_LE(use, 1);
        EXPECT_LE(db["PRFC"](c, s, d), db["MFNR"](c, s, d) - db["PRFR"](c, s, d));
        ++count;
      }
  EXPECT_GT(count, 15U);
}

}  // namespace
}  // namespace setu
