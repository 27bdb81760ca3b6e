#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "source_files.hpp"

namespace setu::house {
namespace {

TEST(IncludeRules, OneFileKnowsIpopt) {
  std::vector<std::string> users;
  for (const auto& file : sources({"include", "base", "solver", "model", "calibration", "experiments", "bindings", "bench", "tests"}))
    for (const auto& include : includes(file))
      if (include.starts_with("Ip") || include.starts_with("coin")) {
        users.push_back(file.path);
        break;
      }
  EXPECT_EQ(users.size(), 1u) << testing::PrintToString(users);
}

TEST(Files, StayShort) {
  for (const auto& file : sources({"include", "base", "solver", "model", "calibration", "experiments", "bindings", "bench", "tests"}))
    EXPECT_LE(file.lines.size(), 300u) << file.path;
}

/// Two types of one name in one namespace are undefined behaviour once they meet in a program, and no compiler says so.
TEST(Files, DefineEachTypeOfANamespaceOnce) {
  std::map<std::string, std::string> defined;  // by full name, the header
  const std::regex type(R"(^(?:struct|class) (\w+)(?: final)?(?: :[^;]*)? \{)"), space(R"(^namespace ([\w:]+) \{)");
  for (const auto& file : sources({"include", "base", "solver", "model", "calibration", "experiments", "bindings"})) {
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

/// Names of helpers that stand at the top of anonymous namespaces: their first words to the bracket, so that overloads differ.
std::set<std::string> helpers(const SourceFile& file) {
  static const std::regex function(R"(^(?:template.*> )?[\w:<>,&\*\s\[\]]*?\b(\w+\([^)]*\))[^;]*\{)"),
      type(R"(^(?:struct|class|enum class|enum) (\w+))"),
      constant(R"(^(?:constexpr|const|static|thread_local)\b[^(=]*?\b(\w+)(?:\[\])? ?[={])");
  std::set<std::string> names;
  std::string space;
  bool inside = false;
  for (const auto& line : file.lines) {
    if (line.starts_with("namespace ") && line.ends_with(" {") && line != "namespace {") space = line;
    if (line == "namespace {") inside = true;
    if (line.starts_with("}  // namespace")) inside = false;
    std::smatch match;
    if (!inside || line.empty() || line[0] == ' ' || line[0] == '}' || line[0] == '/') continue;
    for (const auto* pattern : {&type, &constant, &function})
      if (std::regex_search(line, match, *pattern)) {
        names.insert(space + match[1].str());
        break;
      }
  }
  return names;
}

/// The files of a room are compiled together (setu_room in CMakeLists.txt), so that two helpers of one name meet.
TEST(Files, NameHelpersOnceInARoom) {
  std::map<std::string, std::string> named;  // by room and name, the file
  for (const auto& file : sources({"base", "solver", "model", "calibration", "experiments"})) {
    if (!file.path.ends_with(".cpp")) continue;
    for (const auto& name : helpers(file)) {
      const auto [first, fresh] = named.emplace(file.path.substr(0, file.path.rfind('/')) + " " + name, file.path);
      EXPECT_TRUE(fresh) << name << " stands in " << first->second << " and in " << file.path;
    }
  }
  EXPECT_GT(named.size(), 1000u);
}

TEST(Files, SayNothingAboutCountriesInTheProgram) {
  for (const auto& file : sources({"include", "base", "solver", "model", "experiments"}))
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::string code = file.lines[i];
      if (const auto comment = code.find("//"); comment != std::string::npos) code.resize(comment);
      for (const char* country : {"\"IND\"", "\"JPN\"", "India", "Japan"})
        EXPECT_EQ(code.find(country), std::string::npos) << file.path << ":" << i + 1;
    }
}

}  // namespace
}  // namespace setu::house
