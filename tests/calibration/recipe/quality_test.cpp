#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "default_database.hpp"

namespace setu {
namespace {

using testing::default_database;
using testing::default_folder;

struct Rule {
  std::array<std::string, 5> key;  // name and indices, "*" for any
  std::string flag;
};

std::vector<Rule> rules() {
  std::vector<Rule> list;
  const recipe::RawTable t(default_folder() / "quality.csv", {"name", "i1", "i2", "i3", "i4", "flag"});
  for (std::size_t i = 0; i < t.size(); ++i)
    list.push_back({{t.text(i, 0), t.text(i, 1), t.text(i, 2), t.text(i, 3), t.text(i, 4)}, t.text(i, 5)});
  return list;
}

/// The flag of a cell: the last rule that matches it.
std::string flag_of(const std::vector<Rule>& list, const std::array<std::string, 5>& cell) {
  for (auto rule = list.rbegin(); rule != list.rend(); ++rule) {
    bool matches = true;
    for (std::size_t i = 0; i < 5; ++i) matches = matches && (rule->key[i] == "*" || rule->key[i] == cell[i]);
    if (matches) return rule->flag;
  }
  return "";
}

TEST(Quality, EveryCellHasAFlag) {
  const auto list = rules();
  std::map<std::string, std::size_t> count;
  for (const char* file : {"basedata.csv", "params.csv"}) {
    const recipe::RawTable t(default_folder() / file, {"name", "i1", "i2", "i3", "i4"});
    for (std::size_t i = 0; i < t.size(); ++i)
      ++count[flag_of(list, {t.text(i, 0), t.text(i, 1), t.text(i, 2), t.text(i, 3), t.text(i, 4)})];
  }
  EXPECT_EQ(count.size(), 3U);
  for (const char* flag : {"observed", "derived", "estimated"}) EXPECT_GT(count[flag], 300U) << flag;
}

TEST(Quality, RulesNameOnlyThingsThatExist) {
  std::set<std::string> labels = {"*", ""};
  for (const char* set : {"REG", "COMM", "ACTS", "ENDW", "MARG"})
    for (const auto& element : default_database().sets().by_name(set)) labels.insert(element);
  std::set<std::string> headers = {"*"};
  for (const auto& header : header_catalogue()) headers.insert(header.name);
  for (const auto& rule : rules()) {
    EXPECT_TRUE(headers.contains(rule.key[0])) << rule.key[0];
    for (std::size_t i = 1; i < 5; ++i) EXPECT_TRUE(labels.contains(rule.key[i])) << rule.key[0] << " " << rule.key[i];
  }
}

TEST(Quality, AssumptionsAreCalledSo) {
  const auto list = rules();
  EXPECT_EQ(flag_of(list, {"MAKB", "tex", "tex", "IND", ""}), "observed");
  EXPECT_EQ(flag_of(list, {"VXSB", "mac", "JPN", "IND", ""}), "derived");
  EXPECT_EQ(flag_of(list, {"VXSB", "mac", "VNM", "IND", ""}), "estimated");
  EXPECT_EQ(flag_of(list, {"VXSB", "bus", "IND", "JPN", ""}), "estimated");
  EXPECT_EQ(flag_of(list, {"VKOS", "JPN", "trn", "IND", ""}), "estimated");
  EXPECT_EQ(flag_of(list, {"EVFB", "Land", "agr", "USA", ""}), "estimated");
  EXPECT_EQ(flag_of(list, {"PRFU", "mac", "JPN", "IND", ""}), "estimated");
  EXPECT_EQ(flag_of(list, {"ESBD", "mac", "IND", "", ""}), "observed");
}

TEST(Quality, ProvenanceNamesSourcesAndRawFiles) {
  const recipe::RawTable t(default_folder() / "provenance.csv", {"kind", "id", "title", "publisher", "sha256"});
  std::size_t sources = 0, files = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t.text(i, 0) == "source") {
      ++sources;
      EXPECT_FALSE(t.text(i, 3).empty()) << t.text(i, 1);
    } else {
      ++files;
      EXPECT_EQ(t.text(i, 4).size(), 64U) << t.text(i, 2);
    }
  }
  EXPECT_GE(sources, 12U);
  EXPECT_GE(files, 15U);
}

}  // namespace
}  // namespace setu
