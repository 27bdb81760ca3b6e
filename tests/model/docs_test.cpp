#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

/// docs/equations.md and docs/welfare.md against the code that they describe. In the documents **(6.2)** opens the entry
/// of equation block 6.2 and **[B.0]** that of a statement that is no block of its own; the names stand in backquotes.
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

const fs::path root = SETU_SOURCE_DIR;
/// The rooms of the equation blocks.
const std::vector<fs::path> kBlocks = {"model/production", "model/demand", "model/trade", "model/closing"};

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string sources_in(const std::vector<fs::path>& folders) {
  std::string all;
  for (const auto& folder : folders)
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (const auto type = entry.path().extension(); type == ".cpp" || type == ".hpp") all += text_of(entry.path()) + "\n";
  return all;
}

/// All matches of `pattern`; the match's first capture that took part.
std::vector<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it)
    for (std::size_t k = 1; k < it->size(); ++k)
      if ((*it)[k].matched) {
        found.push_back((*it)[k]);
        break;
      }
  return found;
}

/// Equation names by number: in the blocks' texts each name is followed by its number, several names may share one.
std::map<std::string, Names> blocks_of_code() {
  std::map<std::string, Names> blocks;
  Names waiting;
  for (const auto& token : matches(sources_in(kBlocks), std::regex(R"re("(E_\w+|\d+\.\d+)")re"))) {
    if (token.starts_with("E_")) {
      waiting.insert(token);
    } else {
      blocks[token].merge(waiting);
      waiting.clear();
    }
  }
  EXPECT_TRUE(waiting.empty()) << "equation without a number: " << *waiting.begin();
  return blocks;
}

/// Equation names by number as documented: the backquoted E_ names from one marker to the next.
std::map<std::string, Names> blocks_of_docs(const std::string& text) {
  std::map<std::string, Names> blocks;
  std::string number;
  for (const auto& token : matches(text, std::regex(R"re(\*\*\((\d+\.\d+)\)\*\*|`(E_\w+)`|\*\*\[(\w+\.\d+)\]|\n(## ))re"))) {
    if (token.starts_with("E_")) {
      if (!number.empty()) blocks[number].insert(token);
    } else if (token == "## " || text.find("**(" + token + ")**") == std::string::npos) {
      number.clear();
    } else {
      EXPECT_FALSE(blocks.contains(token)) << "two entries for equation " << token;
      number = token;
      blocks[number];
    }
  }
  return blocks;
}

class ModelDocs : public ::testing::Test {
 protected:
  std::string equations = text_of(root / "docs" / "equations.md"), welfare = text_of(root / "docs" / "welfare.md");

  void expect_quoted(const std::string& text, const std::vector<std::string>& names, const std::string& where) const {
    for (const auto& name : names) EXPECT_NE(text.find("`" + name), std::string::npos) << name << " of the code is missing in " << where;
  }
};

TEST_F(ModelDocs, DescribeEveryEquationBlockUnderItsNumber) {
  const auto code = blocks_of_code(), docs = blocks_of_docs(equations);
  ASSERT_GT(code.size(), 100U);
  for (const auto& [number, names] : code) {
    ASSERT_TRUE(docs.contains(number)) << "docs/equations.md has no entry **(" << number << ")** for " << *names.begin();
    EXPECT_EQ(docs.at(number), names) << "equation " << number;
  }
  for (const auto& [number, names] : docs) EXPECT_TRUE(code.contains(number)) << "the code has no equation " << number << " any more";
}

TEST_F(ModelDocs, HaveEveryNumberThatTheCodeCites) {
  const auto cited = matches(sources_in({"model", "include/setu/model"}), std::regex(R"re(\beqs?\. ([0-9B]+\.\d+))re"));
  ASSERT_FALSE(cited.empty());
  for (const auto& number : cited)
    EXPECT_TRUE(equations.find("**(" + number + ")**") != std::string::npos || equations.find("**[" + number + "]**") != std::string::npos)
        << "the code cites eq. " << number << ", which docs/equations.md does not have";
}

TEST_F(ModelDocs, HaveEverySectionThatTheCodeCites) {
  const auto cited = matches(sources_in({"model", "include/setu/model"}), std::regex(R"re(§(\d+))re"));
  ASSERT_FALSE(cited.empty());
  for (const auto& number : cited)
    EXPECT_NE(equations.find("\n## " + number + ". "), std::string::npos) << "docs/equations.md has no section " << number;
}

TEST_F(ModelDocs, ListTheStandardClosure) {
  const auto section = equations.substr(equations.find("\n## 19. "), equations.find("\n## Differences") - equations.find("\n## 19. "));
  const std::string sources = sources_in(kBlocks);
  std::vector<std::string> names =
      matches(sources, std::regex(R"re(declare(?:_all)?_exogenous\(\s*v\.\w+, \{"(\w+)"|exogenous\.emplace_back\("(\w+)")re"));
  ASSERT_GT(names.size(), 40U);
  // Declared by declare_agent with its taxes exogenous (final_demand.cpp).
  for (const char* name : {"tgd", "tgm", "tid", "tim"}) names.emplace_back(name);
  expect_quoted(section, names, "§19 of docs/equations.md");
  const Names known(names.begin(), names.end());
  for (const auto& line : matches(section, std::regex(R"re(\n(\|[^\n]*\|[^\n]*\|))re")))
    for (const auto& name : matches(line, std::regex(R"re(`(\w+)`)re")))
      EXPECT_TRUE(known.contains(name)) << name << " is listed in §19 but the standard closure does not hold it";
}

TEST_F(ModelDocs, DescribeEveryDifferentialForm) {
  const auto names =
      matches(sources_in({"model/forms"}), std::regex(R"re((?:open|by_origin)\("(\w+)"|return "(CNT\w+)"|\bpair\("(\w+)")re"));
  ASSERT_GT(names.size(), 20U);
  expect_quoted(welfare, names, "docs/welfare.md");
}

}  // namespace
