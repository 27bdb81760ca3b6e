#include <nlohmann/json.hpp>

#include "program_fixture.hpp"
#include "setu/calibration/gtap/har.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class Run : public Program {
 protected:
  nlohmann::json manifest(const std::string& out) { return nlohmann::json::parse(read(fs::path(out) / "manifest.json")); }
};

TEST_F(Run, WritesEveryFileAndFieldOfAResult) {
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("out")}), kOk) << err_;
  for (const char* file : {"manifest.json", "variables.csv", "summary.csv", "bilateral.csv", "welfare.csv", "tables.txt",
                           "database/sets.csv", "database/basedata.csv", "database/params.csv"})
    EXPECT_TRUE(fs::is_regular_file(fs::path(path("out")) / file)) << file;
  const auto json = manifest(path("out"));
  for (const char* field : {"/scenario", "/format/version", "/formats/summary.csv", "/database/name", "/database/hash",
                            "/closure/signature", "/solver/name", "/certificate/status", "/certificate/max_scaled_residual",
                            "/certificate/walras_residual", "/welfare/decomposition_gap", "/versions"})
    EXPECT_TRUE(json.contains(nlohmann::json::json_pointer(field))) << field;
  EXPECT_EQ(json["scenario"], "cut");
  EXPECT_EQ(json["database"]["hash"], database_hash(read_database(database())));
  EXPECT_EQ(json["certificate"]["status"], "certified");
  EXPECT_LE(json["certificate"]["max_scaled_residual"].get<double>(), 1e-9);
  EXPECT_LE(json["welfare"]["decomposition_gap"].get<double>(), 1e-6);
  const auto log = nlohmann::json::parse(read(fs::path(path("out")) / "run.log.json"));
  EXPECT_GT(log["peak_memory_mb"].get<double>(), 1);
  EXPECT_GE(log["seconds"]["total"].get<double>(), log["seconds"]["solve"].get<double>());
  EXPECT_EQ(log["paths"]["database"], fs::weakly_canonical(database()).string());
  EXPECT_TRUE(read(path("out") + "/variables.csv").starts_with("name,i1,i2,i3,i4,base,new,percent\n"));
  for (const char* table : {"Welfare", "The economies", "gain and lose"}) EXPECT_HAS(out_, table);
}

TEST_F(Run, HarHoldsEveryChangeThatTheTableHolds) {
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("out"), "--har"}), kOk) << err_;
  const HarFile file = read_har(path("out") + "/results.har");
  std::map<std::string, const HarHeader*> by_name;
  for (const auto& header : file.headers) by_name[header.coefficient] = &header;
  std::istringstream rows(read(path("out") + "/variables.csv"));
  int compared = 0;
  for (std::string row; std::getline(rows, row);) {
    if (!row.starts_with("qxs,")) continue;
    const HarHeader& qxs = *by_name.at("qxs");
    std::vector<std::string> field;
    std::istringstream fields(row);
    for (std::string text; std::getline(fields, text, ',');) field.push_back(text);
    std::size_t cell = 0;
    for (std::size_t d = 0; d < 3; ++d) {
      const auto& elements = qxs.axes[d].elements;
      const auto at = std::find(elements.begin(), elements.end(), field[d + 1]);
      cell = cell * elements.size() + static_cast<std::size_t>(at - elements.begin());
    }
    const double percent = std::stod(field[7]);
    EXPECT_NEAR(qxs.dense()[cell], percent, 1e-6 * (1 + std::abs(percent)));
    ++compared;
  }
  EXPECT_GT(compared, 5);
  EXPECT_TRUE(file.find("VARS")->text.front().starts_with("0001 "));
  EXPECT_EQ(file.find("WELF")->dims[0], 3u);
}

TEST_F(Run, HarShortensLongNamesAndListsThem) {
  Database long_names = invented();
  long_names.sets().reg = {"a region with a long name", "a region with", "A REGION WIT"};
  write_database(long_names, folder_ / "long");
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", path("long"), "--out", path("out"), "--har"}), kOk) << err_;
  const HarFile file = read_har(path("out") + "/results.har");
  const HarHeader* names = file.find("NAME");
  ASSERT_NE(names, nullptr);
  const std::vector<std::string> expected = {"REG a region ~01 = a region with a long name", "REG a region ~02 = a region with"};
  for (const auto& line : expected) EXPECT_NE(std::find(names->text.begin(), names->text.end(), line), names->text.end()) << line;
  bool found = false;
  for (const auto& header : file.headers)
    if (header.coefficient == "qgdp") {
      found = true;
      EXPECT_EQ(header.axes.at(0).elements, (std::vector<std::string>{"a region ~01", "a region ~02", "A REGION WIT"}));
    }
  EXPECT_TRUE(found);
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("short"), "--har"}), kOk) << err_;
  EXPECT_EQ(read_har(path("short") + "/results.har").find("NAME"), nullptr);
}

TEST_F(Run, NewtonAndIpoptAgree) {
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--solver", "both", "--out", path("out")}), kOk) << err_;
  const auto json = manifest(path("out"));
  EXPECT_EQ(json["solver"]["name"], "both");
  EXPECT_LE(json["certificate"]["solver_agreement"].get<double>(), 1e-8);
}

TEST_F(Run, ResultIsTheNextBenchmark) {
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("out")}), kOk) << err_;
  const std::string after = path("out") + "/database";
  EXPECT_EQ(run({"check", after}), kOk) << out_;
  const std::string nothing = write("nothing.toml", "");
  ASSERT_EQ(run({"run", nothing, "--database", after, "--out", path("again")}), kOk) << err_;
  EXPECT_LE(manifest(path("again"))["certificate"]["max_scaled_residual"].get<double>(), 1e-9);
}

