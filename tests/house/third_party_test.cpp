#include <gtest/gtest.h>

#include <regex>
#include <set>

#include <nlohmann/json.hpp>

#include "source_files.hpp"

namespace setu::house {
namespace {

/// What the build looks for outside of the project: packages, modules of pkg-config, libraries, programs.
std::set<std::string> sought() {
  static const std::regex package(R"((?:find_package|find_program)\(\s*([A-Za-z0-9_]+)(?:\s+([a-z-]+))?)"),
      library(R"(find_library\(\s*\S+\s+([A-Za-z0-9_]+))"),
      module(R"(pkg_check_modules\(\s*\S+\s+(?:REQUIRED\s+|QUIET\s+|IMPORTED_TARGET\s+|GLOBAL\s+)*([A-Za-z0-9_-]+))");
  std::set<std::string> names;
  auto files = sources({"base", "solver", "model", "calibration", "experiments", "bench", "tests"}, {".txt", ".cmake"});
  SourceFile own{"CMakeLists.txt", {}};
  std::istringstream lines(read(root() / own.path));
  for (std::string line; std::getline(lines, line);) own.lines.push_back(line);
  files.push_back(own);
  for (const auto& file : files) {
    if (!file.path.ends_with("CMakeLists.txt") && !file.path.ends_with(".cmake")) continue;
    for (const auto& line : file.lines) {
      std::smatch match;
      if (line.find("find_program") != std::string::npos && std::regex_search(line, match, package)) names.insert(match[2]);
      else if (std::regex_search(line, match, package)) names.insert(match[1]);
      if (std::regex_search(line, match, module)) names.insert(match[1]);
      if (std::regex_search(line, match, library)) names.insert(match[1]);
    }
  }
  names.erase("setu");  // the installed one, which tests/install looks for
  return names;
}

TEST(ThirdParty, EveryLibraryOfTheBuildIsListed) {
  const std::string text = read(root() / "THIRD-PARTY.md");
  const auto names = sought();
  EXPECT_GT(names.size(), 25u);
  for (const char* known : {"Eigen3", "ipopt", "klu", "libzip", "csv"}) EXPECT_TRUE(names.contains(known)) << known;
  for (const auto& name : names) EXPECT_NE(text.find("`" + name + "`"), std::string::npos) << name;
}

TEST(ThirdParty, EveryPackageOfThePagesIsListed) {
  const std::string text = read(root() / "THIRD-PARTY.md");
  const auto lock = nlohmann::json::parse(read(root() / "experiments" / "web" / "package-lock.json"));
  std::size_t packages = 0;
  for (const auto& [path, package] : lock.at("packages").items()) {
    if (path.empty() || package.value("dev", false)) continue;
    ++packages;
    EXPECT_NE(text.find("| `" + path.substr(std::string("node_modules/").size()) + "`"), std::string::npos) << path;
  }
  EXPECT_GE(packages, 3u);
}

}  // namespace
}  // namespace setu::house
