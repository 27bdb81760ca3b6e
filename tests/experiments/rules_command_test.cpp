#include <nlohmann/json.hpp>

#include "program_fixture.hpp"

namespace setu {
namespace {

namespace fs = std::filesystem;

/// Scenarios with rules, run as users run them.
class RuleCommand : public Program {
 protected:
  nlohmann::json manifest(const std::string& out) { return nlohmann::json::parse(read(fs::path(out) / "manifest.json")); }
  /// A flow of goods between two regions of the invented economy.
  std::string route() {
    const Sets sets = invented().sets();
    return "commodities = '" + sets.comm[0] + "'\nexporters = '" + sets.reg[0] + "'\nimporters = '" + sets.reg[1] + "'\n";
  }
  void expect_refused(const std::string& text, const std::vector<std::string>& parts) {
    const std::string out = path("refused");
    EXPECT_EQ(run({"run", write("refused.toml", text), "--database", database(), "--out", out, "--no-report"}), 2) << err_;
    for (const auto& part : parts) EXPECT_HAS(err_, part);
    EXPECT_FALSE(fs::exists(out));
  }
};

TEST_F(RuleCommand, TellsWhichRulesBindAndWhatTheyEarn) {
  const std::string text = "[[rule]]\nname = 'tight'\nkind = 'import_quota'\nat_most = { percent = -10 }\n" + route() +
                           "[[rule]]\nname = 'loose'\nkind = 'capacity'\nactivities = '" + invented().sets().acts[1] + "'\nregions = '" +
                           invented().sets().reg[2] + "'\nat_most = { percent = 50 }\n";
  ASSERT_EQ(run({"run", write("rules.toml", text), "--database", database(), "--out", path("out"), "--solver", "both", "--no-report"}), kOk)
      << err_;
  for (const char* words : {"Rules: which of them bind", "1 of 2 rules bind", "does not bind", "inequalities"}) EXPECT_HAS(out_, words);
  const auto json = manifest(path("out"));
  EXPECT_EQ(json["certificate"]["status"], "certified");
  EXPECT_LE(json["certificate"]["complementarity_residual"].get<double>(), 1e-9);
  EXPECT_LE(json["certificate"]["solver_agreement"].get<double>(), 1e-7);
  EXPECT_LE(json["welfare"]["decomposition_gap"].get<double>(), 1e-6);
  ASSERT_EQ(json["rules"].size(), 2u);
  const auto &tight = json["rules"][0], &loose = json["rules"][1];
  EXPECT_EQ(tight["rule"], "tight");
  EXPECT_EQ(tight["state"], "binds");
  EXPECT_NEAR(tight["limited_percent"].get<double>(), -10, 1e-8);
  // The rent is what the tariff takes beyond the benchmark's: part of the flow at the tariff-ridden price.
  const Database after = read_database(path("out") + "/database");
  const double power = 1 + tight["instrument_percent"].get<double>() / 100;
  EXPECT_NEAR(tight["rent"].get<double>(), after["VMSB"](0, 0, 1) * (1 - 1 / power), 1e-6 * after["VMSB"](0, 0, 1));
  EXPECT_EQ(loose["state"], "does not bind");
  EXPECT_EQ(loose["rent"], 0);
  EXPECT_EQ(loose["instrument_percent"], 0);
}

TEST_F(RuleCommand, RunsEveryKind) {
  const Sets sets = invented().sets();
  const std::string labour = "endowments = '" + sets.endm[0] + "'\nregions = '" + sets.reg[0] + "'\n";
  const std::string activity = "activities = '" + sets.acts[0] + "'\nregions = '" + sets.reg[0] + "'\n";
  const std::string market = "commodities = '" + sets.comm[0] + "'\nregions = '" + sets.reg[0] + "'\n";
  const std::pair<std::string, std::string> kinds[] = {
      {"tariff_rate_quota", route() + "quota = { percent = -5 }\nin_quota_rate = 0\nover_quota_rate = 3\nexporter_rent = 0.5\n"},
      {"export_quota", route() + "at_most = { percent = -5 }\n"},
      {"export_ban", route() + "leaves = 5\n"},
      {"minimum_wage", labour + "unemployment = 0.05\nat_least = { percent = 0.5 }\n"},
      {"wage_curve", labour + "unemployment = 0.05\n"},
      {"capacity", activity + "at_most = { percent = -1 }\n"},
      {"production_target", activity + "at_least = { percent = 2 }\n"},
      {"public_purchases", market + "at_least = { percent = 1 }\n"},
      {"public_sales", market + "at_most = { percent = -1 }\nmost = 50\n"},
      {"rule", "instrument = 'tx(" + sets.comm[0] + "," + sets.reg[0] + ")'\nmoves = 'down'\nvariable = 'qxw(" + sets.comm[0] + "," +
                   sets.reg[0] + ")'\nat_least = { percent = 1 }\nuntil = { power_percent = -60 }\n"}};
  for (const auto& [kind, keys] : kinds) {
    SCOPED_TRACE(kind);
    const std::string file = write(kind + ".toml", "[[rule]]\nkind = '" + kind + "'\n" + keys);
    ASSERT_EQ(run({"run", file, "--database", database(), "--out", path(kind), "--no-report"}), kOk) << err_;
    const auto json = manifest(path(kind));
    EXPECT_LE(json["welfare"]["decomposition_gap"].get<double>(), 1e-6);
    const auto& rule = json["rules"].at(0);
    if (kind == "wage_curve") continue;  // nothing else moves: it stays at the benchmark
    EXPECT_EQ(rule["state"], "binds");
    EXPECT_NEAR(rule["limit_percent"].get<double>(), rule["limited_percent"].get<double>(), 1e-7);
  }
}

TEST_F(RuleCommand, SweepsOverALimit) {
  write("quota.toml", "[[rule]]\nname = 'quota'\nkind = 'import_quota'\nat_most = { percent = 0 }\n" + route());
  const Sets sets = invented().sets();
  const std::string flow = "(" + sets.comm[0] + "," + sets.reg[0] + "," + sets.reg[1] + ")";
  const std::string sweep = write("sweep.toml",
                                  "scenario = 'quota.toml'\n[[vary]]\nname = 'quota'\nkey = 'rule.0.at_most.percent'\n"
                                  "values = [-20, -10, 10]\n[results]\nkeep = ['tms" +
                                      flow + "', 'qxs" + flow + "']\n");
  ASSERT_EQ(run({"sweep", sweep, "--database", database(), "--out", path("swept")}), kOk) << err_;
  std::istringstream rows(read(path("swept") + "/results.csv"));
  std::string row;
  std::getline(rows, row);
  std::vector<std::vector<double>> values;
  while (std::getline(rows, row)) {
    values.emplace_back();
    std::istringstream cells(row);
    for (std::string cell; std::getline(cells, cell, ',');) values.back().push_back(std::strtod(cell.c_str(), nullptr));
  }
  ASSERT_EQ(values.size(), 3u);
  const std::size_t tariff = values[0].size() - 2, imports = values[0].size() - 1;
  EXPECT_NEAR(values[0][imports], -20, 1e-8);
  EXPECT_NEAR(values[1][imports], -10, 1e-8);
  EXPECT_GT(values[0][tariff], values[1][tariff]);
  EXPECT_GT(values[1][tariff], 0);
  EXPECT_EQ(values[2][tariff], 0);
  EXPECT_NEAR(values[2][imports], 0, 1e-8);
}

TEST_F(RuleCommand, ExplainsWhatDoesNotFit) {
  const std::string quota = "[[rule]]\nkind = 'import_quota'\nat_most = { percent = -10 }\n" + route();
  expect_refused(quota + quota, {"refused.toml:", "the name 'import_quota' is taken", "another 'name'"});
  expect_refused(quota + "[[shocks]]\nvariable = 'tms'\ncut = 10\n", {"is moved by the rule 'import_quota'", "refused.toml:"});
  expect_refused(quota + "[[rule]]\nname = 'second'\nkind = 'import_quota'\nat_most = { percent = -20 }\n" + route(), {"both move tms("});
  expect_refused("[[rule]]\ninstrument = 'u'\nmoves = 'up'\nvariable = 'y'\nat_most = { percent = 1 }\n",
                 {"u(", "cannot be an instrument"});
  expect_refused("[[rule]]\ninstrument = 'tmz'\nmoves = 'up'\nvariable = 'qo'\nat_most = { percent = 1 }\n", {"'tmz'", "refused.toml:"});
  expect_refused(
      "[[rule]]\nkind = 'import_quota'\nat_most = { percent = -10 }\ncommodities = 'nothing'\nexporters = 'all'\nimporters = 'all'\n",
      {"'nothing'"});
}

}  // namespace
}  // namespace setu
