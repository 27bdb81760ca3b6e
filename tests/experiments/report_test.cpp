#include "setu/experiments/report.hpp"

#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "program_fixture.hpp"

namespace setu {
namespace {

using Json = nlohmann::json;

class Report : public Program {
 protected:
  /// A run that moves something, in folder `name`.
  std::string solved(const std::string& name) {
    const Sets sets = invented().sets();
    const auto scenario = write(name + ".toml", "name = '" + name + "'\n[[shocks]]\nvariable = 'tms(all,all," + sets.reg[0] + ")'\ncut = 50\n[report]\npair = ['" +
                                                    sets.reg[0] + "', '" + sets.reg[1] + "']\n");
    EXPECT_EQ(run({"run", scenario, "--database", database(), "--out", path(name)}), kOk) << err_;
    return path(name);
  }
  [[nodiscard]] std::vector<std::vector<std::string>> csv(const std::string& file) const {
    std::vector<std::vector<std::string>> rows;
    std::istringstream in(read(file));
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      rows.emplace_back();
      std::istringstream cells(line);
      for (std::string cell; std::getline(cells, cell, ',');) rows.back().push_back(cell);
    }
    return rows;
  }
};

TEST_F(Report, HoldsTheNumbersOfTheTables) {
  const auto folder = solved("cut");
  const Json run = Json::parse(report_json({folder}))["runs"][0];
  const auto summary = csv(folder + "/summary.csv"), trade = csv(folder + "/bilateral.csv");
  ASSERT_EQ(run["summary"].size(), summary.size());
  for (std::size_t i = 0; i < summary.size(); ++i) {
    for (std::size_t j = 0; j < 4; ++j) EXPECT_EQ(run["summary"][i][j], summary[i][j]);
    EXPECT_EQ(run["summary"][i][4].get<double>(), std::stod(summary[i][4]));
  }
  ASSERT_EQ(run["bilateral"].size(), trade.size());
  const std::size_t column[] = {3, 4, 7, 8, 9};
  for (std::size_t i = 0; i < trade.size(); ++i)
    for (std::size_t j = 0; j < 5; ++j) EXPECT_EQ(run["bilateral"][i][3 + j].get<double>(), std::stod(trade[i][column[j]]));
}

TEST_F(Report, PartsOfWelfareAddUpToEv) {
  const Json run = Json::parse(report_json({solved("cut")}))["runs"][0];
  std::map<std::string, double> parts, ev;
  for (const auto& row : run["welfare"])
    if (row[2] == "all") (row[1] == "EV" ? ev : parts)[row[0].get<std::string>()] += row[3].get<double>();
  ASSERT_EQ(ev.size(), invented().sets().reg.size());
  for (const auto& [region, value] : ev) EXPECT_NEAR(parts[region], value, 1e-6 * std::abs(value) + 1e-6) << region;
}

TEST_F(Report, HeadlineTellsSignAndSize) {
  const Json run = Json::parse(report_json({solved("cut")}))["runs"][0];
  const std::string home = invented().sets().reg[0];
  double ev = 0;
  for (const auto& row : run["summary"])
    if (row[0] == home && row[1] == "EV" && row[3] == "US$ million") ev = row[4];
  ASSERT_GT(std::abs(ev), 0.1);
  const auto sentence = run["headline"][0].get<std::string>();
  EXPECT_HAS(sentence, home + (ev > 0 ? " gains" : " loses"));
  std::string digits = std::to_string(std::abs(std::round(ev * 10) / 10));
  digits.resize(digits.find('.') + 2);
  std::erase(digits, ',');
  std::string plain = sentence;
  std::erase(plain, ',');
  EXPECT_HAS(plain, "US$ " + digits + " million");
}

TEST_F(Report, IsOneFileThatAsksForNothing) {
  const auto one = solved("one"), two = solved("two");
  if (!has_report_page()) {
    EXPECT_EQ(run({"report", one}), kBadInput);
    EXPECT_HAS(err_, "npm");
    GTEST_SKIP() << "built without the web pages";
  }
  ASSERT_TRUE(std::filesystem::is_regular_file(one + "/report.html"));
  ASSERT_EQ(run({"report", one, two, "--out", path("both.html")}), kOk) << err_;
  const auto html = read(path("both.html"));
  EXPECT_HAS(html, "\"folder\":\"one\"");
  EXPECT_HAS(html, "\"folder\":\"two\"");
  for (const char* external : {"src=\"http", "href=\"http", "@import", "url(http"}) EXPECT_EQ(html.find(external), std::string::npos) << external;
}

TEST_F(Report, NamesWhatIsNoResult) {
  EXPECT_EQ(run({"report", path("nothing")}), kBadInput);
  if (!has_report_page()) GTEST_SKIP() << "built without the web pages";
  EXPECT_HAS(err_, "manifest.json");
  const auto folder = solved("broken");
  std::ofstream(folder + "/summary.csv") << "region,measure,item,unit,value\na,EV,,US$ million,many\n";
  EXPECT_EQ(run({"report", folder, "--out", path("r.html")}), kBadInput);
  EXPECT_HAS(err_, "summary.csv:2: 'many' is not a number");
  EXPECT_FALSE(std::filesystem::exists(path("r.html")));
}

TEST_F(Report, IsLeftOutOnRequest) {
  const auto scenario = write("none.toml", "name = 'none'\n");
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--no-report", "--out", path("n")}), kOk) << err_;
  EXPECT_FALSE(std::filesystem::exists(path("n/report.html")));
  EXPECT_EQ(out_.find("Report: "), std::string::npos);
  EXPECT_EQ(out_.find("No report"), std::string::npos);
}

}  // namespace
}  // namespace setu
