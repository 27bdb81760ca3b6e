#include "case_files.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace setu::test {

std::optional<std::filesystem::path> cases_folder() {
  std::vector<std::filesystem::path> candidates;
  if (const char* folder = std::getenv("SETU_CASES")) candidates.emplace_back(folder);
  for (const char* up : {"../shared/cases", "../../shared/cases"}) candidates.push_back(std::filesystem::path(SETU_SOURCE_DIR) / up);
  for (const auto& candidate : candidates)
    if (std::filesystem::is_directory(candidate / "gtap_3x3")) return candidate;
  return std::nullopt;
}

std::vector<ExpectedCell> read_expected(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<ExpectedCell> cells;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    std::stringstream row(line);
    std::vector<std::string> field;
    for (std::string text; std::getline(row, text, ',');) field.push_back(text);
    ExpectedCell cell{field.at(0), {}, std::stod(field.at(5))};
    for (std::size_t i = 1; i <= 4; ++i)
      if (!field[i].empty()) cell.elements.push_back(field[i]);
    cells.push_back(std::move(cell));
  }
  return cells;
}

}  // namespace setu::test
