#include "experiments/cli/completion.hpp"

#include <set>

#include "experiments/cli/manual.hpp"
#include "program_fixture.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/policy/policy_file.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {
namespace {

using Names = std::set<std::string>;

Names offered(const std::vector<std::string>& words) {
  Names names;
  for (const auto& each : complete(words).words) names.insert(each.word);
  return names;
}

Names shipped(const std::vector<ShippedFile>& files) {
  Names names;
  for (const auto& file : files) names.insert(file.name);
  return names;
}

TEST(Completion, KnowsEveryCommandAndEveryOption) {
  Names known{"help", "--help", "--version"};
  for (const auto& command : commands()) {
    known.insert(command.name);
    Names options;
    for (const auto& option : command.options.options()) options.insert("--" + option->long_name());
    EXPECT_EQ(offered({command.name, "--"}), options) << command.name;
  }
  EXPECT_EQ(offered({""}), known);
  EXPECT_EQ(offered({}), known);
  EXPECT_EQ(offered({"au"}), Names{"audit"});
  EXPECT_EQ(offered({"help", "au"}), Names{"audit"});
  EXPECT_EQ(offered({"nobody", ""}), Names{});
}

TEST(Completion, KnowsWhatIsShipped) {
  EXPECT_EQ(offered({"run", ""}), shipped(shipped_scenarios()));
  EXPECT_EQ(offered({"run", "india_fund"}), (Names{"india_fund", "india_fund_by_sector"}));
  EXPECT_EQ(offered({"sweep", ""}), shipped(shipped_sweeps()));
  EXPECT_EQ(offered({"sensitivity", ""}), shipped(shipped_sensitivities()));
  EXPECT_EQ(offered({"economy", ""}), (Names{"hosoe", "kehoe", "shoven_whalley"}));
  EXPECT_EQ(offered({"run", "package", "--database", ""}), shipped(shipped_databases()));
  EXPECT_EQ(offered({"run", "-d", ""}), shipped(shipped_databases()));
  Names policies;
  for (const char* command : {"optimise", "frontier", "game"}) {
    const Names some = offered({command, ""});
    EXPECT_FALSE(some.empty()) << command;
    policies.insert(some.begin(), some.end());
  }
  EXPECT_EQ(policies, shipped(shipped_policies()));
}

TEST(Completion, GoesOnBehindOptionsAndArguments) {
  EXPECT_EQ(offered({"run", "--solver", "new"}), Names{"newton"});
  EXPECT_EQ(offered({"run", "--solver=new"}), Names{"--solver=newton"});
  EXPECT_EQ(offered({"run", "--solver", "=", "new"}), Names{"newton"}) << "as bash splits words";
  EXPECT_EQ(offered({"run", "--solver", "="}), (Names{"newton", "ipopt", "both"}));
  EXPECT_EQ(offered({"run", "--set", "fund.total", "=", "4", "pack"}), (Names{"package", "package_unemployment"}));
  EXPECT_EQ(offered({"run", "package", "--ha"}), Names{"--har"});
  EXPECT_TRUE(offered({"run", "package", ""}).contains("--out")) << "no further argument";
  EXPECT_EQ(offered({"balance", "--method", ""}), (Names{"ras", "gras", "ls", "ce"}));
  EXPECT_EQ(offered({"import", "x", "--format", ""}), (Names{"gtap", "icio", "io", "sam"}));
  EXPECT_EQ(offered({"import", "x", "--decimal-comma", ""}), (Names{"yes", "no"}));
  EXPECT_EQ(offered({"run", "--har=", ""}), offered({"run", ""})) << "a flag takes no value";
}

TEST(Completion, OffersFilesAndFoldersWhereTheyCanStand) {
  EXPECT_TRUE(complete({"run", ""}).files);
  EXPECT_TRUE(complete({"balance", ""}).files);
  EXPECT_TRUE(complete({"audit", "x", "--ranges", ""}).files);
  const auto out = complete({"run", "package", "--out", ""});
  EXPECT_TRUE(out.folders && !out.files);
  EXPECT_TRUE(complete({"report", "a", "b", ""}).folders) << "several of them";
  const auto number = complete({"serve", "--port", ""});
  EXPECT_TRUE(number.words.empty() && !number.files && !number.folders);
}

/// A renamed option or argument must not leave its values behind.
TEST(Completion, NamesOnlyOptionsAndArgumentsThatExist) {
  Names exist;
  for (const auto& command : commands())
    for (const std::string& prefix : {std::string(command.name), std::string("*")}) {
      for (const auto& argument : command.arguments) exist.insert(prefix + " " + argument.name);
      for (const auto& option : command.options.options()) exist.insert(prefix + " --" + option->long_name());
    }
  for (const auto& place : completed_places()) EXPECT_TRUE(exist.contains(place)) << place;
}

class Hidden : public Program {};

TEST_F(Hidden, CompleteNeverFails) {
  EXPECT_EQ(run({"complete", "run", "pack"}), kOk);
  EXPECT_HAS(out_, "package\t");
  EXPECT_HAS(out_, ":files\n");
  std::filesystem::create_directories(path("odd/data"));
  std::filesystem::create_directories(path("odd/experiments/scenarios"));
  write("odd/experiments/scenarios/two.toml", "name = \"two\"\ntitle = \"Two\\tlines\\n:folders\"\n");
  write("odd/experiments/scenarios/broken.toml", "name =");
  setenv("SETU_DATA", path("odd").c_str(), 1);
  EXPECT_EQ(run({"complete", "run", ""}), kOk);
  EXPECT_EQ(out_, "broken\ntwo\tTwo lines\n:files\n") << "a title says nothing to the shell";
  setenv("SETU_DATA", path("nowhere").c_str(), 1);
  EXPECT_EQ(run({"complete", "run", ""}), kOk);
  unsetenv("SETU_DATA");
  EXPECT_EQ(out_ + err_, "");
}

TEST_F(Hidden, ManualHasAPageForEachCommandWithItsOptions) {
  EXPECT_EQ(run({"manual", path("man")}), kOk) << err_;
  EXPECT_HAS(read(path("man/setu.1")), ".TH SETU 1");
  for (const auto& command : commands()) {
    EXPECT_HAS(read(path("man/setu.1")), std::string("\\fB") + command.name + "\\fR");
    std::string page = read(path(std::string("man/setu-") + command.name + ".1"));
    for (std::size_t at; (at = page.find("\\-")) != std::string::npos;) page.erase(at, 1);
    for (const auto& option : command.options.options()) EXPECT_HAS(page, "--" + option->long_name());
    for (const auto& argument : command.arguments) EXPECT_HAS(page, argument.name);
  }
  EXPECT_EQ(run({"manual"}), kBadInput);
}

TEST(Manual, EscapesWhatTroffWouldRead) {
  const Command command{"odd", "Do \\ things", {}, boost::program_options::options_description(), ".first\n  'kept\nlast\\", {}};
  const std::string page = command_manual(command);
  EXPECT_HAS(page, "\n\\&.first\n.PP\n.nf\n  'kept\n.fi\n.PP\nlast\\e\n");
  EXPECT_HAS(page, "do \\e things");
}

/// Where the shipped files are.
class Home : public Program {
 protected:
  void TearDown() override {
    for (const char* variable : {"SETU_DATA", "SETU_HOME"}) unsetenv(variable);
    Program::TearDown();
  }
};

TEST_F(Home, IsWhereTheEnvironmentSays) {
  const auto found = setu_home();
  std::filesystem::create_directories(path("other/data"));
  std::filesystem::create_directories(path("other/experiments/scenarios"));
  write("other/experiments/scenarios/mine.toml", "name = \"mine\"\n");
  setenv("SETU_HOME", found.c_str(), 1);
  EXPECT_EQ(setu_home(), found) << "the former name";
  setenv("SETU_DATA", path("other").c_str(), 1);
  EXPECT_EQ(setu_home(), path("other"));
  EXPECT_EQ(offered({"run", ""}), Names{"mine"});
  setenv("SETU_DATA", path("nowhere").c_str(), 1);
  EXPECT_EQ(run({"list"}), kBadInput);
  EXPECT_HAS(err_, "SETU_DATA is '" + path("nowhere") + "'");
}

TEST_F(Home, ResultsNameShippedFilesByTheirNames) {
  for (const auto& file : shipped_scenarios()) EXPECT_EQ(file_reference(file.path), file.name);
  EXPECT_EQ(database_name(shipped_databases()[0].path), shipped_databases()[0].name);
  EXPECT_EQ(file_reference(path("mine.toml")), "mine.toml");
}

}  // namespace
}  // namespace setu
