#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "source_files.hpp"

namespace setu::house {
namespace {

struct Rule {
  const char* folder;                ///< files below it …
  std::vector<std::string> allowed;  ///< … may include these parts of include/setu
};

/// CONTRIBUTING.md, "Where things are".
const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      {"include/setu/base", {"base"}},
      {"include/setu/system", {"base", "system"}},
      {"include/setu/solver", {"base", "system", "solver"}},
      {"include/setu/model", {"base", "system", "model"}},
      {"include/setu/calibration", {"base", "model", "calibration"}},
      {"solver/system", {"base", "system"}},
      {"solver", {"base", "system", "solver"}},
      {"model", {"base", "system", "model"}},
      {"calibration", {"base", "model", "calibration"}},
      {"experiments/sampling", {"base", "experiments"}},
  };
  return all;
}

/// The folder of `setu/FOLDER/file.hpp`, or nothing for other libraries and neighbours.
std::string part_of(const std::string& include) {
  if (!include.starts_with("setu/")) return {};
  return include.substr(5, include.find('/', 5) - 5);
}

TEST(IncludeRules, EachPartSeesOnlyWhatItMay) {
  for (const auto& rule : rules()) {
    const auto files = sources({rule.folder});
    EXPECT_FALSE(files.empty()) << rule.folder;
    for (const auto& file : files)
      for (const auto& include : includes(file))
        if (const auto part = part_of(include); !part.empty()) {
          EXPECT_NE(std::find(rule.allowed.begin(), rule.allowed.end(), part), rule.allowed.end()) << file.path << " includes " << include;
        }
  }
}

TEST(IncludeRules, SystemDoesNotReachIntoTheSolversFolder) {
  for (const auto& file : sources({"solver/system"}))
    for (const auto& include : includes(file)) EXPECT_FALSE(include.starts_with("..")) << file.path << " includes " << include;
}

TEST(IncludeRules, OneFileKnowsIpopt) {
  std::vector<std::string> users;
  for (const auto& file : sources({"include", "solver", "model", "calibration", "experiments", "bench", "tests"}))
    for (const auto& include : includes(file))
      if (include.starts_with("Ip") || include.starts_with("coin")) {
        users.push_back(file.path);
        break;
      }
  EXPECT_EQ(users.size(), 1u) << testing::PrintToString(users);
}

TEST(IncludeRules, CalibrationKnowsTheDatabaseButNoEquations) {
  for (const auto& file : sources({"calibration", "include/setu/calibration"}))
    for (const auto& include : includes(file))
      if (part_of(include) == "model") { EXPECT_TRUE(include.starts_with("setu/model/database/")) << file.path << " includes " << include; }
}

TEST(Files, StayShort) {
  for (const auto& file : sources({"include", "solver", "model", "calibration", "experiments", "bench", "tests"}))
    EXPECT_LE(file.lines.size(), 300u) << file.path;
}

/// Two types of one name in one namespace are undefined behaviour once they meet in a program, and no compiler says so.
TEST(Files, DefineEachTypeOfANamespaceOnce) {
  std::map<std::string, std::string> defined;  // by full name, the header
  const std::regex type(R"(^(?:struct|class) (\w+)(?: final)?(?: :[^;]*)? \{)"), space(R"(^namespace ([\w:]+) \{)");
  for (const auto& file : sources({"include", "solver", "model", "calibration", "experiments"})) {
    if (!file.path.ends_with(".hpp")) continue;
    std::string inside;
    for (const auto& line : file.lines) {
      std::smatch match;
      if (std::regex_search(line, match, space)) inside = match[1];
      if (!std::regex_search(line, match, type)) continue;
      const auto [first, fresh] = defined.emplace(inside + "::" + match[1].str(), file.path);
      EXPECT_TRUE(fresh) << first->first << " stands in " << first->second << " and in " << file.path;
    }
  }
  EXPECT_GT(defined.size(), 200u);
}

TEST(Files, SayNothingAboutCountriesInTheProgram) {
  for (const auto& file : sources({"include", "solver", "model", "experiments"}))
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::string code = file.lines[i];
      if (const auto comment = code.find("//"); comment != std::string::npos) code.resize(comment);
      for (const char* country : {"\"IND\"", "\"JPN\"", "India", "Japan"})
        EXPECT_EQ(code.find(country), std::string::npos) << file.path << ":" << i + 1;
    }
}

}  // namespace
}  // namespace setu::house
