#include <cmath>
#include <utility>

#include "program_fixture.hpp"
#include "setu/calibration/gtap/gtap.hpp"

/// Databases as they come: accounts that are off, and headers that are not there. check, audit, import and run say the same.
namespace setu {
namespace {

class Rounding : public Program {
 protected:
  /// The invented economy with one route off by `gap` of CIF.
  std::string off_by(double gap) {
    Database db = invented();
    db["VTWR"](0, 0, 0, 1) += gap * db["VCIF"](0, 0, 1);
    return folder_of(db);
  }
  std::string folder_of(const Database& db) {
    const std::string folder = path("off");
    std::filesystem::remove_all(folder);
    write_database(db, folder);
    return folder;
  }
  /// EV of the first region in the last run.
  [[nodiscard]] double written_ev() const {
    for (const auto& row : csv_rows(path("out/variables.csv")))
      if (row[0] == "EV" && row[1] == invented().sets().reg[0]) return std::stod(row[row.size() - 2]);
    return std::nan("");
  }
  int solve(const std::string& folder) {
    return run({"run", tariff_scenario(), "--database", folder, "--no-report", "--out", path("out")});
  }
};

TEST_F(Rounding, SmallImbalancesAreAbsorbedAndListedEverywhere) {
  for (const double gap : {2e-5, 2.5e-4, 9.9e-4}) {
    const std::string folder = off_by(gap);
    EXPECT_EQ(run({"audit", folder}), kOk) << out_;
    EXPECT_HAS(out_, "Absorbed into the equations'");
    EXPECT_HAS(out_, "1 route, ");
    EXPECT_EQ(run({"check", folder}), kOk) << out_;
    EXPECT_HAS(out_, "A model absorbs 1 route, ");
    EXPECT_EQ(solve(folder), kOk) << err_;
    EXPECT_HAS(err_, "setu: note: Imbalances of the database were absorbed into the equations' constants: 1 route, ");
    EXPECT_HAS(read(path("out") + "/manifest.json"), "Imbalances of the database were absorbed");
    ASSERT_EQ(run({"export", folder, "--double", "--out", path("gtap")}), kOk) << err_;
    EXPECT_EQ(run({"import", path("gtap"), "--out", path("in")}), kOk) << out_;
    EXPECT_HAS(out_, "1 route, ");
    EXPECT_EQ(solve(path("in")), kOk) << err_;
  }
}

TEST_F(Rounding, NothingIsSaidOfADatabaseThatBalances) {
  ASSERT_EQ(solve(database()), kOk) << err_;
  EXPECT_EQ(err_.find("note:"), std::string::npos) << err_;
  EXPECT_EQ(read(path("out") + "/manifest.json").find("\"notes\""), std::string::npos);
}

TEST_F(Rounding, LargerOnesAreRefusedWithTheCure) {
  const std::string folder = off_by(1.2e-3);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"audit", folder}, {"check", folder}}) {
    EXPECT_EQ(run(command), kFailed) << out_;
    EXPECT_HAS(out_, "`setu balance`");
  }
  EXPECT_EQ(solve(folder), kBadInput);
  EXPECT_HAS(err_, "route of ");
  EXPECT_HAS(err_, "`setu balance`");
  ASSERT_EQ(run({"balance", folder, "--out", path("cured")}), kOk) << err_;
  EXPECT_EQ(solve(path("cured")), kOk) << err_;
}

/// What an imbalance of the data does to welfare is of its own order.
TEST_F(Rounding, WelfareMovesByTheImbalanceAndNoMore) {
  const double exact = ev(tariff_scenario(), "exact");
  ASSERT_EQ(solve(off_by(9e-4)), kOk) << err_;
  EXPECT_NEAR(written_ev(), exact, 1e-3 * std::abs(exact));
}

TEST_F(Rounding, WithoutPopulationTheResultsAreTheSame) {
  const Database db = invented();
  Database without(db.sets());
  for (const auto& info : header_catalogue())
    if (db.has(info.name) && info.name != "POP") without[info.name] = db[info.name];
  const std::string folder = folder_of(without);
  EXPECT_EQ(run({"audit", folder}), kOk) << out_;
  EXPECT_HAS(out_, "no population (POP)");
  ASSERT_EQ(solve(database()), kOk) << err_;
  const double exact = written_ev();
  ASSERT_EQ(solve(folder), kOk) << err_;
  EXPECT_HAS(err_, "setu: note: The database gives no population (POP): every region is taken to have 1 million people.");
  EXPECT_HAS(read(path("out") + "/manifest.json"), "no population (POP)");
  EXPECT_NEAR(written_ev(), exact, 1e-9 * std::abs(exact));
  ASSERT_EQ(run({"aggregate", folder, "--regions", write("map.csv", "reg001,all\nreg002,all\nreg003,rest\n"), "--out", path("less")}), kOk)
      << err_ << out_;
  EXPECT_EQ(solve(path("less")), kOk) << err_;
}

}  // namespace
}  // namespace setu
