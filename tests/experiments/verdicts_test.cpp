#include <nlohmann/json.hpp>

#include "program_fixture.hpp"

/// What the program says of closures without a unique answer, of scenarios that their authors may not mean, and of runs that fail.
namespace setu {
namespace {

class Verdicts : public Program {
 protected:
  int solve(const std::string& text, const std::string& database_folder = "") {
    return run({"run", write("s.toml", text), "--database", database_folder.empty() ? database() : database_folder, "--out", path("out"),
                "--no-report"});
  }
  std::vector<std::string> warnings() {
    const auto json = nlohmann::json::parse(read(path("out") + "/manifest.json"));
    return json.contains("warnings") ? json["warnings"].get<std::vector<std::string>>() : std::vector<std::string>{};
  }
  const std::string cut_ = "[[shocks]]\nvariable = \"tms\"\nto_zero = true\n";
};

TEST_F(Verdicts, AllTradeBalancesAddUpToZero) {
  EXPECT_EQ(solve(cut_ + "[[closure.swap]]\nfree = \"dpsave\"\nfix = \"del_tbalry\"\n"), kBadInput);
  for (const char* words : {"no unique answer", "del_tbalry", "add up to zero", "dpsave", "s.toml:"}) EXPECT_HAS(err_, words);
  EXPECT_FALSE(std::filesystem::exists(path("out")));
}

TEST_F(Verdicts, AllBalancesButOneAreSolved) {
  const std::vector<std::string> regions = invented().sets().reg;
  std::string swaps;
  for (std::size_t r = 1; r < regions.size(); ++r)
    swaps += "[[closure.swap]]\nfree = \"dpsave(" + regions[r] + ")\"\nfix = \"del_tbalry(" + regions[r] + ")\"\n";
  EXPECT_EQ(solve(cut_ + swaps), kOk) << err_;
  const auto json = nlohmann::json::parse(read(path("out") + "/manifest.json"));
  EXPECT_GT(json["certificate"]["condition"].get<double>(), 1);
}

TEST_F(Verdicts, PricesNeedAnAnchor) {
  const std::string first = invented().sets().reg[0];
  EXPECT_EQ(solve(cut_ + "[[closure.swap]]\nfree = \"pfactwld\"\nfix = \"qgdp(" + first + ")\"\n"), kBadInput);
  EXPECT_HAS(err_, "Prices have no anchor");
  EXPECT_HAS(err_, "qgdp(" + first + ")");
  EXPECT_EQ(solve(cut_ + "[[closure.swap]]\nfree = \"pfactwld\"\nfix = \"ppriv(" + first + ")\"\n"), kOk) << err_;
}

TEST_F(Verdicts, AMissingSubstitutionIsNamedByItsParameter) {
  EXPECT_EQ(solve(cut_ + "[parameters]\nESBV = 0\n"), kBadInput);
  EXPECT_HAS(err_, "ESBV(");
}

TEST_F(Verdicts, AShockThatChangesNothingIsToldInManifestAndTerminal) {
  EXPECT_EQ(solve("[[shocks]]\nvariable = \"tms\"\nrate_points = 0\n"), kOk) << err_;
  EXPECT_HAS(err_, "changes nothing");
  ASSERT_EQ(warnings().size(), 2U);
  EXPECT_TRUE(warnings()[0].starts_with("s.toml:2")) << warnings()[0];
}

TEST_F(Verdicts, AShockThatDoesSomethingIsNoReasonToWarn) {
  EXPECT_EQ(solve(cut_), kOk) << err_;
  EXPECT_EQ(err_.find("warning"), std::string::npos) << err_;
  EXPECT_TRUE(warnings().empty());
}

TEST_F(Verdicts, ACutOfMoreThanAllIsASubsidy) {
  EXPECT_EQ(solve("[[shocks]]\nvariable = \"tms\"\ncut = 120\n"), kOk) << err_;
  EXPECT_HAS(err_, "more than 100 per cent");
  EXPECT_HAS(err_, "subsidies");
}

TEST_F(Verdicts, ASwapAcrossRegionsIsTold) {
  const Sets sets = invented().sets();
  const std::string swap =
      "[[closure.swap]]\nfree = \"qe(" + sets.endl[0] + "," + sets.reg[0] + ")\"\nfix = \"pe(" + sets.endl[0] + "," + sets.reg[1] + ")\"\n";
  EXPECT_EQ(solve(cut_ + swap), kOk) << err_;
  EXPECT_HAS(err_, "across regions");
}

TEST_F(Verdicts, AnUnreachableTargetIsExplainedAndAPartOfItWritten) {
  const Sets sets = invented().sets();
  const std::string text = "[[shocks]]\nvariable = \"tms(" + sets.comm[0] + "," + sets.reg[1] + "," + sets.reg[0] +
                           ")\"\ntarget = { variable = \"qgdp(" + sets.reg[0] + ")\", percent = 60 }\n";
  EXPECT_EQ(solve(text), kFailed);
  EXPECT_HAS(err_, "per cent");
  EXPECT_FALSE(std::filesystem::exists(path("out")));
  if (err_.find("Followed step by step") == std::string::npos) return;  // not even a part can be reached
  EXPECT_EQ(run({"run", path("s.toml"), "--database", database(), "--out", path("out"), "--no-report", "--partial"}), kOk) << err_;
  EXPECT_HAS(err_, "This result carries");
  const auto json = nlohmann::json::parse(read(path("out") + "/manifest.json"));
  EXPECT_GT(json["partial"].get<double>(), 0);
  EXPECT_LT(json["partial"].get<double>(), 1);
}

TEST_F(Verdicts, WorldSavingMustBePositive) {
  Database bad = invented();
  for (double& v : bad["SAVE"].values()) v = -std::abs(v);
  write_database(bad, path("bad"));
  EXPECT_EQ(solve(cut_, path("bad")), kBadInput);
  EXPECT_HAS(err_, "saving (SAVE)");
  EXPECT_EQ(err_.find("bug"), std::string::npos) << err_;
}

}  // namespace
}  // namespace setu
