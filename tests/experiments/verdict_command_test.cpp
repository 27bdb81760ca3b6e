#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "program_fixture.hpp"

/// `setu verdict` and what `run` says of it, on an invented economy.
namespace setu {
namespace {

using Json = nlohmann::json;

class VerdictCommand : public Program {
 protected:
  /// Variants of every outcome: one that counts by a parameter and one by a closure, one that changes nothing, one that the database
  /// cannot carry, one that does not apply.
  std::string battery(const std::string& more = "") {
    return write("battery.toml", R"toml(
[[variant]]
name = "double"
title = "Elasticities doubled"
when = "elasticities are twice as large"
parameters = { ESBM = { multiply = 2 }, ESBD = { multiply = 2 } }
[[variant]]
name = "balances"
title = "Trade balances fixed"
when = "trade balances are fixed"
[[variant.closure.swap]]
free = "dpsave(others)"
fix = "del_tbalry(others)"
[[variant]]
name = "nothing"
title = "Nothing"
when = "nothing changes"
parameters = { ESBM = { multiply = 1 } }
[[variant]]
name = "nowhere"
title = "Swap of what is not there"
when = "nobody knows"
[[variant.closure.swap]]
free = "tpreg(ATLANTIS)"
fix = "del_ttaxr(ATLANTIS)"
[[variant]]
name = "fund"
title = "Another fund"
when = "the fund is larger"
only_with = "fund"
set = ["fund.total=1"]
)toml" + more);
  }
  int judge(const std::string& scenario, const std::string& file, const std::vector<std::string>& more = {"--quick"}) {
    std::vector<std::string> arguments = {"verdict", scenario,    "--database", database(), "--battery",
                                          file,      "--workers", "2",          "--out",    path("v")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
  Json verdict(const std::string& folder = "v") { return Json::parse(read(path(folder) + "/verdict.json")); }
  static std::map<std::string, Json> by_name(const Json& list) {
    std::map<std::string, Json> all;
    for (const auto& one : list) all[one["name"].get<std::string>()] = one;
    return all;
  }
  /// variables.csv of a run of a file of variants/: change or per cent by "EV(reg)".
  std::map<std::string, double> numbers_of_run(const std::string& file) {
    EXPECT_EQ(run({"run", file, "--database", database(), "--no-report", "--no-verdict", "--out", path("single")}), kOk) << err_;
    std::map<std::string, double> values;
    for (const auto& row : csv_rows(path("single/variables.csv"))) {
      if (row[0] == "name") continue;
      std::string name = row[0] + "(";
      for (std::size_t k = 1; k <= 4; ++k)
        if (!row[k].empty()) name += (name.back() == '(' ? "" : ",") + row[k];
      values[name + ")"] = row[7].empty() ? std::stod(row[6]) - std::stod(row[5]) : std::stod(row[7]);
    }
    return values;
  }
};

TEST_F(VerdictCommand, TellsWhatBecameOfEveryVariant) {
  ASSERT_EQ(judge(tariff_scenario(), battery()), kOk) << err_;
  const Json v = verdict();
  auto variants = by_name(v["variants"]);
  for (const auto& [name, state] : std::map<std::string, std::string>{
           {"double", "counted"}, {"balances", "counted"}, {"nothing", "same"}, {"nowhere", "unknown"}, {"fund", "left out"}})
    EXPECT_EQ(variants[name]["state"], state) << name << variants[name];
  EXPECT_HAS(variants["nowhere"]["reason"].get<std::string>(), "ATLANTIS");
  EXPECT_TRUE(variants["nowhere"]["reason"].get<std::string>().starts_with("battery.toml:19: variant 'nowhere': ")) << variants["nowhere"];
  EXPECT_HAS(variants["fund"]["reason"].get<std::string>(), "[[fund]]");
  EXPECT_TRUE(variants["nowhere"]["values"].empty());
  for (const auto& result : v["results"]) EXPECT_EQ(result["counted"], 2);
  EXPECT_HAS(out_, "Unknown (verdict.json says why): 'Swap of what is not there'");
  EXPECT_EQ(v["saving_price"], "fisher");
}

/// The battery's promise: a variant is a scenario, and its run gives the same bits.
TEST_F(VerdictCommand, EqualsSingleRunsToTheBit) {
  ASSERT_EQ(judge(tariff_scenario(), battery()), kOk) << err_;
  const Json v = verdict();
  std::size_t compared = 0;
  auto rows = csv_rows(path("v/verdict.csv"));
  for (const char* name : {"standard", "double", "balances"}) {
    const auto single = numbers_of_run(path(std::string("v/variants/") + name + ".toml"));
    for (const auto& row : rows) {
      if (row[0] != name || row[3].starts_with("qxs(all")) continue;
      ASSERT_TRUE(single.contains(row[3])) << row[3];
      EXPECT_EQ(std::stod(row[5]), single.at(row[3])) << name << " " << row[3];
      ++compared;
    }
  }
  EXPECT_GE(compared, 3 * 10u);
  // The standard case is the scenario itself.
  const auto plain = numbers_of_run(write("plain.toml", read(path("cut.toml")) + "[options]\nsaving_price = 'fisher'\n"));
  for (const auto& row : rows)
    if (row[0] == "standard" && !row[3].starts_with("qxs(all")) { EXPECT_EQ(std::stod(row[5]), plain.at(row[3])) << row[3]; }
}

TEST_F(VerdictCommand, CountsSignsOfItsOwnNumbers) {
  ASSERT_EQ(judge(tariff_scenario(), battery()), kOk) << err_;
  const Json v = verdict();
  for (std::size_t k = 0; k < v["results"].size(); ++k) {
    const Json& r = v["results"][k];
    const double threshold = r["threshold"], central = r["central"];
    const auto sign = [&](double x) { return std::abs(x) < threshold ? 0 : x > 0 ? 1 : -1; };
    int holds = 0, counted = 0;
    double least = central, most = central;
    for (const auto& variant : v["variants"]) {
      if (variant["state"] != "counted") continue;
      const double value = variant["values"][k];
      ++counted;
      holds += sign(value) == sign(central) ? 1 : 0;
      least = std::min(least, value);
      most = std::max(most, value);
    }
    EXPECT_EQ(r["holds"], holds) << r;
    EXPECT_EQ(r["counted"], counted) << r;
    EXPECT_EQ(r["least"], least) << r;
    EXPECT_EQ(r["most"], most) << r;
    EXPECT_EQ(r["flipped_by"].size() + r["negligible_in"].size(), static_cast<std::size_t>(counted - holds)) << r;
  }
}

/// A tariff that rises by nothing changes nothing: EV is zero there, and the search must find it from another rate.
TEST_F(VerdictCommand, FindsWhereASignTurnsAndProvesIt) {
  const Sets sets = invented().sets();
  const std::string scenario =
      write("one.toml", "[[shocks]]\nvariable = 'tms(all," + sets.reg[1] + "," + sets.reg[0] + ")'\npower_percent = 2\n");
  const std::string file = battery(R"(
[[break_even]]
name = "tariff"
title = "the tariff"
unit = "per cent"
central = 2
range = [-10, 10]
plausible = [1, 3]
source = "a test"
[[break_even.vary]]
key = "shocks.0.power_percent"
[[break_even]]
name = "nothing"
title = "an elasticity that cannot turn it"
unit = "times"
central = 1
range = [0.99, 1.01]
plausible = [0.5, 2]
source = "a test"
[[break_even.vary]]
parameter = "ESBV"
)");
  ASSERT_EQ(judge(scenario, file, {"--region", sets.reg[0]}), kOk) << err_;
  const Json v = verdict();
  const auto found = by_name(v["break_evens"]);
  const Json& tariff = found.at("tariff");
  ASSERT_EQ(tariff["state"], "found") << tariff;
  const double value = tariff["value"];
  EXPECT_EQ(tariff["within"], value >= 1 && value <= 3 ? "yes" : "no");
  EXPECT_EQ(found.at("nothing")["state"], "keeps its sign");
  // Solved there by a run of its own.
  const double income = v["regions"][0]["income"];
  char text[64];
  std::snprintf(text, sizeof text, "shocks.0.power_percent=%.17g", value);
  EXPECT_EQ(run({"run", scenario, "--database", database(), "--set", text, "--set", kEquationsPrice, "--no-report", "--no-verdict", "--out",
                 path("there")}),
            kOk)
      << err_;
  for (const auto& row : csv_rows(path("there/variables.csv")))
    if (row[0] == "EV" && row[1] == sets.reg[0]) { EXPECT_LE(std::abs(std::stod(row[6])), 1e-6 * income); }
  // What drives it: ten of each kind at most, the largest first.
  std::map<std::string, double> last;
  std::map<std::string, int> count;
  for (const auto& driver : v["drivers"]) {
    const double size = std::abs(driver["effect"].get<double>());
    const std::string kind = driver["kind"];
    if (last.contains(kind)) { EXPECT_LE(size, last[kind]); }
    last[kind] = size;
    EXPECT_LE(++count[kind], 10);
  }
  for (const char* kind : {"parameter", "header", "tax"}) EXPECT_GE(count[kind], 1) << kind;
  EXPECT_EQ(count["export tax"], 1);
}

/// The signs of the first-order effects are those of runs beside the standard case.
TEST_F(VerdictCommand, DriversAreDerivatives) {
  const Sets sets = invented().sets();
  ASSERT_EQ(judge(tariff_scenario(), battery(), {"--region", sets.reg[0]}), kOk) << err_;
  const Json v = verdict();
  for (const auto& driver : v["drivers"]) {
    if (driver["kind"] != "header" || driver["name"] != "ESBM") continue;
    const std::string text = read(path("cut.toml"));
    const double up = ev(write("up.toml", text + "[parameters]\nESBM = { multiply = 1.001 }\n"), "up"),
                 down = ev(write("down.toml", text + "[parameters]\nESBM = { multiply = 0.999 }\n"), "down");
    const double difference = (up - down) / 0.002 * 0.1;
    EXPECT_NEAR(driver["effect"].get<double>(), difference, 1e-4 * std::abs(difference) + 1e-6);
    return;
  }
  ADD_FAILURE() << "ESBM is no driver";
}

TEST_F(VerdictCommand, IsPartOfARunUnlessRefused) {
  const std::string scenario = tariff_scenario();
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--no-report", "--out", path("with")}), kOk) << err_;
  EXPECT_HAS(out_, "What the answer depends on (battery standard)");
  const Json manifest = Json::parse(read(path("with/manifest.json")));
  EXPECT_TRUE(manifest["formats"].contains("verdict.json"));
  EXPECT_TRUE(manifest["formats"].contains("verdict.csv"));
  EXPECT_EQ(verdict("with")["scenario"], "cut");
  ASSERT_EQ(run({"run", scenario, "--database", database(), "--no-report", "--no-verdict", "--out", path("without")}), kOk) << err_;
  EXPECT_EQ(out_.find("What the answer depends on"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(path("without/verdict.json")));
  // The other files are the same.
  for (const char* file : {"variables.csv", "summary.csv", "welfare.csv", "bilateral.csv", "tables.json"})
    EXPECT_EQ(read(path("with/") + file), read(path("without/") + file)) << file;
}

TEST_F(VerdictCommand, SaysNeverThatSomebodyGainsNothing) {
  const std::string scenario = write("none.toml", "[[shocks]]\nvariable = 'tms'\npower_percent = 0.00001\n");
  ASSERT_EQ(judge(scenario, battery()), kOk) << err_;
  EXPECT_HAS(out_, "gains or loses next to nothing (below 0.001 % of income)");
  const auto told = verdict();
  for (const auto& sentence : told["sentences"]) {
    EXPECT_EQ(sentence.get<std::string>().find("gains 0"), std::string::npos) << sentence;
    EXPECT_EQ(sentence.get<std::string>().find("0.000 to 0.000"), std::string::npos) << sentence;
  }
}

TEST_F(VerdictCommand, MistakesAreNamedByLine) {
  const std::string scenario = tariff_scenario();
  EXPECT_EQ(judge(scenario, battery("[[variant]]\nname = 'double'\ntitle = 'x'\nwhen = 'x'\nparameters = { RDLT = 0 }\n")), kBadInput);
  EXPECT_HAS(err_, "the name 'double' is taken");
  EXPECT_EQ(judge(scenario, battery("[[variant]]\nname = 'x'\ntitle = 'x'\nwhen = 'x'\n")), kBadInput);
  EXPECT_HAS(err_, "changes nothing");
  EXPECT_EQ(judge(scenario, battery("[[variant]]\nname = 'x'\ntitle = 'x'\nwhen = 'x'\nshoks = []\n")), kBadInput);
  EXPECT_HAS(err_, "battery.toml:");
  EXPECT_HAS(err_, "shoks");
  EXPECT_EQ(judge(scenario, battery("[[variant]]\nname = 'x'\ntitle = 'x'\nwhen = 'x'\n[[variant.rule]]\nkind = 'minimum_wags'\n")),
            kBadInput);
  EXPECT_HAS(err_, "minimum_wage");
  EXPECT_HAS(err_, "battery.toml:32: variant 'x': ");
  EXPECT_EQ(judge(scenario, battery("[[variant]]\nname = '../../x'\ntitle = 'x'\nwhen = 'x'\nset = ['name=x']\n")), kBadInput);
  EXPECT_HAS(err_, "cannot be the name of a folder");
  EXPECT_EQ(judge(scenario, battery(), {"--region", "ATLANTIS"}), kBadInput);
  EXPECT_HAS(err_, "--region ATLANTIS");
  EXPECT_EQ(judge(scenario, "no_such_battery"), kBadInput);
  EXPECT_HAS(err_, "standard");
  EXPECT_FALSE(std::filesystem::exists(path("v")));
}

}  // namespace
}  // namespace setu
