#include "sensitivity_fixture.hpp"

#include "setu/experiments/sampling/statistics.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

TEST_F(Sensitivity, StatisticsAreThoseOfTheDraws) {
  ASSERT_EQ(run({"sensitivity", standard("kind='latin_hypercube'\ndraws=40\nseed=3"), "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "study: 40 draws of 3 uncertain numbers (latin_hypercube, seed 3)");
  for (const char* file : {"draws.csv", "statistics.csv", "variance_shares.csv", "tables.txt", "manifest.json", "points.log"})
    EXPECT_TRUE(fs::exists(path("out") + "/" + file)) << file;
  const auto draws = table("out", "draws.csv");
  ASSERT_EQ(draws.size(), 41u);
  EXPECT_EQ(draws[0].at("role"), "central");
  EXPECT_EQ(draws[0].at("cut"), "50");
  for (const auto& statistics : table("out", "statistics.csv")) {
    std::vector<double> y;
    for (const auto& row : draws)
      if (row.at("role") == "draw") y.push_back(value(row, statistics.at("result")));
    const Summary s = summarize_draws(y);
    EXPECT_EQ(value(statistics, "central"), value(draws[0], statistics.at("result")));
    EXPECT_EQ(value(statistics, "mean"), s.mean);
    EXPECT_EQ(value(statistics, "sd"), s.sd);
    EXPECT_EQ(value(statistics, "q2.5"), s.quantiles[0]);
    EXPECT_EQ(value(statistics, "p_positive"), s.positive);
    EXPECT_EQ(value(statistics, "draws"), 40);
  }
}

TEST_F(Sensitivity, CentralValuesAreThoseOfRun) {
  ASSERT_EQ(run({"sensitivity", standard("kind='stroud'"), "--out", path("out")}), kOk) << err_;
  ASSERT_EQ(run({"run", tariff_scenario(), "--database", database(), "--set", kEquationsPrice, "--out", path("alone")}), kOk)
      << err_;  // a cut of 50 per cent
  const auto statistics = table("out", "statistics.csv");
  int compared = 0;
  for (const auto& v : table("alone", "variables.csv"))
    for (const auto& row : statistics) {
      if (row.at("result") != v.at("name") + "(" + v.at("i1") + ")") continue;
      const double expected = std::stod(v.at(v.at("name") == "EV" ? "new" : "percent"));
      EXPECT_NEAR(value(row, "central"), expected, 1e-8 * std::max(1.0, std::abs(expected)));
      ++compared;
    }
  EXPECT_EQ(compared, 6);
}

/// Narrow enough that the responses are nearly linear: what a quadrature's standard deviation needs.
constexpr const char* kNarrow =
    "[[vary]]\nname='cut'\nkey='shocks.0.cut'\ndistribution={kind='uniform', from=42, to=58}\n"
    "[[vary]]\nname='among'\nparameter='ESBM'\ndistribution={kind='normal', mean=1, sd=0.04}\n"
    "[[vary]]\nname='home'\nparameter='ESBD'\ndistribution={kind='normal', mean=1, sd=0.03}\n[design]\n";

/// The quadratures against brute force on the same model, within the standard errors of the draws.
TEST_F(Sensitivity, QuadraturesAgreeWithBruteForce) {
  ASSERT_EQ(run({"sensitivity", study(std::string(kNarrow) + "kind='sobol'\ndraws=512\n", "brute.toml"), "--out", path("brute")}), kOk)
      << err_;
  ASSERT_EQ(run({"sensitivity", study(std::string(kNarrow) + "kind='stroud'\n", "stroud.toml"), "--out", path("stroud")}), kOk) << err_;
  ASSERT_EQ(run({"sensitivity", study(std::string(kNarrow) + "kind='liu'\n", "liu.toml"), "--out", path("liu")}), kOk) << err_;
  const auto brute = table("brute", "statistics.csv");
  ASSERT_EQ(brute.size(), 6u);
  for (const char* rule : {"stroud", "liu"}) {
    const auto found = table(rule, "statistics.csv");
    ASSERT_EQ(found.size(), brute.size());
    EXPECT_EQ(table(rule, "draws.csv").size(), 7u);
    EXPECT_FALSE(fs::exists(path(rule) + "/variance_shares.csv"));
    for (std::size_t i = 0; i < brute.size(); ++i) {
      SCOPED_TRACE(rule + (" " + brute[i].at("result")));
      EXPECT_NEAR(value(found[i], "mean"), value(brute[i], "mean"), 3 * value(brute[i], "mean_se"));
      EXPECT_NEAR(value(found[i], "sd"), value(brute[i], "sd"), 4 * value(brute[i], "sd_se"));
      EXPECT_EQ(found[i].at("q50"), "");
      EXPECT_EQ(found[i].at("p_positive"), "");
    }
  }
}

TEST_F(Sensitivity, VarianceSharesFindTheNumbersThatMatter) {
  const std::string more =
      "[[vary]]\nname='nothing'\nparameter='ESBT'\ndistribution={kind='normal', mean=1, sd=1e-6}\n"
      "[[correlate]]\nnames=['among', 'home']\nmatrix=[[1, 0.5], [0.5, 1]]\n[analysis]\nvariance_shares=true\n";
  ASSERT_EQ(run({"sensitivity", standard("kind='sobol'\ndraws=256", "shares.toml", more), "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "256 draws of 4 uncertain numbers (sobol, seed 1), and 384 runs for variance shares");
  EXPECT_EQ(table("out", "draws.csv").size(), 1u + 256 + 3 * 128);
  const auto shares = table("out", "variance_shares.csv");
  ASSERT_EQ(shares.size(), 6 * 3u);
  for (std::size_t i = 0; i < shares.size(); i += 3) {
    EXPECT_EQ(shares[i].at("numbers"), "cut");
    EXPECT_EQ(shares[i + 1].at("numbers"), "among + home");
    EXPECT_EQ(shares[i + 2].at("numbers"), "nothing");
    EXPECT_NEAR(value(shares[i + 2], "total"), 0, 1e-6);
    EXPECT_NEAR(value(shares[i], "first") + value(shares[i + 1], "first"), 1, 0.2);
    EXPECT_GE(value(shares[i], "linear_in_all"), 0.8);
    EXPECT_NEAR(value(shares[i], "linear"), value(shares[i], "first"), 0.2);
    EXPECT_EQ(shares[i].at("rows"), "128");
  }
}

TEST_F(Sensitivity, SaysWhoGainsHowOften) {
  // fewer or more tariffs: with a cut of any sign gains change sign too
  const std::string file = study(
      "[[vary]]\nname='cut'\nkey='shocks.0.cut'\ndistribution={kind='uniform', from=-40, to=60}\n"
      "[design]\ndraws=50\nkind='latin_hypercube'\n");
  ASSERT_EQ(run({"sensitivity", file, "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "Welfare (EV), US$ million: what the draws say");
  EXPECT_HAS(out_, " draws.");
  EXPECT_HAS(read(path("out") + "/tables.txt"), "gains in ");
}

TEST_F(Sensitivity, FailedDrawsAreCountedNamedAndLeftOut) {
  // a factor below zero makes elasticities negative, which they cannot be
  const std::string axes =
      "[[vary]]\nname='cut'\nkey='shocks.0.cut'\ndistribution={kind='triangular', from=0, mode=40, to=60}\n"
      "[[vary]]\nname='among'\nparameter='ESBM'\ndistribution={kind='normal', mean=1, sd=0.6}\n";
  const std::string file = study(axes + "[design]\nkind='latin_hypercube'\ndraws=40\n[analysis]\nallowed_failures=20\n");
  ASSERT_EQ(run({"sensitivity", file, "--out", path("out")}), kOk) << err_;
  EXPECT_HAS(out_, "of 40 runs failed and are left out:");
  EXPECT_HAS(out_, "They are no random loss: 'among' is");
  std::size_t failed = 0;
  for (const auto& row : table("out", "draws.csv")) {
    if (row.at("status") != "failed") continue;
    ++failed;
    EXPECT_LE(value(row, "among"), 0);
    EXPECT_FALSE(row.at("reason").empty());
  }
  EXPECT_GE(failed, 1u);
  EXPECT_EQ(value(table("out", "statistics.csv")[0], "draws"), 40 - static_cast<double>(failed));

  const std::string strict = study(axes + "[design]\nkind='latin_hypercube'\ndraws=40\n[analysis]\nallowed_failures=0\n", "strict.toml");
  EXPECT_EQ(run({"sensitivity", strict, "--out", path("strict")}), kFailed);
  EXPECT_HAS(err_, "and [analysis] allows 0: what is left is no fair sample.");
  EXPECT_FALSE(fs::exists(path("strict") + "/statistics.csv"));
  EXPECT_FALSE(fs::exists(path("strict") + "/manifest.json"));
  EXPECT_TRUE(fs::exists(path("strict") + "/draws.csv"));
}

TEST_F(Sensitivity, GoesOnFromItsLogAndGivesTheSameFiles) {
  const std::string file = standard("kind='random'\ndraws=24\nseed=9");
  ASSERT_EQ(run({"sensitivity", file, "--out", path("out"), "--workers", "2"}), kOk) << err_;
  std::map<std::string, std::string> whole;
  for (const char* name : {"draws.csv", "statistics.csv", "variance_shares.csv", "tables.txt", "manifest.json"})
    whole[name] = read(path("out") + "/" + name);
  // as a kill in the middle leaves it: some records, the last one torn, none of the files
  const std::string log = read(path("out") + "/points.log");
  for (const auto& [name, text] : whole) fs::remove(path("out") + "/" + name);
  std::ofstream(path("out") + "/points.log", std::ios::binary) << log.substr(0, log.size() / 2);
  ASSERT_EQ(run({"sensitivity", file, "--out", path("out"), "--workers", "1"}), kOk) << err_;
  for (const auto& [name, text] : whole) EXPECT_EQ(read(path("out") + "/" + name), text) << name;
  // and in shards
  ASSERT_EQ(run({"sensitivity", file, "--out", path("shards"), "--shard", "2/2"}), kOk) << err_;
  EXPECT_FALSE(fs::exists(path("shards") + "/statistics.csv"));
  ASSERT_EQ(run({"sensitivity", file, "--out", path("shards"), "--shard", "1/2"}), kOk) << err_;
  EXPECT_EQ(read(path("shards") + "/statistics.csv"), whole["statistics.csv"]);
}

}  // namespace
}  // namespace setu
