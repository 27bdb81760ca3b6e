#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sam_text.hpp"
#include "setu/calibration/sam/database_sam.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

/// docs/data.md, equations D1–D9.
namespace setu::testing {
namespace {

struct Shape {
  std::size_t regions, sectors;
  bool margins, taxes, joint, stakes;
};

class RoundTrip : public ::testing::TestWithParam<Shape> {
 protected:
  static Database database(std::uint64_t seed) {
    const Shape p = GetParam();
    SyntheticOptions options;
    options.regions = p.regions;
    options.sectors = p.sectors;
    options.seed = seed;
    options.margins = p.margins;
    options.taxes = p.taxes;
    options.joint_products = p.joint;
    options.foreign_capital = p.stakes;
    options.negative_saving = seed % 2 == 0;
    options.absent_commodities = true;
    return synthetic_database(options);
  }
};

/// Flows that have cells of their own.
bool carried(const HeaderInfo& header) {
  static const std::vector<std::string> left_out = {"VKB",  "POP",  "DPSM", "VKOS", "VDKO", "TRNS",
                                                    "PRFU", "PRFR", "MFNR", "PRFC", "NTMM", "NTMX"};
  return !header.parameter && std::find(left_out.begin(), left_out.end(), header.name) == left_out.end();
}

TEST_P(RoundTrip, EveryAccountBalances) {
  const Sam sam = sam_of_database(database(1)).sam;
  for (std::size_t i = 0; i < sam.size(); ++i)
    EXPECT_NEAR(sam.row_sum(i), sam.column_sum(i), 1e-8 * (1 + std::abs(sam.row_sum(i)))) << sam.accounts[i];
}

TEST_P(RoundTrip, EveryFlowComesBack) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const Database before = database(seed);
    const Database after = database_of_sam(sam_of_database(before).sam, before.sets());
    for (const auto& header : header_catalogue()) {
      if (!carried(header)) continue;
      const auto x = before[header.name].values(), y = after[header.name].values();
      ASSERT_EQ(x.size(), y.size());
      for (std::size_t k = 0; k < x.size(); ++k) ASSERT_NEAR(x[k], y[k], 1e-9 * (1 + std::abs(x[k]))) << header.name << " cell " << k;
    }
  }
}

TEST_P(RoundTrip, TheFileIsReadAgainAndStillBalances) {
  const TemporaryFolder folder;
  const Database before = database(4);
  const auto notes = write_database_sam(before, folder.path() / "out");
  EXPECT_FALSE(notes.empty());
  const Sam sam = read_sam(folder.path() / "out" / "sam.csv");
  EXPECT_EQ(sam.accounts, sam_of_database(before).sam.accounts);
  EXPECT_EQ(sam.values, sam_of_database(before).sam.values);
  std::size_t lines = 0;
  for (const char c : read_text(folder.path() / "out" / "accounts.csv")) lines += c == '\n';
  EXPECT_EQ(lines, sam.size() + 1);
}

TEST_P(RoundTrip, TheFolderIsTheWholeDatabaseAgain) {
  const TemporaryFolder folder;
  const Database before = database(5);
  (void)write_database_sam(before, folder.path() / "out");
  ASSERT_TRUE(is_database_sam(folder.path() / "out"));
  const Database after = read_database_sam(folder.path() / "out").database;
  EXPECT_EQ(after.sets().endf, before.sets().endf);
  for (const auto& header : header_catalogue()) {
    const auto x = before[header.name].values(), y = after[header.name].values();
    ASSERT_EQ(x.size(), y.size());
    if (x.empty()) continue;  // without margins nothing can be written of theirs
    EXPECT_EQ(before.has(header.name), after.has(header.name)) << header.name;
    for (std::size_t k = 0; k < x.size(); ++k) ASSERT_NEAR(x[k], y[k], 1e-9 * (1 + std::abs(x[k]))) << header.name << " cell " << k;
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, RoundTrip,
                         ::testing::Values(Shape{2, 2, false, false, false, false}, Shape{3, 3, true, true, false, false},
                                           Shape{4, 5, true, true, true, true}, Shape{3, 20, true, true, false, true}));

Database small() { return synthetic_database({.regions = 2, .sectors = 2}); }

TEST(DatabaseSam, NetTransfersTakeTheSumOfCapitalIncomeAndTransfers) {
  SyntheticOptions options;
  options.foreign_capital = true;
  const Database before = synthetic_database(options);
  const Database after = database_of_sam(sam_of_database(before).sam, before.sets());
  double world = 0, largest = 0;
  for (const double v : after["TRNS"].values()) {
    world += v;
    largest = std::max(largest, std::abs(v));
  }
  EXPECT_GT(largest, 0);
  EXPECT_NEAR(world, 0, 1e-9 * largest);
}

TEST(DatabaseSam, ImbalanceOfTheDatabaseIsSaid) {
  Database db = small();
  db["SAVE"](0) *= 1.01;
  bool said = false;
  for (const auto& note : sam_of_database(db).notes) said = said || note.starts_with("The accounts are as far from balance");
  EXPECT_TRUE(said);
  for (const auto& note : sam_of_database(small()).notes) EXPECT_FALSE(note.starts_with("The accounts are")) << note;
}

TEST(DatabaseSam, AccountsOutsideTheSetsAreNamed) {
  const Database db = small();
  Sam sam = sam_of_database(db).sam;
  sam.accounts.front() += "x";
  const std::string text = message_of<InputError>([&] { database_of_sam(sam, db.sets()); });
  EXPECT_TRUE(contains(text, "sam.csv: no account '" + sam.accounts.front() + "'; did you mean"));
}

TEST(DatabaseSam, CellsWithoutMeaningAreNamed) {
  const Database db = small();
  Sam sam = sam_of_database(db).sam;
  const auto at = [&](const std::string& label) {
    return static_cast<std::size_t>(std::find(sam.accounts.begin(), sam.accounts.end(), label) - sam.accounts.begin());
  };
  const std::string household = "household:" + db.sets().reg[0];
  const auto found = std::find_if(sam.accounts.begin(), sam.accounts.end(), [](const auto& label) { return label.starts_with("tariff:"); });
  ASSERT_LT(at(household), sam.size());
  ASSERT_NE(found, sam.accounts.end());
  const std::string tariff = *found;
  sam.values[at(tariff) * sam.size() + at(household)] = 7;
  EXPECT_TRUE(contains(message_of<InputError>([&] { database_of_sam(sam, db.sets()); }), "'" + household + "' pays 7 to '" + tariff + "'"));
}

}  // namespace
}  // namespace setu::testing
