#include "raw_table.hpp"

#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"

namespace setu::recipe {

RawTable::RawTable(const std::filesystem::path& file, const std::vector<std::string>& columns) : file_(file), columns_(columns) {
  CsvReader csv(file);
  if (!csv.next()) csv.fail("the file has no header line.");
  const std::vector<std::string> header(csv.fields().begin(), csv.fields().end());
  std::vector<std::size_t> place;
  for (const auto& column : columns) {
    std::size_t i = 0;
    while (i < header.size() && header[i] != column) ++i;
    if (i == header.size()) csv.fail(unknown_name("column", column, header) + ".");
    place.push_back(i);
  }
  while (csv.next()) {
    lines_.push_back(csv.line());
    for (const std::size_t i : place) cells_.emplace_back(i < csv.fields().size() ? std::string(csv.fields()[i]) : std::string());
  }
}

double RawTable::number(std::size_t row, std::size_t column) const {
  const auto value = parse_number(text(row, column));
  if (!value || !(*value - *value == 0))
    fail(row, "'" + text(row, column) + "' in column '" + columns_[column] + "' is not a finite number.");
  return *value;
}

std::optional<double> RawTable::maybe(std::size_t row, std::size_t column) const {
  if (text(row, column).empty() || text(row, column) == "NA") return std::nullopt;
  return number(row, column);
}

void RawTable::fail(std::size_t row, const std::string& message) const {
  throw InputError(file_.string() + ":" + std::to_string(lines_[row]) + ": " + message);
}

Labels::Labels(std::vector<std::string> names) {
  for (const auto& name : names) add(name);
}

void Labels::add(const std::string& name) {
  if (index_.try_emplace(name, names_.size()).second) names_.push_back(name);
}

std::optional<std::size_t> Labels::find(std::string_view name) const {
  const auto it = index_.find(name);
  if (it == index_.end()) return std::nullopt;
  return it->second;
}

}  // namespace setu::recipe
