#include "points_folder.hpp"

#include <algorithm>
#include <limits>

#include "csv_rows.hpp"
#include "json_files.hpp"
#include "points_manifests.hpp"

namespace setu {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

PointsTable read_points_table(const fs::path& file, const CsvFormat& format, const std::vector<std::size_t>& counts) {
  PointsTable table;
  table.columns = each_row(file, format, counts, [&](const CsvReader& csv, const auto& fields, const auto& cells) {
    Json row = Json::array();
    for (std::size_t c = 0; c < fields.size(); ++c) {
      if (cells[c] == CsvCell::Text) row.push_back(std::string(fields[c]));
      else if (fields[c].empty()) row.push_back(nullptr);
      else row.push_back(number_of(csv, fields[c]));
    }
    table.rows.push_back(std::move(row));
  });
  return table;
}

std::vector<fs::path> point_logs(const fs::path& folder) {
  std::vector<fs::path> logs;
  if (!fs::is_directory(folder)) return logs;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename().string().starts_with("points") && entry.path().extension() == ".log") logs.push_back(entry.path());
  std::sort(logs.begin(), logs.end());
  return logs;
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
  const auto told = from_json<SensitivityManifest>(manifest, folder / "manifest.json");
  SensitivityFolder result{std::move(manifest), {}, {}, {}};
  const auto table = [&](const char* file, const std::vector<std::size_t>& counts) {
    return read_points_table(folder / file, csv_format("sensitivity", file), counts);
  };
  result.statistics = table("statistics.csv", {});
  if (fs::exists(folder / "variance_shares.csv")) result.shares = table("variance_shares.csv", {});
  const PointsTable all = table("draws.csv", {told.numbers.size()});
  const std::size_t status = all.at("status");
  result.failed.columns.assign(all.columns.begin(), all.columns.begin() + static_cast<std::ptrdiff_t>(status + 2));
  for (const auto& row : all.rows)
    if (row[status] != "certified") result.failed.rows.push_back(Json(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(status + 2)));
  return result;
}

SweepFolder read_sweep_folder(const fs::path& folder, Json manifest) {
  const auto told = from_json<SweepManifest>(manifest, folder / "manifest.json");
  SweepFolder result{std::move(manifest), {}};
  result.points = read_points_table(folder / "results.csv", csv_format("sweep", "results.csv"), {told.axes.size()});
  return result;
}

}  // namespace setu