TEST_F(Run, SetChangesTheScenarioAndIsWrittenDown) {
  const std::string scenario = tariff_scenario();
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--out", path("a")}), kOk) << err_;
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--out", path("b"), "--set", "shocks.0.cut=100", "--set", "title=All of it"}),
            kOk)
      << err_;
  EXPECT_HAS(out_, "All of it");
  EXPECT_NE(read(path("a") + "/summary.csv"), read(path("b") + "/summary.csv"));
  EXPECT_EQ(manifest(path("b"))["overrides"].size(), 2u);
}

TEST_F(Run, GroupsOfIncludedScenariosAddUpToEv) {
  tariff_scenario();
  write("more.toml", "[[shocks]]\nvariable = 'aoall'\npercent = 1\n");
  const std::string both = write("both.toml", "include = ['cut', 'more']\n");
  ASSERT_EQ(run({"run", both, "--database", database(), "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "Welfare by group of shocks");
  std::istringstream rows(read(path("out") + "/welfare.csv"));
  std::map<std::string, double> ev, parts;
  for (std::string row; std::getline(rows, row);) {
    std::vector<std::string> f;
    std::istringstream fields(row);
    for (std::string field; std::getline(fields, field, ',');) f.push_back(field);
    if (f[1] == "EV") ev[f[0]] = std::stod(f.back());
    if (f[6] == "yes" && f[7] != "all") parts[f[0]] += std::stod(f.back());
  }
  ASSERT_EQ(ev.size(), 3u);
  ASSERT_EQ(parts.size(), 3u);
  for (const auto& [region, value] : ev) EXPECT_NEAR(parts[region], value, 1e-6 * std::abs(value)) << region;
}

TEST_F(Run, FailedSolveReturnsOneAndLeavesNothing) {
  const Sets sets = invented().sets();
  const std::string scenario = write("ruin.toml", "[fund]\nowner = '" + sets.reg[0] + "'\nhost = '" + sets.reg[1] +
                                                      "'\ntotal = 1e15\n[[fund.windows]]\nname = 'w'\nshare = 1\nactivities = 'all'\n");
  database();
  const auto before = entries();
  EXPECT_EQ(run({"run", scenario, "--database", database(), "--out", path("out")}), kFailed);
  EXPECT_HAS(err_, "is not solved, and nothing is written");
  EXPECT_TRUE(out_.empty());
  EXPECT_EQ(entries(), before);
}

TEST_F(Run, BadInputLeavesNothing) {
  const std::string scenario = write("bad.toml", "[[shocks]]\nvariable = 'tmss'\ncut = 50\n");
  database();
  const auto before = entries();
  EXPECT_EQ(run({"run", scenario, "--database", database(), "--out", path("out")}), kBadInput);
  EXPECT_HAS(err_, "bad.toml:2");
  EXPECT_HAS(err_, "did you mean 'tms'");
  EXPECT_EQ(entries(), before);
}

TEST_F(Run, NeverReplacesAFolderThatIsNoResult) {
  fs::create_directories(path("mine"));
  std::ofstream(path("mine") + "/thesis.txt") << "years of work";
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("mine")}), kBadInput);
  EXPECT_EQ(read(path("mine") + "/thesis.txt"), "years of work");
}

TEST_F(Run, ReplacesAnOlderResult) {
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("out")}), kOk) << err_;
  const std::string first = read(path("out") + "/variables.csv");
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--out", path("out")}), kOk) << err_;
  EXPECT_EQ(read(path("out") + "/variables.csv"), first);  // same input, same bits
}

TEST_F(Run, ClosureSwapsAreCheckedAndWrittenDown) {
  const std::string r = invented().sets().reg[0], c = invented().sets().comm[0];
  const auto swap = [&](const std::string& free, const std::string& fix) {
    return write("swap.toml", "[[closure.swap]]\nfree = '" + free + "'\nfix = '" + fix + "'\n");
  };
  ASSERT_EQ(run({"run", swap("tm(" + c + "," + r + ")", "qms(" + c + "," + r + ")"), "--database", database(), "--out", path("swapped")}),
            kOk)
      << err_;
  const std::string plain = write("plain.toml", "");
  ASSERT_EQ(run({"run", plain, "--database", database(), "--out", path("plain")}), kOk) << err_;
  EXPECT_NE(manifest(path("swapped"))["closure"]["signature"], manifest(path("plain"))["closure"]["signature"]);
  EXPECT_EQ(run({"run", swap("qms(" + c + "," + r + ")", "tm(" + c + "," + r + ")"), "--database", database(), "--out", path("x")}),
            kBadInput);
  EXPECT_HAS(err_, "swap.toml:2");
  EXPECT_EQ(run({"run", swap("tm(" + c + "," + r + ")", "qms"), "--database", database(), "--out", path("x")}), kBadInput);
  EXPECT_HAS(err_, "as many variables as it fixes");
}

TEST_F(Run, TargetsAreHit) {
  const std::string r = invented().sets().reg[0], c = invented().sets().comm[0], cell = "(" + c + "," + r + ")";
  const std::string scenario =
      write("target.toml", "[[shocks]]\nvariable = 'tm" + cell + "'\ntarget = { variable = 'qms" + cell + "', percent = 2 }\n");
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--out", path("out")}), kOk) << err_;
  std::istringstream rows(read(path("out") + "/variables.csv"));
  bool found = false;
  for (std::string row; std::getline(rows, row);)
    if (row.starts_with("qms," + c + "," + r + ",")) {
      found = true;
      EXPECT_NEAR(std::stod(row.substr(row.rfind(',') + 1)), 2, 1e-9);
    }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace setu
