#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace setu::test {

/// The folder of other codes' results, which the project does not ship: `shared/cases` beside the checkout, or the
/// folder that SETU_CASES names. Empty when absent; tests then skip and say so.
std::optional<std::filesystem::path> cases_folder();

struct ExpectedCell {
  std::string name;
  std::vector<std::string> elements;
  double value = 0;
};
/// Reads `name,i1,i2,i3,i4,value` rows.
std::vector<ExpectedCell> read_expected(const std::filesystem::path& file);

}  // namespace setu::test
