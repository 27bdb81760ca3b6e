#include "report_page.hpp"
#include "sensitivity/sensitivity_fixture.hpp"

/// Reports of sweeps and sensitivity analyses.
namespace setu {
namespace {

using Json = nlohmann::json;

class ReportOfPoints : public Sensitivity {
 protected:
  [[nodiscard]] Json report(const std::vector<std::string>& folders) const { return report_page_of(folder_, folders); }
  /// A table of the report holds exactly what stands in the file.
  void expect_table(const Json& shown, const std::string& folder, const std::string& file) const {
    const auto rows = table(folder, file);
    ASSERT_GE(rows.size(), 1u);
    ASSERT_EQ(shown["rows"].size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t c = 0; c < shown["columns"].size(); ++c)
        expect_cell(shown["rows"][i][c], rows[i].at(shown["columns"][c].get<std::string>()), file + " " + std::to_string(i));
  }
  /// No elasticity can be negative: a third of the points fail.
  std::string sweep() {
    return study(
        "[[vary]]\nname='cut'\nkey='shocks.0.cut'\nvalues=[0, 50, 100]\n[[vary]]\nparameter='ESBM'\nvalues=[1, -1, "
        "1.2]\n[results]\nkeep=['EV']\n",
        "sweep.toml");
  }
};

TEST_F(ReportOfPoints, OfASweepHoldsItsTableAndItsFailures) {
  EXPECT_EQ(run({"sweep", sweep(), "--out", path("s")}), kFailed) << err_;
  const Json page = report({"s"});
  EXPECT_TRUE(page["runs"].empty());
  const Json& shown = page["sweeps"][0];
  EXPECT_EQ(shown["folder"], "s");
  expect_table(shown["points"], "s", "results.csv");
  EXPECT_EQ(shown["manifest"]["points"]["failed"], 3);
  EXPECT_EQ(shown["headline"][0], "9 points over cut and ESBM; 3 failed.");
  const auto rows = table("s", "results.csv");
  for (const auto& row : rows) EXPECT_EQ(row.at("status") == "failed", !row.at("reason").empty());
}

TEST_F(ReportOfPoints, HeadlineOfASweepTellsBothEnds) {
  EXPECT_EQ(run({"sweep", sweep(), "--out", path("s"), "--no-report"}), kFailed) << err_;
  EXPECT_EQ(out_.find("Report: "), std::string::npos) << out_;
  EXPECT_EQ(out_.find("No report"), std::string::npos) << out_;
  EXPECT_FALSE(std::filesystem::exists(path("s/report.html")));
  const auto regions = invented().sets().reg;
  double spread = 0;
  std::string widest;
  for (const auto& region : regions) {
    double low = 0, high = 0;  // without a cut nothing changes
    for (const auto& row : table("s", "results.csv"))
      if (row.at("status") == "certified")
        low = std::min(low, value(row, "EV(" + region + ")")), high = std::max(high, value(row, "EV(" + region + ")"));
    if (high - low > spread) spread = high - low, widest = region;
  }
  EXPECT_HAS(report({"s"})["sweeps"][0]["headline"][1].get<std::string>(), "The EV of " + widest + " goes from US$ ");
}

TEST_F(ReportOfPoints, OfAnAnalysisHoldsItsStatistics) {
  ASSERT_EQ(run({"sensitivity", standard("kind='latin_hypercube'\ndraws=20"), "--out", path("a")}), kOk) << err_;
  EXPECT_EQ(out_.find("Report: " + path("a/report.html")) != std::string::npos, has_report_page()) << out_;
  const Json shown = report({"a"})["sensitivity"][0];
  expect_table(shown["statistics"], "a", "statistics.csv");
  expect_table(shown["shares"], "a", "variance_shares.csv");
  EXPECT_TRUE(shown["failed"]["rows"].empty());
  EXPECT_EQ(shown["headline"][0], "21 runs over 3 uncertain numbers; all are solved and certified.");
  EXPECT_HAS(shown["headline"][1].get<std::string>(), " million a year on average; in 95 of 100 draws EV lies between ");
  ASSERT_EQ(run({"sensitivity", standard("kind='stroud'"), "--out", path("q"), "--no-report"}), kOk) << err_;
  const Json quadrature = report({"q"})["sensitivity"][0];
  expect_table(quadrature["statistics"], "q", "statistics.csv");
  EXPECT_TRUE(quadrature["shares"]["rows"].empty());
  EXPECT_HAS(quadrature["headline"][1].get<std::string>(), "with a standard deviation of ");
}

TEST_F(ReportOfPoints, NamesFailedDraws) {
  ASSERT_EQ(run({"sensitivity",
                 study("[[vary]]\nname='among'\nparameter='ESBM'\ndistribution={kind='normal', mean=1, sd=0.6}\n[results]\nkeep=['EV']\n"
                       "[design]\nkind='latin_hypercube'\ndraws=40\n[analysis]\nallowed_failures=20\n"),
                 "--out", path("a"), "--no-report"}),
            kOk)
      << err_;
  const Json failed = report({"a"})["sensitivity"][0]["failed"];
  std::size_t count = 0;
  for (const auto& row : table("a", "draws.csv"))
    if (row.at("status") == "failed") {
      ASSERT_LT(count, failed["rows"].size());
      for (std::size_t c = 0; c < failed["columns"].size(); ++c)
        expect_cell(failed["rows"][count][c], row.at(failed["columns"][c].get<std::string>()), row.at("run"));
      ++count;
    }
  EXPECT_EQ(count, failed["rows"].size());
  EXPECT_GE(count, 1u);
}

/// The page puts intervals beside a run where these are equal.
TEST_F(ReportOfPoints, KnowsWhatTheDrawsAreAround) {
  ASSERT_EQ(run({"sensitivity", standard("kind='stroud'"), "--out", path("a"), "--no-report"}), kOk) << err_;
  ASSERT_EQ(run({"run", path("cut.toml"), "--database", database(), "--out", path("same"), "--no-report"}), kOk) << err_;
  ASSERT_EQ(run({"run", write("other.toml", "[[shocks]]\nvariable = 'tms'\ncut = 40\n"), "--database", database(), "--out", path("other"),
                 "--no-report"}),
            kOk)
      << err_;
  const Json page = report({"same", "a", "other"});
  const Json &study = page["sensitivity"][0]["manifest"], &same = page["runs"][0]["manifest"], &other = page["runs"][1]["manifest"];
  EXPECT_EQ(study["scenario_hash"], same["scenario_hash"]);
  EXPECT_EQ(study["database"]["hash"], same["database"]["hash"]);
  EXPECT_EQ(study["set"], same["overrides"]);
  EXPECT_NE(study["scenario_hash"], other["scenario_hash"]);
}

TEST_F(ReportOfPoints, SaysWhyAFolderIsNoResult) {
  EXPECT_EQ(run({"sweep", sweep(), "--out", path("s"), "--shard", "1/2"}), kFailed) << err_;
  if (!has_report_page()) GTEST_SKIP() << "built without the web pages";
  EXPECT_EQ(run({"report", path("s")}), kBadInput);
  EXPECT_HAS(err_, "Its points are not complete");
  EXPECT_EQ(run({"sweep", sweep(), "--out", path("s"), "--shard", "2/2"}), kFailed) << err_;
  EXPECT_EQ(run({"report", path("s"), "--out", path("r.html")}), kOk) << err_;
  EXPECT_EQ(run({"report", path("s"), "--supplier", "X"}), kBadInput);
  EXPECT_HAS(err_, "--supplier: only a run has suppliers");
  std::ofstream(path("s/results.csv")) << "point,cut\n1,2\n";
  EXPECT_EQ(run({"report", path("s"), "--out", path("t.html")}), kBadInput);
  EXPECT_HAS(err_, "results.csv");
  EXPECT_FALSE(std::filesystem::exists(path("t.html")));
}

}  // namespace
}  // namespace setu
