#pragma once
#include <charconv>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "csv_formats.hpp"
#include "setu/base/files/csv.hpp"

/// Reading back the CSV files of result folders. Private to experiments/files.
namespace setu {

/// Throws InputError with file and line.
inline double number_of(const CsvReader& csv, std::string_view field) {
  double value = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  if (error != std::errc() || end != field.data() + field.size()) csv.fail(fmt::format("'{}' is not a number.", field));
  return value;
}

/// A table whose first line is one of `format`; `counts` are those of its several columns. Calls `row` with the fields of each row after
/// it and what each field holds. Returns the first line.
template <class Row>
std::vector<std::string> each_row(const std::filesystem::path& file, const CsvFormat& format, const std::vector<std::size_t>& counts,
                                  Row row) {
  CsvReader csv(file);
  std::vector<std::string> titles;
  if (csv.next()) titles.assign(csv.fields().begin(), csv.fields().end());
  const std::vector<CsvCell> cells = format.cells(titles, counts, file);
  while (csv.next()) {
    if (csv.fields().size() != cells.size()) csv.fail(fmt::format("{} fields where setu writes {}.", csv.fields().size(), cells.size()));
    row(csv, csv.fields(), cells);
  }
  return titles;
}

}  // namespace setu
