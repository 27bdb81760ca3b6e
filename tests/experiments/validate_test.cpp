#include <algorithm>
#include <cctype>

#include "program_fixture.hpp"
#include "setu/experiments/measure/validate.hpp"

namespace setu {
namespace {

/// A run's own percentage changes of two variables serve as the "other code's" results.
class Validate : public Program {
 protected:
  void prepare() {
    scenario_ = tariff_scenario();
    ASSERT_EQ(run({"run", scenario_, "--database", database(), "--out", path("out")}), kOk) << err_;
    expected_ = "name,i1,i2,i3,i4,value\n";
    std::istringstream rows(read(path("out") + "/variables.csv"));
    for (std::string row; std::getline(rows, row);)
      if (row.starts_with("qo,") || row.starts_with("pfactwld,")) {
        std::vector<std::string> f;
        std::istringstream fields(row);
        for (std::string field; std::getline(fields, field, ',');) f.push_back(field);
        expected_ += f[0] + "," + f[1] + "," + f[2] + "," + f[3] + "," + f[4] + "," + f[7] + "\n";
      }
  }
  int validate(const std::string& text, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"validate", database(), "--scenario", scenario_, "--expected", write("expected.csv", text)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  std::string scenario_, expected_;
};

TEST_F(Validate, PassesOnEqualNumbers) {
  prepare();
  EXPECT_EQ(validate(expected_), kOk) << out_ << err_;
  EXPECT_HAS(out_, "passed");
  EXPECT_HAS(out_, "10 cells compared");
}

TEST_F(Validate, FailsAboveTheToleranceAndNamesTheWorstCell) {
  prepare();
  const std::string r = invented().sets().reg[1];
  const std::string wrong = expected_ + "pfactwld,,,,,0.001\n";
  EXPECT_EQ(validate(wrong), kFailed);
  EXPECT_HAS(out_, "FAILED");
  EXPECT_HAS(out_, "pfactwld");
  EXPECT_EQ(validate(wrong, {"--tolerance", "0.01"}), kOk);
}

TEST_F(Validate, NamesWhatItDoesNotKnow) {
  prepare();
  EXPECT_EQ(validate(expected_ + "qqq,,,,,1\n"), kOk);
  EXPECT_HAS(out_, "names that the model does not have: qqq");
  EXPECT_EQ(validate("name,i1,i2,i3,i4,value\nqqq,,,,,1\n"), kFailed) << "no cell was compared";
}

TEST_F(Validate, ComparesWelfareInShareOfIncome) {
  prepare();
  const std::string r = invented().sets().reg[0];
  EXPECT_EQ(validate("name,i1,i2,i3,i4,value\nEV," + r + ",,,,1e9\n"), kFailed);
  EXPECT_HAS(out_, "EV(" + r + ")");
}

TEST_F(Validate, PartsOfWelfareAreKnownByTheirOwnElements) {
  prepare();
  const std::string r = invented().sets().reg[0];
  EXPECT_EQ(validate(expected_ + "cntalleffr," + r + ",MTAX,,,1e9\n"), kFailed);
  EXPECT_HAS(out_, "CNTalleffr(" + r + ",mtax)");
}

TEST_F(Validate, IgnoresCase) {
  prepare();
  std::string upper = expected_;
  const auto first = upper.find('\n') + 1;
  std::transform(upper.begin() + static_cast<std::ptrdiff_t>(first), upper.end(), upper.begin() + static_cast<std::ptrdiff_t>(first),
                 ::toupper);
  ASSERT_NE(upper, expected_);
  EXPECT_EQ(validate(upper), kOk) << out_ << err_;
  EXPECT_HAS(out_, "10 cells compared");
}

/// EV that does not add up is no EV to compare parts with: said, and the comparison goes on.
TEST_F(Validate, WarnsWhereTheDecompositionIsNotComplete) {
  prepare();
  Comparison comparison;
  EXPECT_EQ(comparison.text().find("Warning"), std::string::npos);
  const Scenario scenario = read_scenario(scenario_);
  RunOptions options;
  options.database = database();
  const Experiment experiment = setu::prepare(scenario, options);
  RunResult result = solve_experiment(experiment, options);
  ASSERT_TRUE(result.certified()) << result.failure;
  const auto compared = [&] { return compare_results(experiment, result, write("expected.csv", expected_), 1e-4); };
  EXPECT_EQ(compared().warning, "");
  result.decomposition.status = DecompositionStatus::Open;
  result.decomposition.message = "It is open by a mile.";
  EXPECT_HAS(compared().text(), "Warning: the welfare decomposition of this run is open");
  EXPECT_HAS(compared().text(), "open by a mile");
  result.decomposition = {};
  EXPECT_HAS(compared().text(), "this run is left out");
  EXPECT_HAS(compared().text(), "10 cells compared");
}

TEST_F(Validate, RefusesFilesInAnotherLayout) {
  prepare();
  for (const char* text : {"a,b\n1,2\n", "name,i1,i2,i3,i4,value\nqo,1\n", "name,i1,i2,i3,i4,value\nqo,a,b,,,many\n",
                           "name,i1,i2,i3,i4,value\nqo,a,b,,,nan\n"}) {
    EXPECT_EQ(validate(text), kBadInput) << text;
    EXPECT_HAS(err_, "expected.csv:");
  }
  EXPECT_EQ(validate(expected_, {"--tolerance", "0"}), kBadInput);
  EXPECT_EQ(validate(expected_, {"--tolerance", "little"}), kBadInput);
  EXPECT_EQ(run({"validate", database(), "--scenario", scenario_, "--expected", path("none.csv")}), kBadInput);
}

}  // namespace
}  // namespace setu
