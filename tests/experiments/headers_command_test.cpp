#include <algorithm>
#include <functional>
#include <map>

#include "program_fixture.hpp"
#include "setu/calibration/gtap/har.hpp"
#include "tests/calibration/gtap/sl4_writer.hpp"

namespace setu {
namespace {

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

class Headers : public Program {
 protected:
  /// GEMPACK's file of the results of a run: all variables as found, but for tariffs, which are given and shocked.
  GempackSolution solution_of(const HarFile& results) {
    std::map<std::string, std::string> names;
    for (const auto& line : results.find("VARS")->text) names[line.substr(0, 4)] = line.substr(5, line.find(':') - 5);
    GempackSolution s;
    for (const auto& header : results.headers) {
      if (!names.contains(header.name)) continue;
      SolutionVariable v;
      v.name = names[header.name], v.label = header.long_name, v.percent = header.long_name.starts_with("%");
      for (const auto& axis : header.axes) v.sets.push_back(set(s, axis));
      v.cumulative = header.dense();
      v.exogenous.assign(v.cumulative.size(), v.name == "tms"), v.shocked = v.exogenous;
      s.variables.push_back(std::move(v));
    }
    return s;
  }
  std::size_t set(GempackSolution& s, const HarAxis& axis) {
    for (std::size_t i = 0; i < s.sets.size(); ++i)
      if (s.sets[i].name == axis.set) return i;
    s.sets.push_back({axis.set, "label", axis.elements});
    return s.sets.size() - 1;
  }
  /// Runs with --har and returns what it wrote.
  HarFile results() {
    scenario_ = write("cut.toml", "[[shocks]]\nvariable = 'tms'\ncut = 20\n");
    EXPECT_EQ(run({"run", scenario_, "--database", database(), "--har", "--no-report", "--out", path("out")}), kOk) << err_;
    return read_har(path("out") + "/results.har");
  }
  /// The files hold Fisher's indices where the comparison takes path integrals, which differ by some 1e-4 points here.
  int validate(const std::string& expected) {
    return run({"validate", database(), "--scenario", scenario_, "--expected", expected, "--tolerance", "4e-4"});
  }
  std::string scenario_;
};

TEST_F(Headers, ListsADatabase) {
  ASSERT_EQ(run({"export", database(), "--out", path("gtap")}), kOk) << err_;
  ASSERT_EQ(run({"headers", path("gtap") + "/basedata.har"}), kOk) << err_;
  const Sets sets = invented().sets();
  for (const auto& part : {std::string("header array file, "), std::string("Written by Setu"), std::string("VDFB(COMM,ACTS,REG)"),
                           std::string("3 x 3 x 3"), std::string("REG (3): ") + sets.reg[0] + ", " + sets.reg[1]})
    EXPECT_HAS(out_, part);
  ASSERT_EQ(run({"headers", path("gtap") + "/sets.har", "--only", "reg"}), kOk) << err_;
  EXPECT_HAS(out_, "Set REG  Regions");
  EXPECT_HAS(out_, "  " + sets.reg[2] + "\n");
  EXPECT_EQ(out_.find("Commodities"), std::string::npos) << out_;
  EXPECT_EQ(run({"headers", path("gtap") + "/sets.har", "--only", "reh"}), kBadInput);
  EXPECT_HAS(err_, "no header 'reh'; did you mean 'REG'?");
}

TEST_F(Headers, ExportsNumbersThatComeBack) {
  ASSERT_EQ(run({"export", database(), "--double", "--out", path("gtap")}), kOk) << err_;
  ASSERT_EQ(run({"headers", path("gtap") + "/basedata.har", "--only", "VDFB", "--out", path("vdfb.csv")}), kOk) << err_;
  const Database db = invented();
  const auto rows = csv_rows(path("vdfb.csv"));
  ASSERT_EQ(rows.at(0), (std::vector<std::string>{"name", "i1", "i2", "i3", "i4", "value"}));
  ASSERT_GT(rows.size(), 20u);
  double sum = 0, expected = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) sum += std::stod(rows[i].at(5));
  for (const double value : std::as_const(db)["VDFB"].values()) expected += value;
  EXPECT_NEAR(sum, expected, 1e-9 * expected);
  EXPECT_EQ(rows[1][1], db.sets().comm[0]);
  EXPECT_EQ(rows[1][3], db.sets().reg[0]);
}

TEST_F(Headers, ListsASolutionAndExportsItsVariables) {
  write_har(path("test.sl4"), test::solution_headers(test::invented_solution()));
  ASSERT_EQ(run({"headers", path("test.sl4")}), kOk) << err_;
  for (const char* part : {"GEMPACK solution, 12 variables, 2 subtotals", "subtotal 2: technology", "qfe(COMM,REG)", "label of qfe",
                           "EV(REG)", "ch.", "[results not kept in the file]", "REG (2), Regions: USA, EU_28"})
    EXPECT_HAS(out_, part);
  ASSERT_EQ(run({"headers", path("test.sl4"), "--only", "QFE", "--out", path("qfe.csv")}), kOk) << err_;
  const auto rows = csv_rows(path("qfe.csv"));
  EXPECT_EQ(rows.at(0), (std::vector<std::string>{"name", "i1", "i2", "i3", "i4", "value", "closure", "tariffs", "technology"}));
  ASSERT_EQ(rows.size(), 7u);
  EXPECT_EQ(rows[1][6], "shocked");
  EXPECT_EQ(rows[2][6], "found");
  EXPECT_EQ(rows[4][6], "given");
  EXPECT_EQ(run({"headers", path("test.sl4"), "--only", "qfee"}), kBadInput);
  EXPECT_HAS(err_, "no variable 'qfee'; did you mean 'qfe'?");
}

TEST_F(Headers, WhatIsNoHeaderArrayFileIsRefused) {
  EXPECT_EQ(run({"headers", write("x.har", "name,value\n1,2\n")}), kBadInput);
  EXPECT_HAS(err_, "this is not a header array file");
  EXPECT_EQ(run({"headers", path("none.har")}), kBadInput);
}

/// A run's own results, by way of each format, agree with the run in every cell, changes included.
TEST_F(Headers, OwnResultsValidateAsHeaderArraysAndAsSolution) {
  const HarFile har = results();
  ASSERT_EQ(validate(path("out") + "/results.har"), kOk) << out_ << err_;
  EXPECT_HAS(out_, "passed");
  EXPECT_HAS(out_, "del_tbal ");
  EXPECT_HAS(out_, "del_tbalry ");
  GempackSolution solution = solution_of(har);
  for (auto& variable : solution.variables) variable.name = upper(variable.name);
  for (auto& set : solution.sets)
    for (auto& element : set.elements) element = upper(element);
  write_har(path("own.sl4"), test::solution_headers(solution));
  ASSERT_EQ(validate(path("own.sl4")), kOk) << out_ << err_;
  EXPECT_HAS(out_, "del_tbalc ");
}

/// Results of a run on header arrays open with the same headers, read and written again, byte for byte.
TEST_F(Headers, ResultsOfHeaderArraysComeBackWithTheSameHeaders) {
  ASSERT_EQ(run({"export", database(), "--out", path("gtap")}), kOk) << err_;
  ASSERT_EQ(run({"import", path("gtap") + "/basedata.har", "--out", path("in")}), kOk) << out_ << err_;
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", path("in"), "--har", "--no-report", "--out", path("out")}), kOk) << err_;
  const std::string bytes = read(path("out") + "/results.har");
  EXPECT_EQ(har_bytes(read_har("results.har", bytes).headers), bytes);
  ASSERT_EQ(run({"export", path("out") + "/database", "--out", path("after")}), kOk) << err_;
  std::vector<std::string> added;
  for (const char* file : {"sets.har", "basedata.har", "default.prm"}) {
    const HarFile before = read_har(path("gtap") + "/" + file), after = read_har(path("after") + "/" + file);
    for (const auto& header : before.headers) {
      const HarHeader* found = after.find(header.name);
      ASSERT_NE(found, nullptr) << file << " " << header.name;
      EXPECT_EQ(found->long_name, header.long_name);
      EXPECT_EQ(found->coefficient, header.coefficient);
      EXPECT_EQ(found->dims, header.dims) << header.name;
      EXPECT_EQ(found->type, header.type) << header.name;
    }
    for (const auto& header : after.headers)
      if (before.find(header.name) == nullptr) added.push_back(header.name);
  }
  EXPECT_EQ(added, (std::vector<std::string>{"VDKO"})) << "who bears depreciation is known after a run";
}

TEST_F(Headers, AChangeThatDiffersFails) {
  GempackSolution solution = solution_of(results());
  for (const auto& [name, factor] : {std::pair{"del_tbal", 1.02}, {"del_tbalry", 1.05}, {"qo", 1.001}}) {
    GempackSolution wrong = solution;
    for (auto& variable : wrong.variables)
      for (double& value : variable.cumulative)
        if (variable.name == name) value *= factor;
    write_har(path("wrong.sl4"), test::solution_headers(wrong));
    EXPECT_EQ(validate(path("wrong.sl4")), kFailed) << name << "\n" << out_;
    EXPECT_HAS(out_, std::string(name) + "(");
  }
}

TEST_F(Headers, ComparesTheRestAndListsWhatItDoesNotKnow) {
  GempackSolution solution = solution_of(results());
  SolutionVariable strange = solution.variables.front();
  strange.name = "unheard";
  solution.variables.push_back(strange);
  for (auto& set : solution.sets)
    if (set.name == "REG") set.elements[1] = "Atlantis";
  for (auto& variable : solution.variables)
    if (variable.name == "qpa") variable.kept = false;
  write_har(path("strange.sl4"), test::solution_headers(solution));
  EXPECT_EQ(validate(path("strange.sl4")), kOk) << out_ << err_;
  EXPECT_HAS(out_, "names that the model does not have: unheard");
  EXPECT_HAS(out_, "an element that the model does not have: 'Atlantis' of ");
  EXPECT_HAS(out_, "variables whose results the file leaves out: qpa");
}

}  // namespace
}  // namespace setu
