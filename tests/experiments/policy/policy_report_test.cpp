#include <fstream>

#include "../report_page.hpp"
#include "policy_fixture.hpp"

/// Reports of policies: what stands on the page is what stands in the files.
namespace setu {
namespace {

using Json = nlohmann::json;

class PolicyReport : public PolicyCommand {
 protected:
  [[nodiscard]] Json report(const std::vector<std::string>& folders) const { return report_page_of(folder_, folders); }
  /// A table of the page holds exactly the file's fields, and as numbers those that are.
  void expect_table(const Json& shown, const std::string& file) const {
    const auto rows = table(file);
    ASSERT_EQ(shown["rows"].size() + 1, rows.size()) << file;
    EXPECT_EQ(shown["columns"].get<std::vector<std::string>>(), rows[0]) << file;
    for (std::size_t i = 1; i < rows.size(); ++i)
      for (std::size_t c = 0; c < rows[0].size(); ++c) expect_cell(shown["rows"][i - 1][c], rows[i][c], file);
  }
  std::string aim() const { return fmt::format("[objective]\nmaximise = 'EV({})'\n", home_); }
  int best() {
    return ask("optimise", instruments() + aim() + fmt::format("[[constraint]]\nresult = 'EV({})'\nat_least = -1\n", partner_));
  }
  int trace(const std::string& more = "", const std::string& out = "out") {
    return run(
        {"frontier",
         answer(instruments() + aim() + fmt::format("[frontier]\nagainst = {{ result = 'EV({})'{} }}\npoints = 5\n", partner_, more)),
         "--database", database(), "--out", path(out)});
  }
  /// The page names the results of its headline with their numbers.
  static std::string all(const Json& sentences) {
    std::string text;
    for (const auto& sentence : sentences) text += sentence.get<std::string>() + "\n";
    return text;
  }
};

TEST_F(PolicyReport, OfTheBestHoldsItsTablesAndItsPrices) {
  ASSERT_EQ(best(), kOk) << err_;
  EXPECT_EQ(out_.find("Report: " + path("out/report.html")) != std::string::npos, has_report_page()) << out_;
  EXPECT_EQ(std::filesystem::exists(path("out/report.html")), has_report_page());
  const Json page = report({"out"}), shown = page["optima"][0];
  EXPECT_TRUE(page["runs"].empty() && page["frontiers"].empty() && page["games"].empty());
  EXPECT_EQ(shown["folder"], "out");
  expect_table(shown["instruments"], "out/instruments.csv");
  expect_table(shown["outcomes"], "out/outcomes.csv");
  const auto outcomes = table("out/outcomes.csv");
  const double price = std::stod(outcomes[2][6]), before = std::stod(outcomes[1][2]), best = std::stod(outcomes[1][3]);
  ASSERT_LT(price, 0) << "the constraint is to bind";
  EXPECT_GT(best, before);
  ASSERT_EQ(shown["manifest"]["prices"].size(), 1u);
  EXPECT_EQ(shown["manifest"]["prices"][0],
            fmt::format("One US$ million more of EV({}) costs {:.4g} US$ million of EV({}).", partner_, -price, home_));
  EXPECT_HAS(read(path("out/optimum.txt")), shown["manifest"]["prices"][0].get<std::string>());
  const std::string text = all(shown["headline"]);
  EXPECT_HAS(text, fmt::format("EV({}) is US$ ", home_));
  EXPECT_HAS(text, "searches end at this point");
  std::size_t gains = 0;
  for (std::size_t i = 3; i < outcomes.size(); ++i) gains += std::stod(outcomes[i][3]) > std::stod(outcomes[i][2]);
  EXPECT_HAS(text, gains == 1 ? "1 region gains" : fmt::format("{} regions gain", gains));
}

TEST_F(PolicyReport, IsLeftOutOnDemand) {
  ASSERT_EQ(run({"optimise", answer(instruments() + aim()), "--database", database(), "--out", path("out"), "--no-report"}), kOk) << err_;
  EXPECT_FALSE(std::filesystem::exists(path("out/report.html")));
  EXPECT_EQ(out_.find("Report: "), std::string::npos);
}

TEST_F(PolicyReport, OfAFrontierHoldsItsPointsAndTheStatusQuo) {
  ASSERT_EQ(trace(), kOk) << err_;
  const Json shown = report({"out"})["frontiers"][0], &m = shown["manifest"];
  expect_table(shown["points"], "out/frontier.csv");
  const auto rows = table("out/frontier.csv");
  EXPECT_EQ(m["controls"].size(), sets_.comm.size());
  for (std::size_t k = 0; k < m["controls"].size(); ++k) {
    const Json& control = m["controls"][k];
    EXPECT_EQ(control["name"], rows[0][rows[0].size() - m["controls"].size() + k]);
    EXPECT_EQ(control["least"].get<double>(), 0);
    EXPECT_NEAR(control["most"].get<double>(), 60, 1e-9);
    EXPECT_GE(control["status_quo"].get<double>(), 0);
  }
  EXPECT_EQ(m["status_quo"]["objective"].get<double>(), 0);  // no shock: nobody gains or loses
  EXPECT_EQ(m["status_quo"]["against"].get<double>(), 0);
  std::size_t both = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) both += std::stod(rows[i][1]) >= 0 && std::stod(rows[i][2]) >= 0;
  const std::string text = all(shown["headline"]);
  EXPECT_HAS(text, fmt::format("{} points over {} instruments, all certified.", rows.size() - 1, m["controls"].size()));
  EXPECT_HAS(text,
             fmt::format("; {} of {} points leave neither worse than that.", both == 0 ? "none" : std::to_string(both), rows.size() - 1));
  EXPECT_HAS(text, fmt::format("One US$ million more of EV({}) costs {:.2g} US$ million of EV({}) at first", partner_,
                               -std::stod(rows[2][3]), home_));
}

/// Where the less of the other result is the better, the price is that of one less.
TEST_F(PolicyReport, SpeaksOfLessWhereLessIsBetter) {
  ASSERT_EQ(trace(", weight = -1"), kOk) << err_;
  const Json shown = report({"out"})["frontiers"][0];
  EXPECT_TRUE(shown["manifest"]["less_is_better"]);
  const auto rows = table("out/frontier.csv");
  EXPECT_LT(std::stod(rows.back()[2]), std::stod(rows[1][2]));
  ASSERT_GT(rows.size(), 2u);
  EXPECT_HAS(all(shown["headline"]), fmt::format("One US$ million less of EV({}) costs ", partner_));
}

TEST_F(PolicyReport, OfAGameHoldsItsStatesAndItsProof) {
  const std::string other = fmt::format("[[instrument]]\nplayer = 'B'\nvariable = 'tms(all,{1},{0})'\nrate = [0, 0.6]\n", partner_, home_);
  ASSERT_EQ(
      ask("game", instruments("player = 'A'\n") + other +
                      fmt::format("[[objective]]\nplayer = 'A'\nmaximise = 'EV({0})'\n[[objective]]\nplayer = 'B'\nmaximise = 'EV({1})'\n",
                                  home_, partner_)),
      kOk)
      << err_;
  const Json shown = report({"out"})["games"][0];
  expect_table(shown["states"], "out/states.csv");
  expect_table(shown["instruments"], "out/instruments.csv");
  EXPECT_EQ(shown["manifest"]["players"][0]["unit"], "US$ million");
  const std::string text = all(shown["headline"]);
  EXPECT_HAS(text, fmt::format("A: EV({}) is US$ ", home_));
  EXPECT_HAS(text, "No deviation that was searched for gains");
}

TEST_F(PolicyReport, StandsBesideRunsAndIsRefusedWhereItIsBroken) {
  ASSERT_EQ(best(), kOk) << err_;
  ASSERT_EQ(trace("", "f"), kOk) << err_;
  ASSERT_EQ(run({"run", path("out/scenario.toml"), "--out", path("run"), "--no-report"}), kOk) << err_;
  const Json page = report({"run", "f", "out"});
  EXPECT_EQ(page["runs"].size() + page["frontiers"].size() + page["optima"].size(), 3u);
  if (!has_report_page()) GTEST_SKIP() << "built without the web pages";
  EXPECT_EQ(run({"report", path("run"), path("f"), path("out"), "--out", path("all.html")}), kOk) << err_;
  std::ofstream(path("f/frontier.csv")) << "point,a,b\n1,2,3\n";
  EXPECT_EQ(run({"report", path("f"), "--out", path("none.html")}), kBadInput);
  EXPECT_HAS(err_, "frontier.csv' is not the table that setu writes");
  std::ofstream(path("out/optimum.json")) << "{}\n";
  EXPECT_EQ(run({"report", path("out"), "--out", path("none.html")}), kBadInput);
  EXPECT_HAS(err_, "optimum.json' names no format");
  EXPECT_HAS(err_, "Run the command again");
  EXPECT_FALSE(std::filesystem::exists(path("none.html")));
}

}  // namespace
}  // namespace setu
