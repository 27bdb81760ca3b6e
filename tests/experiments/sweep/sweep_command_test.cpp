#include <cmath>

#include "broken_inputs.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

class SweepCommand : public BrokenInputs {
 protected:
  std::string sweep(const std::string& tables, const std::string& name = "sweep.toml") {
    tariff_scenario();
    return write(name, "scenario = 'cut'\ndatabase = '" + database() + "'\n" + tables);
  }
  /// 4 × 3 points, the second axis a parameter.
  std::string grid() {
    return sweep(
        "[[vary]]\nname='cut'\nkey='shocks.0.cut'\nvalues=[0, 30, 60, 100]\n"
        "[[vary]]\nparameter='ESBM'\nvalues=[0.8, 1, 1.25]\n[results]\nkeep=['EV', 'qgdp']\n");
  }
  std::vector<std::vector<std::string>> table(const std::string& folder) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(read(path(folder) + "/results.csv"));
    for (std::string line; std::getline(lines, line);) {
      rows.emplace_back();
      bool quoted = false;
      rows.back().emplace_back();
      for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (c == ',' && !quoted) rows.back().emplace_back();
        else if (c != '"') rows.back().back() += c;
      }
    }
    return rows;
  }
};

TEST_F(SweepCommand, TableHasARowPerPointAndAColumnPerResult) {
  ASSERT_EQ(run({"sweep", grid(), "--out", path("out"), "--workers", "2"}), kOk) << err_;
  EXPECT_HAS(out_, "sweep: 12 points; all solved and certified.");
  const auto rows = table("out");
  ASSERT_EQ(rows.size(), 13u);
  const auto r = invented().sets().reg;
  EXPECT_EQ(rows[0],
            (std::vector<std::string>{"point", "cut", "ESBM", "status", "reason", "residual", "EV(" + r[0] + ")", "EV(" + r[1] + ")",
                                      "EV(" + r[2] + ")", "qgdp(" + r[0] + ")", "qgdp(" + r[1] + ")", "qgdp(" + r[2] + ")"}));
  EXPECT_EQ(rows[6][0], "6");
  EXPECT_EQ(rows[6][1], "30");
  EXPECT_EQ(rows[6][2], "1.25");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i][3], "certified");
    EXPECT_LE(std::stod(rows[i][5]), 1e-9);
  }
  for (std::size_t i = 1; i <= 3; ++i)  // no cut: nothing happens, whatever the elasticity
    for (std::size_t k = 9; k < 12; ++k) EXPECT_NEAR(std::stod(rows[i][k]), 0, 1e-8);
}

/// The same point by `setu run`.
TEST_F(SweepCommand, ResultsAreThoseOfRun) {
  ASSERT_EQ(run({"sweep", grid(), "--out", path("out")}), kOk) << err_;
  const auto rows = table("out");
  const std::string alone = write("alone.toml", "[[shocks]]\nvariable='tms'\ncut=60\n[parameters]\nESBM={multiply=1.25}\n");
  ASSERT_EQ(run({"run", alone, "--database", database(), "--set", kEquationsPrice, "--out", path("alone")}), kOk) << err_;
  std::istringstream lines(read(path("alone") + "/variables.csv"));
  int compared = 0;
  for (std::string line; std::getline(lines, line);)
    for (std::size_t k = 6; k < 12; ++k) {
      const std::string name = rows[0][k].substr(0, rows[0][k].find('(')),
                        region = rows[0][k].substr(name.size() + 1, rows[0][k].size() - name.size() - 2);
      if (!line.starts_with(name + "," + region + ",")) continue;
      std::vector<std::string> f;
      std::istringstream fields(line);
      for (std::string field; std::getline(fields, field, ',');) f.push_back(field);
      f.resize(8);
      const double expected = name == "EV" ? std::stod(f[6]) : std::stod(f[7]);
      EXPECT_NEAR(std::stod(rows[9][k]), expected, 1e-8 * std::max(1.0, std::abs(expected))) << rows[0][k];
      ++compared;
    }
  EXPECT_EQ(compared, 6);
  EXPECT_EQ(rows[9][1], "60");
  EXPECT_EQ(rows[9][2], "1.25");
}

TEST_F(SweepCommand, NeitherWorkersNorShardsChangeAByte) {
  const std::string file = grid();
  ASSERT_EQ(run({"sweep", file, "--out", path("one"), "--workers", "1"}), kOk) << err_;
  ASSERT_EQ(run({"sweep", file, "--out", path("many"), "--workers", "5"}), kOk) << err_;
  const std::string whole = read(path("one") + "/results.csv");
  EXPECT_EQ(read(path("many") + "/results.csv"), whole);
  for (const char* shard : {"2/3", "3/3", "1/3"}) {
    EXPECT_FALSE(fs::exists(path("shards") + "/results.csv"));
    ASSERT_EQ(run({"sweep", file, "--out", path("shards"), "--shard", shard}), kOk) << err_;
  }
  EXPECT_EQ(read(path("shards") + "/results.csv"), whole);
}

