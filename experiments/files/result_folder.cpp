#include "result_folder.hpp"

#include <fstream>
#include <limits>

#include <fmt/format.h>

#include "experiments/sweep/point_log.hpp"
#include "csv_rows.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;

nlohmann::ordered_json read_json_object(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  auto json = nlohmann::ordered_json::parse(in, nullptr, false);
  if (json.is_discarded() || !json.is_object()) throw InputError(fmt::format("'{}' is not JSON.", file.string()));
  return json;
}

nlohmann::ordered_json read_any_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  if (!fs::is_regular_file(file))
    throw InputError(fmt::format("'{}' is no result folder of setu: it holds no manifest.json.{}", folder.string(),
                                 point_logs(folder).empty() ? "" : " Its points are not complete: the command that began them goes on."));
  return read_json_object(file);
}

nlohmann::ordered_json read_manifest(const fs::path& folder) {
  auto json = read_any_manifest(folder);
  if (!json.contains("certificate") || !json.contains("scenario"))
    throw InputError(
        fmt::format("'{}' is not the manifest of a run: it names no scenario and certificate.", (folder / "manifest.json").string()));
  return json;
}

ResultFolder read_result_folder(const fs::path& folder) {
  ResultFolder r;
  r.manifest = read_manifest(folder);
  const auto text = [](std::string_view field) { return std::string(field); };
  each_row(folder / "summary.csv", 5, [&](const CsvReader& csv, const auto& f) {
    r.summary.push_back({text(f[0]), text(f[1]), text(f[2]), text(f[3]), number_of(csv, f[4])});
  });
  each_row(folder / "welfare.csv", 9, [&](const CsvReader& csv, const auto& f) {
    if (f[6] == "yes" || f[6] == "total") r.welfare.push_back({text(f[0]), text(f[1]), text(f[7]), number_of(csv, f[8])});
  });
  each_row(folder / "bilateral.csv", 10, [&](const CsvReader& csv, const auto& f) {
    r.trade.push_back({text(f[0]), text(f[1]), text(f[2]), number_of(csv, f[3]), number_of(csv, f[4]), number_of(csv, f[7]),
                       number_of(csv, f[8]), number_of(csv, f[9])});
  });
  return r;
}

double ResultFolder::value(const std::string& region, const std::string& measure, const std::string& unit) const {
  for (const auto& row : summary)
    if (row.region == region && row.measure == measure && row.unit == unit) return row.value;
  return std::numeric_limits<double>::quiet_NaN();
}

std::vector<std::string> ResultFolder::regions() const {
  std::vector<std::string> names;
  for (const auto& row : summary)
    if (row.measure == "income") names.push_back(row.region);
  return names;
}

}  // namespace setu
