#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "csv_formats.hpp"

namespace setu {

/// A table of a result folder: an entry of a row is a text, a number with all its digits, or null where the field is empty.
struct PointsTable {
  std::vector<std::string> columns;
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();

  /// Place of a column; npos where there is none.
  [[nodiscard]] std::size_t at(const std::string& column) const;
  /// A number of a row; NaN where there is none.
  [[nodiscard]] double number(std::size_t row, std::size_t column) const;
};

/// `counts` are those of the format's several columns. Throws InputError with file and line.
PointsTable read_points_table(const std::filesystem::path& file, const CsvFormat& format, const std::vector<std::size_t>& counts);

/// The logs of points in a folder, points.log or points-I-of-N.log, in order.
std::vector<std::filesystem::path> point_logs(const std::filesystem::path& folder);

/// A result folder of `setu sensitivity`, read back.
struct SensitivityFolder {
  nlohmann::ordered_json manifest;
  PointsTable statistics, shares;  ///< statistics.csv, variance_shares.csv (of quadratures: empty)
  PointsTable failed;              ///< the rows of draws.csv that failed: run, role, the numbers, reason
};

/// A result folder of `setu sweep`, read back.
struct SweepFolder {
  nlohmann::ordered_json manifest;
  PointsTable points;  ///< results.csv
};

/// Throw InputError that names the file and what is wrong with it.
SensitivityFolder read_sensitivity_folder(const std::filesystem::path& folder, nlohmann::ordered_json manifest);
SweepFolder read_sweep_folder(const std::filesystem::path& folder, nlohmann::ordered_json manifest);

/// What came out, in sentences.
std::vector<std::string> headline(const SensitivityFolder& result);
std::vector<std::string> headline(const SweepFolder& result);

}  // namespace setu
