#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "setu/experiments/report/report.hpp"

namespace setu {

/// What the page shows of result folders `names` in `folder`.
inline nlohmann::json report_page_of(const std::filesystem::path& folder, const std::vector<std::string>& names) {
  std::vector<std::filesystem::path> paths;
  for (const auto& name : names) paths.push_back(folder / name);
  return nlohmann::json::parse(report_json(paths));
}

/// A cell of a table of the page against the file's text: nothing, a number with all its digits, or words.
inline void expect_cell(const nlohmann::json& cell, const std::string& text, const std::string& where) {
  if (cell.is_null()) EXPECT_EQ(text, "") << where;
  else if (cell.is_number()) EXPECT_EQ(cell.get<double>(), std::stod(text)) << where;
  else EXPECT_EQ(cell.get<std::string>(), text) << where;
}

}  // namespace setu
