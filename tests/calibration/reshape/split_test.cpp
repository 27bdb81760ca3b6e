#include "setu/calibration/reshape/split.hpp"

#include "reshape_test.hpp"
#include "setu/base/error.hpp"
#include "temporary_folder.hpp"

namespace setu::testing {
namespace {

/// Files of mappings and shares, and what comes of them.
class Split : public ::testing::Test {
 protected:
  Reshaped of(const Database& db, bool regions, const std::string& parts, const std::string& shares = {}) {
    write_text(file("parts.csv"), parts);
    write_text(file("shares.csv"), "what,part,region,sector,partner,share\n" + shares);
    const auto none = std::filesystem::path();
    fine_ = read_split_mappings(db.sets(), regions ? file("parts.csv") : none, regions ? none : file("parts.csv"));
    return split(db, fine_, read_split_shares(file("shares.csv"), db.sets(), fine_));
  }
  std::string message(const Database& db, bool regions, const std::string& parts, const std::string& shares = {}) {
    return message_of<InputError>([&] { of(db, regions, parts, shares); });
  }
  void expect_good(const Database& whole, const Reshaped& result) {
    expect_balanced(result.database, 1e-10);
    const AuditReport report = audit(result.database);
    EXPECT_FALSE(report.has_errors()) << report.text();
    Database again = aggregate(result.database, fine_).database;
    if (!whole.has("VDKO") && again.has("VDKO")) {  // aggregation writes down what the whole database left unsaid
      for (std::size_t r = 0; r < whole.sets().reg.size(); ++r) {
        double borne = 0;
        for (std::size_t o = 0; o < whole.sets().reg.size(); ++o) borne += again["VDKO"](o, r);
        EXPECT_NEAR(borne, whole["VDEP"](r), 1e-9 * borne);
      }
      Database plain = whole;
      plain["VDKO"] = again["VDKO"];
      expect_same(again, plain, 1e-9);
    } else {
      expect_same(again, whole, 1e-9);
    }
  }
  [[nodiscard]] std::filesystem::path file(const char* name) const { return folder_.path() / name; }
  TemporaryFolder folder_;
  SetMappings fine_;
};

double output(const Database& db, std::size_t c, std::size_t r) {
  double made = 0;
  for (std::size_t a = 0; a < db.sets().acts.size(); ++a) made += db["MAKB"](c, a, r);
  return made;
}

TEST_F(Split, OfASectorKeepsTotalsBalancesAndIsUndoneByAggregation) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const Database db = everything(4, 6, seed);
    const std::string last = db.sets().comm.back(), third = db.sets().comm[2], r = db.sets().reg[1];
    expect_good(db, of(db, false, "part,sector\nchips," + third + "\nother," + third + "\nair," + last + "\nsea," + last + "\n",
                       "output,chips,,,,0.2\noutput,chips," + r + ",,,0.6\nuse,chips," + r +
                           ",household,,0.1\n"
                           "export,chips," +
                           r + ",,,0.7\nimport,chips," + db.sets().reg[0] + ",," + r +
                           ",0.8\n"
                           "cost,chips,,Capital,,0.3\noutput,sea,,,,0.25\nmargin,sea,,,,0.9\n"));
  }
}

TEST_F(Split, ComesNearToTheStatedShares) {
  const Database db = everything(4, 6, 2);
  const std::string third = db.sets().comm[2];
  const Database fine = of(db, false, "chips," + third + "\nother," + third + "\n", "output,chips,,,,0.25\n").database;
  ASSERT_EQ(fine.sets().comm[2], "chips");
  for (std::size_t r = 0; r < 4; ++r)
    if (output(db, 2, r) > 0) { EXPECT_NEAR(output(fine, 2, r) / output(db, 2, r), 0.25, 1e-9); }
}

