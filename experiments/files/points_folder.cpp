#include "points_folder.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "csv_rows.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

/// The manifest's list `key`, with which the table's columns from `first` on must begin.
std::size_t named(const Json& manifest, const char* key, const fs::path& file) {
  if (!manifest.contains(key) || !manifest[key].is_array())
    throw InputError(fmt::format("'{}': its manifest.json lists no {}.", file.string(), key));
  return manifest[key].size();
}

}  // namespace

PointsTable read_points_table(const fs::path& file, const std::function<bool(std::size_t)>& words) {
  PointsTable table;
  table.columns = each_row(file, 0, [&](const CsvReader& csv, const auto& fields) {
    Json row = Json::array();
    for (std::size_t c = 0; c < fields.size(); ++c) {
      if (words(c)) row.push_back(std::string(fields[c]));
      else if (fields[c].empty()) row.push_back(nullptr);
      else row.push_back(number_of(csv, fields[c]));
    }
    table.rows.push_back(std::move(row));
  });
  return table;
}

std::size_t PointsTable::at(const std::string& column) const {
  const auto it = std::find(columns.begin(), columns.end(), column);
  return it == columns.end() ? std::string::npos : static_cast<std::size_t>(it - columns.begin());
}

double PointsTable::number(std::size_t row, std::size_t column) const {
  if (row >= rows.size() || column >= rows[row].size() || !rows[row][column].is_number()) return std::numeric_limits<double>::quiet_NaN();
  return rows[row][column].get<double>();
}

SensitivityFolder read_sensitivity_folder(const fs::path& folder, Json manifest) {
  SensitivityFolder result{std::move(manifest), {}, {}, {}};
  result.statistics = read_points_table(folder / "statistics.csv", [](std::size_t c) { return c == 0; });
  if (fs::exists(folder / "variance_shares.csv"))
    result.shares = read_points_table(folder / "variance_shares.csv", [](std::size_t c) { return c < 2; });
  // run, role, weight, the numbers, status, reason, the results
  const fs::path draws = folder / "draws.csv";
  const std::size_t status = 3 + named(result.manifest, "numbers", draws);
  const PointsTable all = read_points_table(draws, [&](std::size_t c) { return c == 1 || c == status || c == status + 1; });
  if (all.columns.size() <= status + 1)
    throw InputError(fmt::format("'{}' has fewer columns than setu sensitivity writes.", draws.string()));
  result.failed.columns.assign(all.columns.begin(), all.columns.begin() + static_cast<std::ptrdiff_t>(status + 2));
  for (const auto& row : all.rows)
    if (row[status] != "certified") result.failed.rows.push_back(Json(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(status + 2)));
  return result;
}

SweepFolder read_sweep_folder(const fs::path& folder, Json manifest) {
  SweepFolder result{std::move(manifest), {}};
  // point, the axes, status, reason, residual, the results
  const fs::path file = folder / "results.csv";
  const std::size_t status = 1 + named(result.manifest, "axes", file);
  result.points = read_points_table(file, [&](std::size_t c) { return c == status || c == status + 1; });
  if (result.points.columns.size() <= status + 2)
    throw InputError(fmt::format("'{}' has fewer columns than setu sweep writes.", file.string()));
  return result;
}

}  // namespace setu
