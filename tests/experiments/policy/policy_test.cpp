#include <algorithm>
#include <cmath>

#include "policy_fixture.hpp"

namespace setu {
namespace {

TEST_F(PolicyCommand, WhatItChoseIsReproducedByRun) {
  ASSERT_EQ(
      ask("optimise", instruments() + fmt::format("[objective]\nmaximise = 'EV({0})'\n[[constraint]]\nresult = 'EV({1})'\nat_least = -1\n",
                                                  home_, partner_)),
      kOk)
      << err_;
  const auto manifest = json("out/optimum.json");
  EXPECT_TRUE(manifest["best"]["certified"]);
  EXPECT_LE(manifest["best"]["kkt"]["stationarity"].get<double>(), 1e-6);
  const auto outcomes = table("out/outcomes.csv");
  const double best = std::stod(outcomes[1][3]);
  EXPECT_GT(best, 0);
  EXPECT_GE(std::stod(outcomes[2][3]), -1 - 1e-6);
  ASSERT_EQ(run({"run", path("out/scenario.toml"), "--set", kEquationsPrice, "--out", path("run"), "--no-report"}), kOk) << err_;
  for (const auto& row : table("run/variables.csv"))
    if (row[0] == "EV" && row[1] == home_) { EXPECT_NEAR(std::stod(row[row.size() - 2]), best, 1e-7 * std::abs(best)); }
}

TEST_F(PolicyCommand, BothMethodsAgree) {
  ASSERT_EQ(ask("optimise", "method = 'both'\n" + instruments() + fmt::format("[objective]\nmaximise = 'EV({0})'\n", home_)), kOk) << err_;
  EXPECT_LE(json("out/optimum.json")["disagreement"].get<double>(), 1e-6);
}

TEST_F(PolicyCommand, ImpossibleDemandsAreNamedWithWhatTheyMiss) {
  EXPECT_EQ(
      ask("optimise",
          instruments() + fmt::format("[objective]\nmaximise = 'EV({0})'\n[[constraint]]\nresult = 'EV({0})'\nat_least = 1e5\n", home_)),
      kFailed);
  EXPECT_HAS(err_, fmt::format("'EV({})' is to be at least 100000 US$ million", home_));
  EXPECT_HAS(err_, "misses by");
  EXPECT_FALSE(std::filesystem::exists(path("out")));
}

TEST_F(PolicyCommand, ABargainGivesBothAGain) {
  const std::string other = fmt::format("[[instrument]]\nvariable = 'tms(all,{1},{0})'\nrate = [0, 0.6]\n", partner_, home_);
  ASSERT_EQ(ask("optimise", instruments() + other + fmt::format("[objective]\nnash = ['EV({0})', 'EV({1})']\n", home_, partner_)), kOk)
      << err_;
  for (const auto& row : table("out/outcomes.csv"))
    if (row[0] == fmt::format("EV({})", home_) || row[0] == fmt::format("EV({})", partner_)) { EXPECT_GT(std::stod(row[3]), 0); }
}

/// What a payer spends on its instruments is taken from the gain that is multiplied.
TEST_F(PolicyCommand, ABargainCountsWhatTaxesCost) {
  const std::string other = fmt::format("[[instrument]]\nvariable = 'tms(all,{1},{0})'\nrate = [0, 0.6]\n", partner_, home_);
  ASSERT_EQ(ask("optimise", instruments(fmt::format("cost = -0.2\npayer = '{}'\n", home_)) + other +
                                fmt::format("[objective]\nnash = ['EV({0})', 'EV({1})']\n", home_, partner_)),
            kOk)
      << err_;
  double cost = 0, ev_home = 0, ev_partner = 0;
  const std::string priced = fmt::format(",{},{})", partner_, home_);
  for (const auto& row : table("out/instruments.csv"))
    if (row[0].ends_with(priced)) cost += -0.2 * (std::stod(row[3]) - std::stod(row[2]));
  const auto outcomes = table("out/outcomes.csv");
  for (const auto& row : outcomes) {
    if (row[0] == fmt::format("EV({})", home_)) ev_home = std::stod(row[3]);
    if (row[0] == fmt::format("EV({})", partner_)) ev_partner = std::stod(row[3]);
  }
  EXPECT_GT(cost, 0);
  EXPECT_NEAR(std::stod(outcomes[1][3]), std::log(ev_home - cost) + std::log(ev_partner), 1e-9);
}

/// Along a frontier the one falls as the other rises, and its price is the slope.
TEST_F(PolicyCommand, AFrontierFallsAndItsPriceIsItsSlope) {
  ASSERT_EQ(ask("frontier", instruments() + fmt::format("[objective]\nmaximise = 'EV({0})'\n[frontier]\nagainst = 'EV({1})'\npoints = 21\n",
                                                        home_, partner_)),
            kOk)
      << err_;
  const auto rows = table("out/frontier.csv");
  ASSERT_GE(rows.size(), 20u);
  const auto at = [&](std::size_t row, std::size_t column) { return std::stod(rows[row][column]); };
  for (std::size_t k = 2; k < rows.size(); ++k) {
    EXPECT_LT(at(k, 1), at(k - 1, 1));
    EXPECT_GT(at(k, 2), at(k - 1, 2));
    const double slope = (at(k, 1) - at(k - 1, 1)) / (at(k, 2) - at(k - 1, 2));
    EXPECT_LE(slope, at(k - 1, 3) + 1e-6);  // the frontier is concave: its slope lies between the prices at both ends
    EXPECT_GE(slope, at(k, 3) - 1e-6);
  }
}

TEST_F(PolicyCommand, AGameEndsWhereNobodyGainsAlone) {
  const std::string other = fmt::format("[[instrument]]\nplayer = 'B'\nvariable = 'tms(all,{1},{0})'\nrate = [0, 0.6]\n", partner_, home_);
  ASSERT_EQ(
      ask("game", instruments("player = 'A'\n") + other +
                      fmt::format("[[objective]]\nplayer = 'A'\nmaximise = 'EV({0})'\n[[objective]]\nplayer = 'B'\nmaximise = 'EV({1})'\n",
                                  home_, partner_)),
      kOk)
      << err_;
  const auto game = json("out/game.json");
  for (const auto& player : game["players"]) {
    EXPECT_LE(player["first_order"].get<double>(), 1e-8);
    EXPECT_LE(player["best_deviation"].get<double>(), 1e-7 * player["income"].get<double>());
  }
  const auto states = table("out/states.csv");
  ASSERT_EQ(states[0].size(), 5u);  // result, Nash, status quo, no taxes, together
  EXPECT_GE(std::stod(states[1][4]) + std::stod(states[2][4]), std::stod(states[1][1]) + std::stod(states[2][1]));
}

TEST_F(PolicyCommand, SaysWhatIsWrongWithAFile) {
  const std::string aim = fmt::format("[objective]\nmaximise = 'EV({})'\n", home_);
  const struct {
    std::string text, part;
  } cases[] = {
      {aim, "nothing may be chosen"},
      {instruments(), "needs [objective]"},
      {instruments() + "[objective]\n", "needs 'maximise'"},
      {instruments() + aim + "wish = 1\n", "no key 'wish'"},
      {instruments() + "[objective]\nmaximise = 'welfare'\n", "policy.toml:5: result 'welfare': no variable 'welfare'"},
      {instruments() + "[objective]\nmaximise = 'EV(nowhere)'\n", "policy.toml:5: result 'EV(nowhere)': no element"},
      {instruments("player = 'A'\n") + aim, "setu game"},
      {"[[instrument]]\nvariable = 'tms'\nrate = [0.5, 0.1]\n" + aim, "the first must be smaller"},
      {"[[instrument]]\nvariable = 'tms'\n" + aim, "needs a range"},
      {"[[instrument]]\nvariable = 'qgdp'\npercent = [0, 1]\n" + aim, "is endogenous in this closure"},
      {"[[instrument]]\nvariable = 'tms'\nrate = ['status quo', 'status quo']\n" + aim, "leaves no room"},
      {instruments() + aim + "[[constraint]]\nresult = 'WEV'\n", "needs 'at_least', 'at_most' or 'equals'"},
      {instruments() + "[objective]\nnash = ['WEV']\n", "two results or more"},
      {instruments() + fmt::format("[objective]\nnash = ['EV({0})', 'qxs(all,{1},{0}) / qxs(all,all,{0})']\n", home_, partner_),
       "a share is no gain"},
      {"method = 'magic'\n" + instruments() + aim, "no method 'magic'"},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(ask("optimise", each.text), kBadInput) << each.text << out_;
    EXPECT_HAS(err_, each.part);
    EXPECT_FALSE(std::filesystem::exists(path("out")));
  }
  EXPECT_EQ(ask("frontier", instruments() + aim), kBadInput);
  EXPECT_HAS(err_, "needs [frontier]");
  EXPECT_EQ(ask("frontier",
                instruments() + fmt::format("[objective]\nnash = ['EV({0})', 'EV({1})']\n[frontier]\nagainst = 'WEV'\n", home_, partner_)),
            kBadInput);
  EXPECT_HAS(err_, "'nash' is for setu optimise");
  const std::string rule =
      write("ruled.toml", fmt::format("[[rule]]\nkind = 'import_quota'\ncommodities = '{0}'\nexporters = '{1}'\nimporters = '{2}'\n"
                                      "at_most = {{ percent = -10 }}\n",
                                      sets_.comm[0], home_, partner_));
  EXPECT_EQ(ask("optimise", "scenario = 'ruled'\nmethod = 'both'\n" + instruments() + aim), kBadInput);
  EXPECT_HAS(err_, "only method = \"reduced\" solves those");
  EXPECT_EQ(ask("game", instruments("player = 'A'\n") + "[[objective]]\nplayer = 'A'\nmaximise = 'WEV'\n"), kBadInput);
  EXPECT_HAS(err_, "two players or more");
}

}  // namespace
}  // namespace setu
