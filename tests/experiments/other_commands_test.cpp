#include "program_fixture.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {
namespace {

class OtherCommands : public Program {};

TEST_F(OtherCommands, CheckFindsAnUnbalancedDatabase) {
  EXPECT_EQ(run({"check", database()}), kOk) << out_;
  Database db = invented();
  for (double& v : db["MAKS"].values()) v *= 1.1;
  write_database(db, path("broken"));
  EXPECT_EQ(run({"check", path("broken")}), kFailed);
  EXPECT_HAS(out_, "error");
}

TEST_F(OtherCommands, AuditPrintsOnePageOrWritesIt) {
  EXPECT_EQ(run({"audit", database(), "--against", database()}), kOk) << err_;
  for (const char* part : {"The economy", "What it means for runs", "Nothing was changed."}) EXPECT_HAS(out_, part);
  const std::string page = out_;
  EXPECT_EQ(run({"audit", database(), "--against", database(), "--out", path("page.txt")}), kOk) << err_;
  EXPECT_EQ(read(path("page.txt")), page);
  EXPECT_EQ(run({"audit", database(), "--out", path("nowhere/page.txt")}), kBadInput);
  EXPECT_HAS(err_, "nowhere/page.txt");
  EXPECT_EQ(run({"audit", database(), "--against", "nobody"}), kBadInput);
  EXPECT_EQ(run({"audit", database(), "--ranges", write("empty.csv", "")}), kBadInput);
  Database db = invented();
  db["SAVE"].values()[0] *= 2;
  write_database(db, path("broken"));
  EXPECT_EQ(run({"audit", path("broken"), "--lines", "3"}), kFailed);
  EXPECT_HAS(out_, "All findings");
}

TEST_F(OtherCommands, EquationsListsEveryBlockOfTheModel) {
  EXPECT_EQ(run({"equations", database(), "--variables"}), kOk) << err_;
  for (const char* part : {"E_qxs", "definition", "implicit", "trade/trade.cpp:", "exogenous", "tms"}) EXPECT_HAS(out_, part);
  EXPECT_EQ(out_.find(SETU_SOURCE_DIR), std::string::npos) << "a path of the machine that built it";
}

TEST_F(OtherCommands, EquationsWithAScenarioShowItsFund) {
  const Sets sets = invented().sets();
  const std::string scenario = write("fund.toml", "[fund]\nowner = '" + sets.reg[0] + "'\nhost = '" + sets.reg[1] +
                                                      "'\ntotal = 1\n[[fund.windows]]\nname = 'w'\nshare = 1\nactivities = 'all'\n");
  EXPECT_EQ(run({"equations", database(), "--scenario", scenario}), kOk) << err_;
  EXPECT_HAS(out_, "E_fundrate");
}

TEST_F(OtherCommands, ListNamesEveryShippedScenario) {
  EXPECT_EQ(run({"list"}), kOk) << err_;
  const auto shipped = shipped_scenarios();
  EXPECT_GE(shipped.size(), 6u);
  for (const auto& file : shipped) {
    EXPECT_HAS(out_, file.name);
    EXPECT_HAS(out_, read_scenario(file.name).title);
  }
  for (const auto& file : shipped_databases()) EXPECT_HAS(out_, file.name);
}

}  // namespace
}  // namespace setu