TEST_F(SweepCommand, MergeWaitsForEveryShard) {
  const std::string file = grid();
  ASSERT_EQ(run({"sweep", file, "--out", path("out"), "--shard", "1/2"}), kOk) << err_;
  EXPECT_HAS(out_, "6 points run; 6 points are still missing");
  EXPECT_EQ(run({"sweep", file, "--out", path("out"), "--merge"}), kFailed);
  EXPECT_HAS(out_, "6 points are still missing");
  EXPECT_FALSE(fs::exists(path("out") + "/results.csv"));
  ASSERT_EQ(run({"sweep", file, "--out", path("out"), "--shard", "2/2"}), kOk) << err_;
  const std::string whole = read(path("out") + "/results.csv");
  fs::remove(path("out") + "/results.csv");
  EXPECT_EQ(run({"sweep", file, "--out", path("out"), "--merge"}), kOk) << err_;
  EXPECT_EQ(read(path("out") + "/results.csv"), whole);
}

TEST_F(SweepCommand, OrderOfPointsDoesNotMatter) {
  const auto list = [&](const std::string& values, const std::string& out) {
    EXPECT_EQ(run({"sweep", sweep("[[vary]]\nname='cut'\nkey='shocks.0.cut'\nvalues=" + values + "\n", out + ".toml"), "--out", path(out),
                   "--workers", "1"}),
              kOk)
        << err_;
    std::map<double, std::vector<std::string>> rows;
    for (const auto& row : table(out))
      if (row[0] != "point") rows[std::stod(row[1])] = {row.begin() + 2, row.end()};
    return rows;
  };
  EXPECT_EQ(list("[10, 40, 50, 90, 100]", "up"), list("[90, 50, 10, 100, 40]", "mixed"));
}

/// The same on the shipped database, whose core is large enough to be solved by iterations.
TEST_F(SweepCommand, OrderOfPointsDoesNotMatterOnTheShippedDatabase) {
  const auto rows_of = [&](const std::string& cuts, const std::string& scales, const std::string& out) {
    const std::string file =
        write(out + ".toml", "scenario = 'package'\n[[vary]]\nname='cut'\nkey='india_tariff_cuts.shocks.0.cut'\nvalues=" + cuts +
                                 "\n[[vary]]\nname='scale'\nparameter='ESBM'\nvalues=" + scales + "\n[design]\nkind='list'\n");
    EXPECT_EQ(run({"sweep", file, "--out", path(out), "--workers", "1"}), kOk) << err_;
    std::map<double, std::vector<std::string>> rows;
    for (const auto& row : table(out))
      if (row[0] != "point") rows[std::stod(row[1])] = {row.begin() + 2, row.end()};
    return rows;
  };
  EXPECT_EQ(rows_of("[0, 100, 50, 75, 90]", "[1, 1, 1, 1.2, 1.2]", "one"), rows_of("[90, 75, 50, 100, 0]", "[1.2, 1.2, 1, 1, 1]", "other"));
}

