#include <fmt/format.h>

#include "toy.hpp"

namespace setu {
namespace {

using toy::message_of;
using toy::scenario;

TEST(Scenario, ReadsEveryTable) {
  const Scenario s = scenario(R"toml(
name = "trial"
title = "A trial"
database = "indo-pacific-2022"
overlap = "last"
[aliases.REG]
west = ["A", "B"]
[[shocks]]
group = "tariffs"
variable = "tms(food, A, B)"
cut = 50
[[shocks]]
variable = "tms"
elements = ["cars", ["A", "C"], { of = "all", not = "A" }]
to_zero = true
[[shocks]]
variable = "tm(food,A)"
target = { variable = "qms(food,A)", percent = 10 }
[[closure.swap]]
free = "tm(cars,A)"
fix = "qms(cars,A)"
[[ntm]]
commodities = "food"
exporters = "A"
importers = ["B"]
cut = 5
importer_rent = 0.25
[[preferences]]
commodities = "all"
exporters = "A"
importers = "B"
utilisation_points = 10
[parameters]
RDLT = 0
ESBM = { multiply = 1.5, elements = ["food", "all"] }
[report]
highlight = ["A", "B"]
top = 3
)toml");
  EXPECT_EQ(s.name, "trial");
  EXPECT_EQ(s.overlap, Overlap::Last);
  ASSERT_EQ(s.shocks.size(), 3u);
  EXPECT_EQ(s.shocks[0].group, "tariffs");
  EXPECT_EQ(s.shocks[0].kind, ShockKind::Cut);
  EXPECT_EQ(s.shocks[0].amount, 50);
  EXPECT_EQ(s.shocks[0].choice.on[1].of, std::vector<std::string>{"A"});
  EXPECT_EQ(s.shocks[1].group, "trial");
  EXPECT_EQ(s.shocks[1].choice.on[2].not_, std::vector<std::string>{"A"});
  ASSERT_TRUE(s.shocks[2].target);
  EXPECT_EQ(s.shocks[2].target->kind, ShockKind::Percent);
  ASSERT_EQ(s.swaps.size(), 1u);
  EXPECT_EQ(s.swaps[0].fix.variable, "qms");
  EXPECT_DOUBLE_EQ(s.ntm.at(0).iceberg, 0.75);
  EXPECT_EQ(s.preferences.at(0).utilisation_points, 10);
  EXPECT_EQ(s.parameters.size(), 2u);
  EXPECT_EQ(s.report.top, 3);
  EXPECT_EQ(s.groups, (std::vector<std::string>{"tariffs", "trial"}));
}

TEST(Scenario, ReadsFundWithWindows) {
  const Scenario s = scenario(R"toml(
[fund]
owner = "A"
host = "B"
total = 6000
replenishment_years = 3
[[fund.windows]]
name = "one"
share = 0.4
activities = ["food"]
[[fund.windows]]
name = "two"
share = 0.6
activities = "cars"
weights = { cars = 2 }
)toml");
  ASSERT_TRUE(s.fund);
  EXPECT_EQ(s.fund->windows.size(), 2u);
  const ModelOptions options = model_options(s, {}, toy::sets());
  EXPECT_EQ(options.fund->windows[1].weights, std::vector<double>{2});
  EXPECT_EQ(options.fund->windows[0].activities, std::vector<std::string>{"food"});
}

TEST(Scenario, IncludesPutEachPartIntoItsOwnGroup) {
  toy::file("part.toml", "name = 'part'\ndatabase = 'x'\n[[shocks]]\nvariable = 'tm(food,A)'\npercent = 1\n");
  toy::file("other.toml", "[[shocks]]\ngroup = 'inner'\nvariable = 'tm(cars,A)'\npercent = 2\n");
  const Scenario s = scenario(
      "include = ['part', { scenario = 'other', group = 'rest', set = ['shocks.0.percent=3'] }]\n"
      "[[shocks]]\nvariable = 'tm(food,B)'\npercent = 4\n",
      {"part.shocks.0.percent=5"});
  ASSERT_EQ(s.shocks.size(), 3u);
  EXPECT_EQ(s.groups, (std::vector<std::string>{"part", "rest", "case"}));
  EXPECT_EQ(s.shocks[0].amount, 5);
  EXPECT_EQ(s.shocks[1].group, "rest");
  EXPECT_EQ(s.shocks[1].amount, 3);
  EXPECT_EQ(s.shocks[2].amount, 4);
  EXPECT_EQ(s.database, "x");
}

/// "inner" stands two includes below the scenario that is run.
void nested_files() {
  toy::file("inner.toml", "[fund]\nowner = 'A'\nhost = 'B'\ntotal = 1\n[[fund.windows]]\nname = 'w'\nshare = 1\nactivities = 'all'\n");
  toy::file("middle.toml", "include = ['inner']\n[[shocks]]\nvariable = 'tm(food,A)'\npercent = 1\n");
  toy::file("beside.toml", "[[shocks]]\nvariable = 'tm(cars,A)'\npercent = 2\n");
}

TEST(Scenario, OverridesReachTheIncludeThatHasTheKey) {
  nested_files();
  const Scenario s = scenario("include = ['middle', 'beside']\n", {"fund.total=7", "middle.shocks.0.percent=3", "name=mine"});
  ASSERT_TRUE(s.fund);
  EXPECT_EQ(s.fund->total, 7);
  EXPECT_EQ(s.shocks[0].amount, 3);
  EXPECT_EQ(s.shocks[1].amount, 2);
  EXPECT_EQ(s.name, "mine");
  EXPECT_EQ(scenario("include = [{ scenario = 'middle', set = ['fund.total=9'] }]\n").fund->total, 9);
  EXPECT_EQ(scenario("include = ['middle']\n", {"middle.inner.fund.total=5"}).fund->total, 5);
}

TEST(Scenario, OverridesThatSeveralIncludesHaveAreRefused) {
  nested_files();
  const std::string message = message_of([] { scenario("include = ['middle', 'beside']\n", {"shocks.0.percent=3"}); });
  EXPECT_HAS(message, "middle, beside all have it");
  EXPECT_HAS(message, "write --set middle.shocks.0.percent=3");
  EXPECT_HAS(message_of([] { scenario("include = ['middle']\n", {"fund.totl=3"}); }), "did you mean 'total'");
  EXPECT_HAS(message_of([] { scenario("include = ['middle']\n", {"fnd.total=3"}); }), "did you mean 'fund'");
}

TEST(Scenario, TheIncludingScenariosOwnKeysComeFirst) {
  nested_files();
  const Scenario s = scenario("include = ['beside']\n[[shocks]]\nvariable = 'tm(food,B)'\npercent = 4\n", {"shocks.0.percent=6"});
  EXPECT_EQ(s.shocks[0].amount, 2);
  EXPECT_EQ(s.shocks[1].amount, 6);
}

TEST(Scenario, RefusesCirclesAndUnknownIncludes) {
  EXPECT_HAS(message_of([] { scenario("include = ['case']"); }), "includes itself");
  EXPECT_HAS(message_of([] { scenario("include = ['nowhere']"); }), "case.toml:1");
}

struct Broken {
  const char* text;
  const char* expected;  ///< part of the message
};
void PrintTo(const Broken& b, std::ostream* out) { *out << b.expected; }
class BrokenScenario : public testing::TestWithParam<Broken> {};

TEST_P(BrokenScenario, IsExplainedWithFileAndLine) {
  const std::string text = message_of([] { scenario(GetParam().text); });
  EXPECT_HAS(text, GetParam().expected);
  EXPECT_HAS(text, "case.toml:");
}

constexpr const char* kShock = "[[shocks]]\nvariable = 'tms(food,A,B)'\n";
const std::string kBoth = std::string(kShock) + "cut = 5\nrate = 0.1\n";
const std::string kNothing = kShock;
const std::string kUnknown = std::string(kShock) + "cutt = 5\n";
const std::string kText = std::string(kShock) + "cut = 'half'\n";
const std::string kFalse = std::string(kShock) + "to_zero = false\n";
const std::string kPower = std::string(kShock) + "power = 0\n";
const std::string kRate = std::string(kShock) + "rate = 25\n";
const std::string kPercent = std::string(kShock) + "percent = -100\n";
const std::string kTwoWays = std::string(kShock) + "cut = 5\nelements = ['food']\n";
const std::string kTarget = std::string(kShock) + "cut = 5\ntarget = { variable = 'qms(food,B)', percent = 1 }\n";
const std::string kEmptyTarget = std::string(kShock) + "target = { variable = 'qms(food,B)' }\n";
const std::string kInfinite = std::string(kShock) + "cut = inf\n";
const std::string kFund = "[fund]\nowner = 'A'\nhost = 'B'\ntotal = 1\n";
const std::string kFundShares = kFund + "[[fund.windows]]\nname = 'w'\nshare = 0.5\nactivities = 'all'\n";
const std::string kFundWeight = kFund + "[[fund.windows]]\nname = 'w'\nshare = 1\nactivities = 'all'\nweights = { food = 0 }\n";
const std::string kNtm = "[[ntm]]\ncommodities = 'food'\nexporters = 'A'\nimporters = 'B'\n";
const std::string kNtmCut = kNtm + "cut = 100\n";
const std::string kNtmSplit = kNtm + "cut = 5\niceberg = 0.9\nimporter_rent = 0.9\n";
const std::string kPreference = "[[preferences]]\ncommodities = 'food'\nexporters = 'A'\nimporters = 'B'\n";
const std::string kPreferenceShare = kPreference + "utilisation = 1.5\n";

INSTANTIATE_TEST_SUITE_P(
    All, BrokenScenario,
    testing::Values(
        Broken{"name = ", "not TOML"}, Broken{"nam = 'x'", "did you mean 'name'"}, Broken{"name = 3", "text in quotes"},
        Broken{"overlap = 'frist'", "did you mean 'first'"}, Broken{"shocks = 3", "written [[shocks]]"},
        Broken{"shocks = [3]", "written [[shocks]]"}, Broken{"include = 'x'", "list of scenarios"},
        Broken{"include = [3]", "names of scenarios"}, Broken{"[[shocks]]\ncut = 1", "needs 'variable'"},
        Broken{"[[shocks]]\nvariable = 'tms(food'\ncut = 1", "name(element"},
        Broken{"[[shocks]]\nvariable = 'tms(,B)'\ncut = 1", "empty index"},
        Broken{"[[shocks]]\nvariable = 'tms'\nelements = 'food'\ncut = 1", "one entry per index"},
        Broken{"[[shocks]]\nvariable = 'tms'\nelements = [3]\ncut = 1", "name or a list"},
        Broken{"[[shocks]]\nvariable = 'tms'\nelements = [[]]\ncut = 1", "empty list"},
        Broken{"[[shocks]]\nvariable = 'tms'\nelements = [['a', 3]]\ncut = 1", "names in quotes"},
        Broken{"[[shocks]]\nvariable = 'tms'\nelements = [{ no = 'a' }]\ncut = 1", "did you mean"},
        Broken{"[[shocks]]\nvariable = 'tms'\nelements = [{}]\ncut = 1", "needs 'of'"}, Broken{kBoth.c_str(), "both 'rate' and 'cut'"},
        Broken{kNothing.c_str(), "needs one of"}, Broken{kUnknown.c_str(), "did you mean 'cut'"}, Broken{kText.c_str(), "finite number"},
        Broken{kFalse.c_str(), "can only be true"}, Broken{kPower.c_str(), "must be positive"}, Broken{kRate.c_str(), "2500 per cent"},
        Broken{kPercent.c_str(), "100 per cent or more"}, Broken{kTwoWays.c_str(), "both in brackets"},
        Broken{kTarget.c_str(), "target to hit"}, Broken{kEmptyTarget.c_str(), "needs one of"}, Broken{kInfinite.c_str(), "finite number"},
        Broken{"[closure]\nswop = 1", "did you mean 'swap'"}, Broken{"[[closure.swap]]\nfree = 'x'", "needs 'fix'"},
        Broken{"fund = 3", "must be a table"}, Broken{"[fund]\nowner = 'A'", "needs 'host'"}, Broken{kFund.c_str(), "at least one"},
        Broken{kFundShares.c_str(), "add to 0.5"}, Broken{kFundWeight.c_str(), "weight must be positive"},
        Broken{kNtm.c_str(), "needs 'cut'"}, Broken{kNtmCut.c_str(), "below 100"}, Broken{kNtmSplit.c_str(), "must add to 1"},
        Broken{kPreference.c_str(), "needs 'utilisation'"}, Broken{kPreferenceShare.c_str(), "between 0 and 1"},
        Broken{"[parameters]\nESBM = { value = 1, multiply = 2 }", "either 'value' or 'multiply'"},
        Broken{"[parameters]\nESBM = 'big'", "finite number"}, Broken{"[report]\ntop = 1.5", "whole number"},
        Broken{"[options]\nsaving_price = 'fischer'", "fisher"}, Broken{"[aliases]\nREG = 3", "must be a table"}));

TEST(ModelInputs, FundNamesAreChecked) {
  const auto options = [](const std::string& owner, const std::string& rest) {
    return message_of([&] {
      model_options(scenario("[fund]\nowner = '" + owner + "'\nhost = 'B'\ntotal = 1\n[[fund.windows]]\nname = 'w'\n" +
                             "share = 0.5\nactivities = 'food'\n[[fund.windows]]\nshare = 0.5\n" + rest),
                    {}, toy::sets());
    });
  };
  EXPECT_HAS(options("Z", "name = 'v'\nactivities = 'cars'\n"), "no region 'Z'");
  EXPECT_HAS(options("A", "name = 'v'\nactivities = 'food'\n"), "stands in the windows");
  EXPECT_HAS(options("A", "name = 'w'\nactivities = 'cars'\n"), "two windows are called");
  EXPECT_HAS(options("A", "name = 'v'\nactivities = 'boats'\n"), "no element or alias of ACTS 'boats'");
  EXPECT_HAS(options("A", "name = 'v'\nactivities = 'cars'\nweights = { food = 1 }\n"), "weights of window 'v'");
}

TEST(ModelInputs, ParametersChangeOnlyWhatTheyName) {
  Database db = toy::database();
  for (double& v : db["ESBM"].values()) v = 2;
  apply_parameters(scenario("[parameters]\nRDLT = 1\nESBM = { multiply = 1.5, elements = ['food', ['A','B']] }\n"), {}, db);
  EXPECT_EQ(db["RDLT"].values()[0], 1);
  EXPECT_EQ(db["ESBM"](0, 0), 3);
  EXPECT_EQ(db["ESBM"](0, 2), 2);
  EXPECT_EQ(db["ESBM"](1, 0), 2);
  EXPECT_HAS(message_of([&] { apply_parameters(scenario("[parameters]\nVDFB = 1\n"), {}, db); }), "no parameter 'VDFB'");
  EXPECT_HAS(message_of([&] { apply_parameters(scenario("[parameters]\nESBM = { value = 1, elements = ['food'] }\n"), {}, db); }),
             "needs 2 entries");
}

/// a0 includes a1 twice, which includes a2 twice and so on.
std::filesystem::path doubling_includes(int steps, const std::string& last) {
  for (int i = 0; i < steps; ++i)
    toy::file(fmt::format("a{}.toml", i), fmt::format("overlap = 'first'\ninclude = ['a{0}', 'a{0}']\n", i + 1));
  toy::file(fmt::format("a{}.toml", steps), last);
  return toy::file("a.toml", "overlap = 'first'\ninclude = ['a0']\n");
}

TEST(Limits, IncludesThatDoubleAtEachStepAreRefused) {
  const std::string shock = "[[shocks]]\nvariable = 'tms'\nto_zero = true\n";
  const std::string many = "too many scenarios are included; the limit is 1000, and SETU_LIMIT_SCENARIO_FILES=NUMBER sets another";
  const std::string large = doubling_includes(40, shock).string();
  EXPECT_HAS(message_of([&] { read_scenario(large); }), many);
  EXPECT_HAS(message_of([&] { read_scenario(large, {"shocks.0.cut=1"}); }), "the included scenarios a1, a1 all have it");
  EXPECT_EQ(read_scenario(doubling_includes(4, shock).string()).shocks.size(), 16u);
  EXPECT_HAS(message_of([&] { read_scenario(doubling_includes(4, "include = ['a0']\n").string()); }), "includes itself");
}

TEST(Limits, AScenarioHoldsSoManyShocks) {
  std::string text;
  for (int i = 0; i < 10001; ++i) text += "[[shocks]]\nvariable = 'tms'\nto_zero = true\n";
  EXPECT_HAS(message_of([&] { scenario(text); }), "has 10001 shocks, rules and other entries of lists; the limit is 10000");
  std::string rules;
  for (int i = 0; i < 10001; ++i) rules += "[[closure.swap]]\nfree = 'x'\nfix = 'y'\n";
  EXPECT_HAS(message_of([&] { scenario(rules); }), "has 10001 shocks, rules and other entries of lists");
}

TEST(Limits, AnOverridesPathIsAsDeepAsAFile) {
  std::string path = "a";
  for (int i = 0; i < 30000; ++i) path += ".a";
  EXPECT_HAS(message_of([&] { scenario("", {path + "=1"}); }), "the path is too long; the limit is 100");
  EXPECT_HAS(message_of([&] { scenario("", {"a=" + std::string(30000, '[')}); }), "nest too deep; the limit is 100");
}

}  // namespace
}  // namespace setu