TEST_F(Split, KeepsTaxRatesAndElasticities) {
  const Database db = everything(4, 6, 3);
  const std::string third = db.sets().comm[2];
  const Database fine = of(db, false, "chips," + third + "\nother," + third + "\n", "output,chips,,,,0.25\nexport,chips,,,,0.4\n").database;
  for (std::size_t s = 0; s < 4; ++s)
    for (std::size_t d = 0; d < 4; ++d)
      for (const std::size_t c : {2U, 3U}) {
        if (db["VXSB"](2, s, d) == 0) continue;
        EXPECT_NEAR(fine["VMSB"](c, s, d) / fine["VCIF"](c, s, d), db["VMSB"](2, s, d) / db["VCIF"](2, s, d), 1e-12);
        EXPECT_EQ(fine["ESBM"](c, d), db["ESBM"](2, d));
        EXPECT_EQ(fine["MFNR"](c, s, d), db["MFNR"](2, s, d));
      }
}

TEST_F(Split, OfARegionKeepsTotalsBalancesAndIsUndoneByAggregation) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    const Database db = everything(4, 6, seed);
    const std::string r = db.sets().reg[2], mining = db.sets().comm[1];
    expect_good(db, of(db, true, "north," + r + "\nsouth," + r + "\neast," + r + "\n",
                       "output,north,,,,0.3\noutput,north,," + mining +
                           ",,0.7\nuse,south,,,,0.2\npopulation,east,,,,0.5\n"
                           "export,north,," +
                           mining + "," + db.sets().reg[0] + ",0.9\nimport,south,,,,0.1\ncost,east,,,,0.4\n"));
  }
}

TEST_F(Split, OfADatabaseInSinglePrecisionBalancesAsWell) {
  const Database db = in_single_precision(everything(4, 6, 5));
  const std::string third = db.sets().comm[2], r = db.sets().reg[0];
  const Database fine = of(db, false, "chips," + third + "\nother," + third + "\n", "output,chips,,,,0.01\n").database;
  expect_balanced(fine, 1e-5);
  expect_same(aggregate(fine, fine_).database, db, 1e-9);
  expect_balanced(of(db, true, "north," + r + "\nsouth," + r + "\n", "output,north,,,,0.01\n").database, 1e-5);
}

TEST_F(Split, NamesWhatIsWrong) {
  const Database db = everything(3, 4, 1);
  const std::string first = db.sets().comm[0], parts = "a," + first + "\nb," + first + "\n";
  const auto refused = [&](const std::string& shares) { return message(db, false, parts, shares); };
  EXPECT_TRUE(contains(refused("output,a,,,,0.5\noutput,c,,,,0.5\n"), "shares.csv:3: no part 'c'"));
  EXPECT_TRUE(contains(refused("outptu,a,,,,0.5\n"), "did you mean 'output'?"));
  EXPECT_TRUE(contains(refused("output,a,,,,1.5\n"), "the share '1.5' is not a number from 0 to 1"));
  EXPECT_TRUE(contains(refused("output,a,,,,0.5\noutput,b,,,,0.7\n"), "add up to 1.2, not to 1"));
  EXPECT_TRUE(contains(refused("output,a,," + first + ",,0.5\n"), "has no sector; leave that column empty"));
  EXPECT_TRUE(contains(refused("population,a,,,,0.5\n"), "a split sector has no share of population"));
  EXPECT_TRUE(contains(refused("output,a,0.5\n"), "the row has 3 fields"));
  EXPECT_TRUE(contains(message(db, false, "a," + first + "\n" + "a," + first + "\n"), "stands here twice"));
  EXPECT_TRUE(contains(message(db, false, "a,agrr01\n"), "no sector 'agrr01'; did you mean 'agr01'?"));
  EXPECT_TRUE(contains(message(db, false, "a," + first + "\n"), "No element is split"));
  EXPECT_TRUE(contains(message(db, true, db.sets().reg[0] + "," + db.sets().reg[1] + "\n"), "the name of another region"));
}

/// A part that is not made anywhere cannot be bought.
TEST_F(Split, ExplainsSharesThatNoBalancedTableHas) {
  const Database db = everything(3, 4, 1);
  const std::string last = db.sets().comm.back();
  const std::string text = message(db, false, "a," + last + "\nb," + last + "\n", "output,a,,,,0\nuse,a,,,,0.5\n");
  EXPECT_TRUE(contains(text, "cannot be balanced"));
  EXPECT_TRUE(contains(text, "'commodity a in " + db.sets().reg[0] + "'"));
}

}  // namespace
}  // namespace setu::testing