TEST_F(SweepCommand, FinishedSweepsAreNotRunAgain) {
  const std::string file = grid();
  ASSERT_EQ(run({"sweep", file, "--out", path("out")}), kOk) << err_;
  const std::string log = read(path("out") + "/points.log");
  ASSERT_EQ(run({"sweep", file, "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "12 points, 0 of them run now");
  EXPECT_EQ(read(path("out") + "/points.log"), log);
}

TEST_F(SweepCommand, FailedPointsSayWhyAndReturnOne) {
  const std::string file = sweep("[[vary]]\nname='cut'\nkey='shocks.0.cut'\nvalues=[10, 50, 100000]\n");
  EXPECT_EQ(run({"sweep", file, "--out", path("out")}), kFailed);
  EXPECT_HAS(out_, "3 points; 1 failed");
  const auto rows = table("out");
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[1][2], "certified");
  EXPECT_EQ(rows[3][2], "failed");
  EXPECT_HAS(rows[3][3], "must stay positive");
  EXPECT_EQ(rows[3].size(), rows[0].size());
  for (std::size_t k = 4; k < rows[3].size(); ++k) EXPECT_EQ(rows[3][k], "");
}

TEST_F(SweepCommand, UnsolvedPointsSayWhy) {
  const Sets sets = invented().sets();
  const std::string fund = write("fund.toml", "[fund]\nowner = '" + sets.reg[0] + "'\nhost = '" + sets.reg[1] +
                                                  "'\ntotal = 1\n[[fund.windows]]\nname = 'w'\nshare = 1\nactivities = 'all'\n");
  const std::string file =
      write("ruin.toml", "scenario = 'fund'\ndatabase = '" + database() + "'\n[[vary]]\nkey='fund.total'\nvalues=[0, 1, 1e15]\n");
  EXPECT_EQ(run({"sweep", file, "--out", path("out")}), kFailed);
  const auto rows = table("out");
  EXPECT_EQ(rows[1][2], "certified");
  EXPECT_EQ(rows[2][2], "certified");
  EXPECT_HAS(rows[3][3], "The solve ended with status");
}

TEST_F(SweepCommand, ChangedFilesAreRefused) {
  const std::string file = grid();
  ASSERT_EQ(run({"sweep", file, "--out", path("out"), "--shard", "1/2"}), kOk) << err_;
  const std::string text = read(file);
  write("sweep.toml", text + "# another remark\n");
  expect_refused("sweep file", {"sweep", file, "--out", path("out")}, {"points-1-of-2.log was begun with another text of the sweep file"});
  write("sweep.toml", text);
  write("cut.toml", "[[shocks]]\nvariable = 'tms'\ncut = 51\n");
  expect_refused("scenario", {"sweep", file, "--out", path("out")}, {"another text of the scenario"});
  tariff_scenario();
  Database other = invented();
  other["POP"].values()[0] *= 2;
  write_database(other, folder_ / "other");
  expect_refused("database", {"sweep", file, "--out", path("out"), "--database", path("other")}, {"another database"});
  EXPECT_EQ(run({"sweep", file, "--out", path("out"), "--shard", "2/2"}), kOk) << err_;
}

TEST_F(SweepCommand, MistakesAreExplained) {
  const std::string file = grid();
  fs::create_directories(path("mine"));
  std::ofstream(path("mine") + "/thesis.txt") << "years of work";
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"sweep", file, "--out", path("out")});
    return more;
  };
  expect_refused("no file", {"sweep", "nowhere.toml"}, {"nowhere.toml", "no shipped sweep"});
  expect_refused("folder", {"sweep", file, "--out", path("mine")}, {"holds files but no log of a sweep"});
  expect_refused("a file", {"sweep", file, "--out", file}, {"is a file, not a folder"});
  for (const char* shard : {"0/3", "4/3", "3", "a/b", "1/0", "1/3/4"})
    expect_refused(shard, with({"--shard", shard}), {"--shard", "write --shard I/N"});
  for (const char* workers : {"0", "1.5", "two", "99999"}) expect_refused(workers, with({"--workers", workers}), {"--workers"});
  expect_refused("both", with({"--merge", "--shard", "1/2"}), {"leave --shard out"});
  expect_refused("database", with({"--database", "nowhere"}), {"no shipped database 'nowhere'"});
  const auto broken = [&](const std::string& what, const std::string& tables, const std::vector<std::string>& parts) {
    expect_refused(what, {"sweep", sweep(tables), "--out", path("out")}, parts);
  };
  const std::string axis = "[[vary]]\nkey='shocks.0.cut'\nvalues=[1]\n";
  broken("no TOML", "[[vary]\n", {"sweep.toml:3", "not TOML"});
  broken("no axis", "", {"nothing varies"});
  broken("no such key", "[[vary]]\nkey='shocks.0.cutt'\nvalues=[1]\n", {"did you mean 'cut'"});
  broken("no such position", "[[vary]]\nkey='shocks.7.cut'\nvalues=[1]\n", {"not a position in a list of 1 items"});
  broken("no such parameter", "[[vary]]\nparameter='ESBMM'\nvalues=[1]\n", {"sweep.toml:4", "did you mean 'ESBM'"});
  broken("no such element", "[[vary]]\nparameter='ESBM'\nelements=['x','all']\nvalues=[1]\n", {"sweep.toml:5", "'x'"});
  broken("no such variable", "[[vary]]\nvariable='tmss'\napply='cut'\nvalues=[1]\n", {"sweep.toml:4", "did you mean 'tms'"});
  broken("endogenous", "[[vary]]\nvariable='qgdp'\napply='percent'\nvalues=[1]\n", {"sweep.toml:4", "is endogenous"});
  broken("no tax", "[[vary]]\nvariable='pop'\napply='cut'\nvalues=[1]\n", {"sweep.toml:4", "is not a tax"});
  broken("overlap", "[[vary]]\nvariable='tms'\napply='cut'\nvalues=[1]\n", {"shocks overlap"});
  broken("no such result", axis + "[results]\nkeep=['EW']\n", {"sweep.toml:7", "no variable 'EW'"});
  broken("wrong indices", axis + "[results]\nkeep=['EV(a,b)']\n", {"sweep.toml:7", "EV has 1 index"});
  broken("unequal list", axis + "[[vary]]\nkey='title'\nvalues=[1,2]\n[design]\nkind='list'\n",
         {"sweep.toml:6", "has 1 and 'title' has 2"});
  broken("no such scenario", "", {"nothing varies"});
  write("lost.toml", "scenario = 'nowhere'\n" + axis);
  expect_refused("no such scenario", {"sweep", path("lost.toml"), "--out", path("out")}, {"no shipped scenario 'nowhere'"});
  write("none.toml", axis);
  expect_refused("no scenario", {"sweep", path("none.toml"), "--out", path("out")}, {"needs 'scenario'"});
  EXPECT_GE(refused_, 30);
}

}  // namespace
}  // namespace setu
