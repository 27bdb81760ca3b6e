#include <gtest/gtest.h>

#include <regex>

#include "source_files.hpp"

namespace setu::house {
namespace {

/// A condition on the words of a label or unit.
bool reads_words(const std::string& line) {
  static const std::regex member(R"re((?:\.|->)(?:label|unit|measured_in)\s*[!=]=\s*"[A-Za-z])re");
  static const std::regex part(
      R"re((?:\.|->)(?:label|unit|measured_in)\.(?:find|starts_with|ends_with|contains|compare)\(\s*(?:k[A-Z]|"[^"]))re");
  static const std::regex constant(R"re((?:\.|->)(?:label|unit|measured_in)\s*[!=]=\s*k[A-Z])re");
  return std::regex_search(line, member) || std::regex_search(line, part) || std::regex_search(line, constant);
}

TEST(Labels, SearchIsRecognised) {
  EXPECT_TRUE(reads_words(R"(return block.label.find("US$ million") != std::string::npos;)"));
  EXPECT_TRUE(reads_words(R"(if (header.unit == "elasticity") continue;)"));
  EXPECT_TRUE(reads_words(R"(million = million && block.label.find(kMillion) != npos;)"));
  EXPECT_TRUE(reads_words(R"(return block->measured_in == kMillion;)"));
  EXPECT_FALSE(reads_words(R"(if (block.unit == Unit::Level) continue;)"));
  EXPECT_FALSE(reads_words(R"re(if (label.find_first_of(",\"\n") == npos) return label;)re"));
}

/// What a variable or header measures is declared (Quantity); its label and unit are for people.
TEST(Labels, NoCodeReadsMeaningOutOfThem) {
  for (const auto& file : sources({"base", "solver", "model", "calibration", "experiments", "include"}))
    for (std::size_t i = 0; i < file.lines.size(); ++i)
      EXPECT_FALSE(reads_words(file.lines[i])) << file.path << ":" << i + 1 << " " << file.lines[i];
}

}  // namespace
}  // namespace setu::house
