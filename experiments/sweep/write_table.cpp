#include <algorithm>

#include "points_manifest.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/experiments/sweep/points.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

std::string heading(const SweepFile& file, const PointTable& table) {
  std::string line = "point";
  for (const auto& axis : file.axes) line += "," + csv_field(axis.name);
  line += ",status,reason,residual";
  for (const auto& name : table.results) line += "," + csv_field(name);
  return line + "\n";
}

/// Failed points have empty results.
std::string row_text(std::size_t row, const std::vector<double>& point, const PointOutcome& outcome, std::size_t results) {
  std::string line = std::to_string(row + 1);
  for (const double value : point) append_number(line += ',', value);
  line += outcome.certified() ? ",certified," : ",failed," + csv_field(outcome.failure);
  line += ',';
  if (outcome.certified()) append_number(line, outcome.residual);
  for (std::size_t i = 0; i < results; ++i) {
    line += ',';
    if (outcome.certified()) append_number(line, outcome.results[i]);
  }
  return line + "\n";
}

nlohmann::ordered_json manifest(const SweepFile& file, const PointTable& table) {
  auto json = points_manifest("sweep", file, table);
  json["design"] = {{"kind", to_string(file.design.kind)}};
  if (file.design.kind == DesignKind::Random) json["design"].update({{"draws", file.design.draws}, {"seed", file.design.seed}});
  for (const auto& axis : file.axes) json["axes"].push_back(axis.name);
  json["points"] = {{"all", table.outcomes.size()}, {"failed", table.failed}};
  double residual = 0;
  for (const auto& outcome : table.outcomes)
    if (outcome.certified()) residual = std::max(residual, outcome.residual);
  json["max_scaled_residual"] = residual;
  return json;
}

}  // namespace

void write_point_table(const SweepFile& file, const DesignMatrix& points, const PointTable& table, const fs::path& folder) {
  if (!table.complete || table.outcomes.size() != points.size()) throw LogicError("a table of points needs all of them");
  std::string text = heading(file, table);
  for (std::size_t row = 0; row < points.size(); ++row) text += row_text(row, points[row], table.outcomes[row], table.results.size());
  write_whole(folder / "results.csv", text);
  write_whole(folder / "manifest.json", manifest(file, table).dump(2) + "\n");
}

}  // namespace setu
