#include "sensitivity_fixture.hpp"

#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {
namespace {

class BrokenSensitivity : public Sensitivity {
 protected:
  /// The file is refused with this sentence, and nothing is written.
  void refused(const std::string& tables, const std::string& part) {
    const std::string file = study(tables);
    EXPECT_EQ(run({"sensitivity", file, "--out", path("out")}), kBadInput) << tables << out_;
    EXPECT_HAS(err_, part);
    EXPECT_FALSE(std::filesystem::exists(path("out") + "/statistics.csv"));
  }
  static std::string axis(const std::string& distribution, const std::string& name = "x") {
    return "[[vary]]\nname='" + name + "'\nparameter='ESBM'\ndistribution=" + distribution + "\n";
  }
  static std::string two(const std::string& correlate) {
    return axis("{kind='normal', mean=1, sd=0.1}", "a") +
           "[[vary]]\nname='b'\nparameter='ESBD'\ndistribution={kind='lognormal', median=1, sigma=0.2}\n[[correlate]]\n" + correlate +
           kDraws;
  }
  static constexpr const char* kDraws = "\n[design]\nkind='random'\ndraws=4\n";
};

TEST_F(Sensitivity, GuidesExampleIsRead) {
  const std::string guide = read(std::filesystem::path(SETU_SOURCE_DIR) / "docs" / "sensitivity.md");
  const auto begin = guide.find("```toml\n") + 8;
  const SensitivityStudy example = read_sensitivity(write("example.toml", guide.substr(begin, guide.find("```", begin) - begin)));
  EXPECT_EQ(example.points.size(), 1u + 1000 + 2 * 500);
}

TEST_F(BrokenSensitivity, Distributions) {
  refused(axis("{kind='normal', mean=1, sd=-0.1}") + kDraws, "'sd' must be positive");
  refused(axis("{kind='lognormal', median=0, sigma=0.1}") + kDraws, "'median' must be positive");
  refused(axis("{kind='uniform', from=2, to=1}") + kDraws, "'from' must lie below 'to'");
  refused(axis("{kind='triangular', from=0, mode=3, to=2}") + kDraws, "'mode' must lie between");
  refused(axis("{kind='normel', mean=1, sd=1}") + kDraws, "did you mean 'normal'?");
  refused(axis("{kind='normal', mean=1}") + kDraws, "sd");
  refused(axis("{kind='lognormal', median=1, sigma=40}") + kDraws, "its moments are too large");
  refused("[[vary]]\nname='x'\nparameter='ESBM'\nvalues=[1, 2]\n" + std::string(kDraws), "'x' has no distribution");
}

TEST_F(BrokenSensitivity, Names) {
  refused("[[vary]]\nparameter='ESBMM'\ndistribution={kind='normal', mean=1, sd=0.1}\n" + std::string(kDraws), "ESBMM");
  refused("[[vary]]\nkey='shocks.7.cut'\ndistribution={kind='normal', mean=1, sd=0.1}\n" + std::string(kDraws), "shocks.7.cut");
  refused(axis("{kind='normal', mean=1, sd=0.1}") + kDraws + "[results]\nkeep=['nonsense']\n", "nonsense");
  EXPECT_EQ(run({"sensitivity", "no_such_study"}), kBadInput);
  EXPECT_HAS(err_, "no_such_study");
}

TEST_F(BrokenSensitivity, Correlations) {
  refused(two("names=['a', 'c']\nmatrix=[[1, 0], [0, 1]]"), "no [[vary]] table with a distribution 'c'");
  refused(two("names=['a', 'b']\nmatrix=[[1, 0, 0], [0, 1, 0], [0, 0, 1]]"), "2 names");
  refused(two("names=['a', 'b']\nmatrix=[[1, 0.5], [0.4, 1]]"), "not symmetric");
  refused(two("names=['a', 'b']\nmatrix=[[1, 1.5], [1.5, 1]]"), "beyond ±1");
  refused(two("names=['a', 'b']\ncovariance=[[0.04, 0], [0, 0.04]]"), "the variance of 'a' is 0.04 here, but 0.01 by its distribution");
  refused(two("names=['a', 'b']"), "needs either 'matrix' (correlations) or 'covariance'");
  const std::string three = "[[vary]]\nname='c'\nparameter='ESBV'\ndistribution={kind='normal', mean=1, sd=0.1}\n";
  refused(three + two("names=['a', 'b', 'c']\nmatrix=[[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]"),
          "the correlations of 'a', 'b' and 'c' contradict each other");
}

TEST_F(BrokenSensitivity, Designs) {
  const std::string x = axis("{kind='normal', mean=1, sd=0.1}");
  refused(x, "draws");
  refused(x + "[design]\nkind='random'\n", "needs 'draws'");
  refused(x + "[design]\nkind='random'\ndraws=1\n", "draws = 1: give a number from 2");
  refused(x + "[design]\nkind='random'\ndraws=2.5\n", "'draws' must be a whole number");
  refused(x + "[design]\nkind='stroud'\ndraws=10\n", "a stroud design has no 'draws'");
  refused(x + "[design]\nkind='strout'\n", "did you mean 'stroud'?");
  refused(axis("{kind='lognormal', median=1, sigma=0.1}") + "[design]\nkind='stroud'\n", "is for symmetric distributions");
  refused(x + "[design]\nkind='liu'\n[analysis]\nvariance_shares=true\n", "means and standard deviations only");
  refused(x + "[design]\nkind='random'\ndraws=5\n[analysis]\nvariance_shares=true\n", "need an even number");
  refused(x + kDraws + "[analysis]\nallowed_failures=200\n", "'allowed_failures' must be a number from 0 to 100");
  refused(x + kDraws + "[analysis]\nvariance_share=true\n", "variance_shares");
}

TEST_F(BrokenSensitivity, QuadraturesNeedEveryPoint) {
  const std::string file = study(axis("{kind='normal', mean=1, sd=1.5}") + "[design]\nkind='stroud'\n");
  EXPECT_EQ(run({"sensitivity", file, "--out", path("out")}), kFailed) << out_;
  EXPECT_HAS(err_, "A quadrature needs all its points.");
  EXPECT_FALSE(std::filesystem::exists(path("out") + "/statistics.csv"));
}

TEST_F(BrokenSensitivity, OtherPeoplesFoldersAreLeftAlone) {
  std::filesystem::create_directories(path("mine"));
  std::ofstream(path("mine") + "/thesis.txt") << "years of work";
  const std::string file = study(axis("{kind='normal', mean=1, sd=0.1}") + kDraws);
  EXPECT_EQ(run({"sensitivity", file, "--out", path("mine")}), kBadInput);
  EXPECT_HAS(err_, "choose another --out");
}

}  // namespace
}  // namespace setu
