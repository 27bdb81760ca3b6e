#include "program_fixture.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {
namespace {

TEST(Terminal, ShowsWhatItWouldObey) {
  EXPECT_EQ(visible("plain – ünïcode 漢字 😀\n\ttext"), "plain – ünïcode 漢字 😀\n\ttext");
  EXPECT_EQ(visible("\x1b]0;title\a"), "\\u001b]0;title\\u0007");
  EXPECT_EQ(visible("back\b\rover"), "back\\u0008\\u000dover");
  EXPECT_EQ(visible("\xc2\x9b"
                    "31m"),
            "\\u009b31m");  // the same as ESC [
  EXPECT_EQ(visible("a\xe2\x80\xae"
                    "b\xe2\x81\xa6"
                    "c"),
            "a\\u202eb\\u2066c");
  EXPECT_EQ(visible(std::string("\0\x7f", 2)), "\\u0000\\u007f");
  EXPECT_EQ(visible("\x9b\xff\xc0\x80\xe2\x80"), "\\x9b\\xff\\xc0\\x80\\xe2\\x80");  // no UTF-8
  EXPECT_EQ(visible("\xed\xa0\x80"), "\\xed\\xa0\\x80");                             // half of a pair
  EXPECT_EQ(visible(""), "");
}

/// Nothing that a terminal obeys has been printed.
void expect_harmless(const std::string& text) { EXPECT_EQ(visible(text), text); }

constexpr const char* kHostile = "\\u001b]0;owned\\u0007 \\u202Eback";

TEST_F(Program, TitlesReachTheTerminalHarmless) {
  const auto file = write("s.toml", std::string("title = \"") + kHostile + "\"\n[[shocks]]\nvariable = 'tms'\ncut = 50\n");
  EXPECT_EQ(run({"run", file, "--database", database(), "--out", path("out"), "--no-report"}), kOk) << err_;
  expect_harmless(out_ + err_);
  EXPECT_HAS(out_, "\\u001b]0;owned\\u0007 \\u202eback");
}

TEST_F(Program, MessagesReachTheTerminalHarmless) {
  for (const std::string line :
       {"database = \"%\"", "\"%\" = 1", "overlap = \"%\"", "include = [\"%\"]", "[[shocks]]\nvariable = \"%\"\ncut = 1"}) {
    std::string text = line;
    text.replace(text.find('%'), 1, kHostile);
    std::vector<std::string> command = {"run", write("s.toml", text + "\n"), "--out", path("out")};
    if (!text.starts_with("database")) command.insert(command.end(), {"--database", database()});
    EXPECT_EQ(run(command), kBadInput) << text;
    expect_harmless(out_ + err_);
    EXPECT_HAS(err_, "\\u001b");
  }
  EXPECT_EQ(run({"run", "\x1b[2J"}), kBadInput);
  expect_harmless(err_);
  EXPECT_EQ(run({"\x1b[2J"}), kBadInput);
  expect_harmless(err_);
  EXPECT_EQ(run({"run", "no_shock", "--\x1b[2J"}), kBadInput);
  expect_harmless(err_);
}

TEST_F(Program, NamesDoNotLeadOutOfResults) {
  const std::string shock = "[[shocks]]\nvariable = 'tms'\ncut = 50\n";
  const std::string sweep = "scenario = 'no_shock'\n[[vary]]\nname = 'x'\nvariable = 'tms'\napply = 'cut'\n";
  struct Case {
    std::vector<std::string> command;
    std::string text;
  };
  const std::vector<Case> cases = {
      {{"run"}, shock},
      {{"values"}, shock},
      {{"elasticities"}, shock},
      {{"sweep"}, sweep + "values = [1, 2]\n"},
      {{"sensitivity"}, sweep + "distribution = 'uniform'\nleast = 1\nmost = 2\n[design]\nkind = 'stroud'\n"},
      {{"optimise"}, "objective = 'EV(r1)'\n[[instrument]]\nname = 'x'\nvariable = 'tms'\nleast = 0\nmost = 1\n"},
  };
  const std::vector<std::string> names = {
      "../../evil", "/tmp/evil",          "..", ".", "", "a/b", "a\\\\b", ".hidden", " blank", "a\\nb", "a\\u001bb",
      "a\\u202eb",  std::string(101, 'x')};
  for (const auto& [command, text] : cases)
    for (const auto& name : names) {
      const auto file = write("hostile.toml", "name = \"" + name + "\"\n" + text);
      auto arguments = command;
      arguments.insert(arguments.end(), {file, "--database", database()});
      EXPECT_EQ(run(arguments), kBadInput) << command[0] << " " << name;
      EXPECT_HAS(err_, "hostile.toml:1: ");
      EXPECT_HAS(err_, "cannot be the name of a folder of results");
      expect_harmless(err_);
    }
  EXPECT_EQ(run({"run", tariff_scenario(), "--set", "name=../x"}), kBadInput);
  EXPECT_HAS(err_, "cannot be the name of a folder");
  EXPECT_EQ(run({"run", write("...toml", shock)}), kBadInput);  // its stem is ".."
  EXPECT_HAS(err_, "say 'name' in the file");
}

TEST_F(Program, UsualNamesStay) {
  for (const auto& name :
       std::vector<std::string>{"india_fund", "A name (2), with 100 %", "Überblick-2.1", "漢字", "-x", std::string(100, 'x')}) {
    const auto file = write("s.toml", "name = \"" + name + "\"\n[[shocks]]\nvariable = 'tms'\ncut = 50\n");
    EXPECT_EQ(read_scenario(file).name, name);
  }
  EXPECT_EQ(read_scenario(write("with blank.v2.toml", "[[shocks]]\nvariable = 'tms'\ncut = 50\n")).name, "with blank.v2");
}

}  // namespace
}  // namespace setu
