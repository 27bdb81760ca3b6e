#pragma once
#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "setu/base/files/csv.hpp"
#include "setu/base/tables/table_reader.hpp"

/// Reading back what `setu tables` writes.
namespace setu {

using Rows = std::vector<std::vector<std::string>>;

inline Rows csv_rows(const std::filesystem::path& file) {
  CsvReader csv(file);
  Rows rows;
  while (csv.next()) rows.emplace_back(csv.fields().begin(), csv.fields().end());
  return rows;
}

/// All rows of a sheet that are not empty.
inline Rows sheet_rows(const std::filesystem::path& file, const std::string& sheet) {
  TableOptions options;
  options.sheet = sheet;
  TableReader table(file, options);
  Rows rows;
  while (table.next()) rows.emplace_back(table.cells().begin(), table.cells().end());
  return rows;
}

/// The cells between \midrule and \bottomrule, minus signs as text.
inline Rows latex_rows(const std::string& text) {
  Rows rows;
  std::istringstream lines(text.substr(text.find("\\midrule"), text.find("\\bottomrule") - text.find("\\midrule")));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("\\midrule")) continue;
    rows.emplace_back();
    line = line.substr(0, line.rfind(" \\\\"));
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find(" & ", begin), line.size());
      std::string cell = line.substr(begin, end - begin);
      if (cell.starts_with("$-$")) cell.replace(0, 3, "-");
      rows.back().push_back(cell);
      begin = end + 3;
    }
  }
  return rows;
}

}  // namespace setu
