#pragma once
#include <charconv>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "setu/base/files/csv.hpp"

/// Reading back the CSV files of result folders. Private to experiments/report.
namespace setu {

/// Throws InputError with file and line.
inline double number_of(const CsvReader& csv, std::string_view field) {
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size()) csv.fail(fmt::format("'{}' is not a number.", field));
  return value;
}

/// Calls `row` with the fields of each row after the header, which must be as wide as it, or as `columns` where given. Returns the header.
template <class Row>
std::vector<std::string> each_row(const std::filesystem::path& file, std::size_t columns, Row row) {
  CsvReader csv(file);
  std::vector<std::string> header;
  if (csv.next()) header.assign(csv.fields().begin(), csv.fields().end());
  if (columns == 0) columns = header.size();
  while (csv.next()) {
    if (csv.fields().size() != columns) csv.fail(fmt::format("{} fields where setu writes {}.", csv.fields().size(), columns));
    row(csv, csv.fields());
  }
  return header;
}

}  // namespace setu
