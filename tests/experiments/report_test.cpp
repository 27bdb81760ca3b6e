#include "setu/experiments/report/report.hpp"

#include <map>
#include <sstream>

#include <fmt/format.h>
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
    const auto scenario = write(name + ".toml", "name = '" + name + "'\n[[shocks]]\nvariable = 'tms(all,all," + sets.reg[0] +
                                                    ")'\ncut = 50\n[report]\npair = ['" + sets.reg[0] + "', '" + sets.reg[1] + "']\n");
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

TEST_F(Report, HoldsTheVerdictAndPublicMoney) {
  const auto folder = solved("cut");
  const Json run = Json::parse(report_json({folder}))["runs"][0];
  const Json verdict = Json::parse(read(folder + "/verdict.json"));
  EXPECT_EQ(run["verdict"], verdict);
  const auto told = verdict["sentences"][0].get<std::string>();
  EXPECT_NE(std::find(run["headline"].begin(), run["headline"].end(), told), run["headline"].end()) << told;
  std::size_t rows = 0;
  for (const auto& row : csv_rows(folder + "/budget.csv")) {
    if (row[0] == "region") continue;
    const Json& shown = run["budget"].at(rows++);
    for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(shown[c], row[c]);
    for (std::size_t c = 4; c < 6; ++c) EXPECT_EQ(shown[c].get<double>(), std::stod(row[c]));
  }
  EXPECT_EQ(rows, run["budget"].size());
  EXPECT_GT(rows, 20u);
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
  for (const char* external : {"src=\"http", "href=\"http", "@import", "url(http"})
    EXPECT_EQ(html.find(external), std::string::npos) << external;
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

/// R1–R4 of docs/report.md from variables.csv and the database.
TEST_F(Report, TellsWhatAFundMovesAndWhereThatIsMissing) {
  const Database base = invented();
  const Sets& sets = base.sets();
  const std::size_t host = 0, owner = 1;
  const auto owned = [&](std::size_t a, std::size_t h) { return base["VKOS"](owner, a, h); };
  const auto scenario = write(
      "fund.toml",
      fmt::format("[fund]\nowner = '{}'\nhost = '{}'\ntotal = {}\n[[fund.windows]]\nname = 'w'\nshare = 1\nactivities = ['{}', '{}']\n",
                  sets.reg[owner], sets.reg[host], 0.02 * (owned(0, host) + owned(1, host)), sets.acts[0], sets.acts[1]));
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--no-report", "--out", path("f")}), kOk) << err_;
  std::map<std::string, double> percent;  // by name and indices
  for (const auto& row : csv(path("f/variables.csv")))
    if (row[0].starts_with("qko") && row.size() > 7 && !row[7].empty())
      percent[row[0] + "," + row[1] + "," + row[2] + "," + row[3]] = std::stod(row[7]);
  std::map<std::string, double> shown;
  for (const auto& row : csv(path("f/summary.csv"))) shown[row[0] + "|" + row[1] + "|" + row[2] + "|" + row[3]] = std::stod(row[4]);
  const auto of_host = [&](const std::string& rest) { return shown.at(sets.reg[host] + "|" + rest); };
  double moved = 0;
  for (std::size_t a = 0; a < 2; ++a)
    moved += owned(a, host) * percent.at("qkoa," + sets.reg[owner] + "," + sets.acts[a] + "," + sets.reg[host]) / 100;
  EXPECT_GT(moved, 0);
  EXPECT_NEAR(of_host("fund capital|w|US$ million change"), moved, 1e-9 * moved);
  EXPECT_NEAR(of_host("fund leverage|w|US$ per US$"), moved / of_host("fund outlay|w|US$ million"), 1e-9);
  EXPECT_EQ(of_host("fund capital|All windows|US$ million change"), of_host("fund capital|w|US$ million change"));
  const auto place = [&](std::size_t g) {
    double income = 0;
    for (std::size_t a = 0; a < sets.acts.size(); ++a) income += owned(a, g);
    return income * percent.at("qko," + sets.reg[owner] + "," + sets.reg[g] + ",") / 100;
  };
  const std::string capital = "|capital of " + sets.reg[owner] + "||";
  for (std::size_t g = 0; g < sets.reg.size(); ++g) {
    EXPECT_NEAR(shown.at(sets.reg[g] + capital + "US$ million change"), place(g), 1e-9 * std::abs(place(g)));
    const auto crowding = shown.find(sets.reg[g] + capital + "% of the gain");
    ASSERT_EQ(crowding == shown.end(), g == host);
    if (g != host) { EXPECT_NEAR(crowding->second, -100 * place(g) / place(host), 1e-6); }
  }
  EXPECT_LT(place(2), 0);
}

TEST_F(Report, KnowsTheSupplierOfTheScenario) {
  const auto reg = invented().sets().reg;
  const auto with = [&](const std::string& suppliers) {
    return write("s.toml", "[[shocks]]\nvariable = 'tms'\ncut = 10\n[report]\nsupplier = " + suppliers + "\n");
  };
  ASSERT_EQ(run({"run", with("'" + reg[2] + "'"), "--database", database(), "--no-report", "--out", path("r")}), kOk) << err_;
  EXPECT_EQ(Json::parse(report_json({path("r")}))["runs"][0]["manifest"]["report"]["supplier"], reg[2]);
  EXPECT_EQ(Json::parse(report_json({path("r")}, {.name = "", .supplier = reg[1]}))["supplier"], reg[1]);
  EXPECT_EQ(run({"run", with("['" + reg[0] + "', '" + reg[1] + "']"), "--database", database(), "--out", path("t")}), kBadInput);
  EXPECT_HAS(err_, "'supplier' of [report] must choose one region, not 2");
  if (!has_report_page()) GTEST_SKIP() << "built without the web pages";
  EXPECT_EQ(run({"report", path("r"), "--supplier", "nobody"}), kBadInput);
  EXPECT_HAS(err_, "--supplier: ");
  EXPECT_HAS(err_, reg[0]);
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
