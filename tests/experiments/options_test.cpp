#include "program_fixture.hpp"
#include "setu/base/error.hpp"

namespace setu {
namespace {

class Options : public Program {};

TEST_F(Options, NothingAsksForHelp) {
  EXPECT_EQ(run({}), kBadInput);
  EXPECT_HAS(err_, "Usage: setu COMMAND");
}

TEST_F(Options, HelpOfProgramAndCommands) {
  EXPECT_EQ(run({"--help"}), kOk);
  for (const auto& command : commands()) {
    EXPECT_EQ(run({"--help"}), kOk);
    EXPECT_HAS(out_, command.name);
    EXPECT_EQ(run({command.name, "--help"}), kOk);
    const std::string by_option = out_;
    EXPECT_EQ(run({"help", command.name}), kOk);
    EXPECT_EQ(out_, by_option);
    EXPECT_HAS(out_, command.usage());
    for (const auto& option : command.options.options()) EXPECT_HAS(out_, "--" + option->long_name());
  }
}

TEST_F(Options, VersionNamesLibraries) {
  EXPECT_EQ(run({"--version"}), kOk);
  for (const char* library : {"setu", "Ipopt", "SuiteSparse", "Boost", "toml++", "nlohmann-json", "fmt", "BLAS"}) EXPECT_HAS(out_, library);
}

TEST_F(Options, MistakesReturnTwoAndSayWhatIsKnown) {
  const std::pair<std::vector<std::string>, const char*> cases[] = {
      {{"rnu"}, "did you mean 'run'"},
      {{"help", "rnu"}, "did you mean 'run'"},
      {{"run"}, "SCENARIO is missing"},
      {{"run", "a", "b"}, "too many positional"},
      {{"run", "no_shock", "--sovler=newton"}, "did you mean '--solver'"},
      {{"run", "no_shock", "--out"}, "required argument"},
      {{"run", "no_shok"}, "did you mean 'no_shock'"},
      {{"run", "no_shock", "--solver", "newtn"}, "did you mean 'newton'"},
      {{"run", "no_shock", "--database", "nowhere"}, "no shipped database 'nowhere'"},
      {{"run", "no_shock", "--set", "title"}, "write --set"},
      {{"run", "no_shock", "--set", "titel=x"}, "did you mean 'title'"},
      {{"check"}, "DIR is missing"},
      {{"check", folder_.string()}, "holds no sets.csv"},
      {{"check", "nowhere"}, "no shipped database"},
      {{"check", database(), "--lines", "few"}, "--lines"},
      {{"check", database(), "--lines", "-1"}, "zero or more"},
      {{"validate", database()}, "--expected is missing"},
      {{"equations", "nowhere"}, "no shipped database"},
      {{"calibrate"}, "RECIPE is missing"},
      {{"calibrate", "nowhere"}, "no recipe 'nowhere'"},
      {{"calibrate", SETU_SOURCE_DIR "/data/indo-pacific-2022"}, "--raw is missing"},
      {{"calibrate", SETU_SOURCE_DIR "/data/indo-pacific-2022", "--raw", "."}, "--out is missing"},
      {{"calibrate", SETU_SOURCE_DIR "/data/indo-pacific-2022", "--raw", "nowhere", "--out", "x"}, "no folder 'nowhere'"},
  };
  for (const auto& [arguments, part] : cases) {
    EXPECT_EQ(run(arguments), kBadInput) << arguments.front();
    EXPECT_HAS(err_, part);
    EXPECT_TRUE(out_.empty()) << out_;
  }
}

TEST_F(Options, EveryExitCodeHasItsCause) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(with_exit_code([] { return static_cast<int>(kOk); }), kOk);
  EXPECT_EQ(with_exit_code([] { return static_cast<int>(kFailed); }), kFailed);
  EXPECT_EQ(with_exit_code([]() -> int { throw InputError("a name"); }), kBadInput);
  EXPECT_EQ(with_exit_code([]() -> int { throw LogicError("a promise"); }), kBug);
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_HAS(text, "setu: a name");
  EXPECT_HAS(text, "bug in setu");
  testing::internal::CaptureStderr();
  EXPECT_EQ(with_exit_code([]() -> int { throw std::bad_alloc(); }), kFailed);
  const std::string said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("setu: memory ran out"), std::string::npos) << said;
  EXPECT_EQ(said.find("bug"), std::string::npos) << said;
}

}  // namespace
}  // namespace setu
