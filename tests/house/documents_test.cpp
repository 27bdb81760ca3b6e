#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "experiments/cli/command.hpp"
#include "setu/base/limits.hpp"
#include "setu/model/database/base_power.hpp"
#include "setu/experiments/scenario/scenario.hpp"
#include "source_files.hpp"

namespace setu::house {
namespace {

using Names = std::set<std::string>;

/// The options that a text mentions as --name.
Names options_in(const std::string& text) {
  Names names;
  static const std::regex option("--([a-z][a-z-]*)");
  for (std::sregex_iterator it(text.begin(), text.end(), option), end; it != end; ++it) names.insert((*it)[1]);
  return names;
}

/// The README's usage lines by command: "setu run SCENARIO [--database DIR] …".
std::map<std::string, std::string> readme_usage() {
  std::map<std::string, std::string> usage;
  std::istringstream lines(read(root() / "README.md"));
  bool fenced = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced && line.starts_with("setu ")) usage[line.substr(5, line.find(' ', 5) - 5)] = line;
  }
  return usage;
}

TEST(Documents, ReadmeShowsEveryCommandWithItsOptions) {
  const auto usage = readme_usage();
  EXPECT_EQ(usage.size(), commands().size());
  for (const auto& command : commands()) {
    ASSERT_TRUE(usage.contains(command.name)) << command.name;
    const std::string& line = usage.at(command.name);
    Names options;
    for (const auto& option : command.options.options())
      if (option->long_name() != "help") options.insert(option->long_name());
    EXPECT_EQ(options_in(line), options) << line;
    for (const auto& argument : command.arguments) EXPECT_NE(line.find(argument.name), std::string::npos) << line;
  }
}

TEST(Documents, HelpShowsEveryOptionAndNoOther) {
  for (const auto& command : commands()) {
    Names options;
    for (const auto& option : command.options.options()) options.insert(option->long_name());
    Names shown = options_in(command_help(command));
    EXPECT_EQ(shown, options) << command.name;
  }
}

/// "| 1 | `kFailed` | not solved | There is no … |", a row for each status, and no other.
void expect_rows(const std::string& document, const std::string& heading, std::span<const StatusLine> statuses) {
  const auto begin = document.find(heading);
  ASSERT_NE(begin, std::string::npos) << heading;
  std::istringstream lines(document.substr(begin, document.find("\n## ", begin + 1) - begin));
  std::vector<std::string> found, expected;
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("| ") && line.find("| value |") != 0) found.push_back(line);
  for (const auto& s : statuses) {
    std::ostringstream row;
    row << "| " << s.value << " | `" << s.name << "` | " << s.words << " | " << s.meaning << " |";
    expected.push_back(row.str());
  }
  EXPECT_EQ(found, expected) << heading;
}

TEST(Documents, StatusesAreThoseOfTheProgram) {
  const std::string document = read(root() / "docs" / "statuses.md");
  expect_rows(document, "## What the program returns", exit_statuses());
  expect_rows(document, "## How a run ended", run_statuses());
  expect_rows(document, "## What kind of point", point_statuses());
  EXPECT_EQ(kOk, 0);
  EXPECT_EQ(kFailed, 1);
  EXPECT_EQ(kBadInput, 2);
  EXPECT_EQ(kBug, 3);
  const auto limited = document.substr(document.find("## Ending a solve"));
  for (const auto& command : commands())
    for (const auto& option : command.options.options())
      if (option->long_name() == "time-limit") {
        EXPECT_NE(limited.find(std::string("`") + command.name + "`"), std::string::npos) << command.name;
      }
}

TEST(Documents, ScenarioGuideExplainsEveryOperation) {
  const std::string guide = read(root() / "docs" / "scenarios.md");
  for (const auto& key : shock_keys()) EXPECT_NE(guide.find("| `" + std::string(key.key) + "` |"), std::string::npos) << key.key;
  for (const auto& tax : tax_powers()) {
    if (std::string(tax.variable) == "tpd" || std::string(tax.variable) == "tpm") continue;  // totals, never exogenous
    EXPECT_NE(guide.find("`" + std::string(tax.variable) + "`"), std::string::npos) << tax.variable;
    EXPECT_NE(guide.find(std::string(tax.with_tax) + " / " + tax.before), std::string::npos) << tax.variable;
  }
}

/// Keys between `names` in the table rows "| `key` | …" of a section.
Names keys_of_section(const std::string& guide, const std::string& heading) {
  const auto begin = guide.find(heading);
  EXPECT_NE(begin, std::string::npos) << heading;
  const std::string section = guide.substr(begin, guide.find("\n## ", begin + 4) - begin);
  static const std::regex row("\n\\| `([a-z_]+)` \\|");
  Names keys;
  for (std::sregex_iterator it(section.begin(), section.end(), row), end; it != end; ++it) keys.insert((*it)[1]);
  return keys;
}

TEST(Documents, ScenarioGuideKnowsExactlyTheKeysOfTheReader) {
  // An unknown key is answered with the list of known ones.
  const auto file = std::filesystem::path(testing::TempDir()) / "setu_unknown_key.toml";
  std::ofstream(file) << "zzzzzzzzzzzz = 1\n";
  std::string message;
  try {
    read_scenario(file.string());
  } catch (const std::exception& e) { message = e.what(); }
  std::filesystem::remove(file);
  const auto begin = message.find("known: ") + 7;
  Names known;
  std::istringstream list(message.substr(begin, message.find('.', begin) - begin));
  for (std::string name; std::getline(list, name, ',');) known.insert(name.substr(name.find_first_not_of(' ')));
  EXPECT_EQ(keys_of_section(read(root() / "docs" / "scenarios.md"), "## A first scenario"), known);
}

/// The complete TOML examples of the guide: those that name a database.
std::vector<std::string> examples() {
  std::vector<std::string> out;
  const std::string guide = read(root() / "docs" / "scenarios.md");
  for (std::size_t at = 0; (at = guide.find("```toml\n", at)) != std::string::npos;) {
    at += 8;
    out.push_back(guide.substr(at, guide.find("```", at) - at));
  }
  return out;
}

TEST(Documents, ScenarioGuidesExamplesAreRead) {
  EXPECT_GE(examples().size(), 10u);
  const auto file = std::filesystem::path(testing::TempDir()) / "setu_example.toml";
  for (const auto& example : examples()) {
    std::ofstream(file) << example;
    EXPECT_NO_THROW(read_scenario(file.string())) << example;
  }
  std::filesystem::remove(file);
}

TEST(Documents, LimitsAreThoseOfTheProgram) {
  std::string table;
  for (const auto& info : kLimits)
    table += "| `SETU_LIMIT_" + std::string(info.name) + "` | " + std::to_string(info.standard) + " | " + info.what + " |\n";
  EXPECT_NE(read(root() / "docs" / "limits.md").find("|---|---|---|\n" + table + "\n"), std::string::npos) << table;
}

TEST(Documents, ReadmeLinksExist) {
  const std::string readme = read(root() / "README.md");
  static const std::regex link("\\]\\(([A-Za-z/_.]+)\\)");
  for (std::sregex_iterator it(readme.begin(), readme.end(), link), end; it != end; ++it)
    EXPECT_TRUE(std::filesystem::exists(root() / (*it)[1].str())) << (*it)[1];
}

}  // namespace
}  // namespace setu::house
