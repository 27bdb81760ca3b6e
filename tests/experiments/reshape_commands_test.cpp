#include "program_fixture.hpp"

namespace setu {
namespace {

class Reshape : public Program {
 protected:
  std::string map(const std::string& name, const std::vector<std::string>& from, const std::vector<std::string>& to) {
    std::string text = "old,new\n";
    for (std::size_t i = 0; i < from.size(); ++i) text += from[i] + "," + to[i] + "\n";
    return write(name, text);
  }
};

TEST_F(Reshape, AggregateWritesADatabaseThatRuns) {
  const Sets sets = invented().sets();
  const std::string regions = map("regions.csv", sets.reg, {"a", "b", "a"});
  const std::string sectors = map("sectors.csv", sets.comm, {"goods", "goods", "services"});
  EXPECT_EQ(run({"aggregate", database(), "--regions", regions, "--sectors", sectors, "--out", path("coarse")}), kOk) << err_;
  EXPECT_HAS(out_, "3 regions became 2, 3 commodities became 2");
  EXPECT_EQ(read_database(path("coarse")).sets().reg, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("coarse"), "--out", path("results")}), kOk) << err_;
}

TEST_F(Reshape, AggregateNamesMistakesAndLeavesNothing) {
  const Sets sets = invented().sets();
  const std::string regions = map("regions.csv", {sets.reg[0], "regg2"}, {"a", "b"});
  EXPECT_EQ(run({"aggregate", database(), "--regions", regions, "--out", path("coarse")}), kBadInput);
  EXPECT_HAS(err_, "line 3: no region 'regg2'; did you mean 'reg002'?");
  EXPECT_HAS(err_, "not mapped (region): reg002, reg003.");
  EXPECT_EQ(run({"aggregate", database(), "--out", path("coarse")}), kBadInput);
  EXPECT_HAS(err_, "--regions, --sectors or --endowments");
  EXPECT_EQ(run({"aggregate", database(), "--regions", regions}), kBadInput);
  EXPECT_HAS(err_, "--out is missing");
  EXPECT_EQ(entries(), (std::vector<std::string>{"database", "regions.csv"}));
}

TEST_F(Reshape, SplitWritesADatabaseThatRuns) {
  const Sets sets = invented().sets();
  const std::string parts = write("parts.csv", "chips," + sets.comm[1] + "\nother," + sets.comm[1] + "\n");
  const std::string shares = write("shares.csv",
                                   "what,part,region,sector,partner,share\noutput,chips,,,,0.3\n"
                                   "export,chips," +
                                       sets.reg[0] + ",,,0.5\n");
  EXPECT_EQ(run({"split", database(), "--sectors", parts, "--shares", shares, "--out", path("fine")}), kOk) << err_;
  EXPECT_HAS(out_, "3 regions became 3, 3 commodities 4, 3 activities 4.");
  EXPECT_HAS(out_, "Largest change of a share that was stated");
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("fine"), "--out", path("results")}), kOk) << err_;
}

TEST_F(Reshape, SplitNamesMistakesAndLeavesNothing) {
  const Sets sets = invented().sets();
  const std::string parts = write("parts.csv", "chips," + sets.comm[1] + "\nother," + sets.comm[1] + "\n");
  const std::string shares = write("shares.csv", "part,share\nchips,0.3\n");
  EXPECT_EQ(run({"split", database(), "--sectors", parts, "--shares", shares, "--out", path("fine")}), kBadInput);
  EXPECT_HAS(err_, "shares.csv:1: the first row must be what,part,region,sector,partner,share.");
  EXPECT_EQ(run({"split", database(), "--shares", shares, "--out", path("fine")}), kBadInput);
  EXPECT_HAS(err_, "either --regions or --sectors");
  EXPECT_EQ(entries(), (std::vector<std::string>{"database", "parts.csv", "shares.csv"}));
}

TEST_F(Reshape, FilterWritesADatabaseThatRuns) {
  EXPECT_EQ(run({"filter", database(), "--threshold", "0.01", "--out", path("thin")}), kOk) << err_;
  EXPECT_HAS(out_, "flows are gone: they were below 0.01 of both of their totals.");
  EXPECT_EQ(run({"run", tariff_scenario(), "--database", path("thin"), "--out", path("results")}), kOk) << err_;
  EXPECT_EQ(run({"filter", database(), "--threshold", "2", "--out", path("none")}), kBadInput);
  EXPECT_EQ(run({"filter", database(), "--out", path("none")}), kBadInput);
  EXPECT_HAS(err_, "--threshold is missing");
  EXPECT_FALSE(std::filesystem::exists(path("none")));
}

/// Scenarios still find their names: groups of whole elements, and elements that were split.
TEST_F(Reshape, TakesAliasesAlong) {
  const Sets sets = invented().sets();
  const auto& r = sets.reg;
  const auto& c = sets.comm;
  database();
  std::ofstream(folder_ / "database" / "aliases.toml")
      << "[REG]\npartners = ['" + r[0] + "', '" + r[2] + "']\nodd = ['" + r[0] + "', '" + r[1] + "']\n[COMM]\ngoods = { not = '" + c[2] +
             "' }\n[report]\nhighlight = ['" + r[1] + "']\npair = ['partners']\nsubtotals = ['goods']\ntop = 3\n";
  const std::string regions = map("regions.csv", r, {"a", "b", "a"});
  EXPECT_EQ(run({"aggregate", database(), "--regions", regions, "--out", path("coarse")}), kOk) << err_;
  EXPECT_HAS(out_, "Aliases that name no elements of their own any more: REG odd.");
  EXPECT_EQ(read(folder_ / "coarse" / "aliases.toml"),
            "# Names of the database that this one was made from, for the elements that they mean now.\n\n[REG]\n"
            "\"partners\" = [\"a\"]\n\"" +
                r[1] + "\" = [\"b\"]\n\n[COMM]\n\"goods\" = [\"" + c[0] + "\", \"" + c[1] +
                "\"]\n\n[report]\n\"highlight\" = [\"b\"]\n\"subtotals\" = [\"goods\"]\ntop = 3\n");
  const std::string parts = write("parts.csv", "chips," + c[1] + "\nother," + c[1] + "\n");
  const std::string shares = write("shares.csv", "what,part,region,sector,partner,share\noutput,chips,,,,0.3\n");
  EXPECT_EQ(run({"split", database(), "--sectors", parts, "--shares", shares, "--out", path("fine")}), kOk) << err_;
  const std::string scenario = write("old_names.toml", "[[shocks]]\nvariable = 'tms(" + c[1] +
                                                           ", partners, all)'\ncut = 50\n"
                                                           "[[shocks]]\nvariable = 'aoall(" +
                                                           c[1] + ", odd)'\npercent = 1\n");
  EXPECT_EQ(run({"run", scenario, "--database", path("fine"), "--out", path("results")}), kOk) << err_;
}

}  // namespace
}  // namespace setu
