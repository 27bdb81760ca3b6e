#include <algorithm>

#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "points_manifest.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/experiments/sweep/points.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> axis_names(const SweepFile& file) {
  std::vector<std::string> names;
  for (const auto& axis : file.axes) names.push_back(axis.name);
  return names;
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

SweepManifest manifest(const SweepFile& file, const PointTable& table, const fs::path& folder) {
  SweepManifest out;
  static_cast<PointsSource&>(out) = points_source(file, table, folder, "sweep");
  out.sweep = origin_of(file);
  out.design.kind = to_string(file.design.kind);
  if (file.design.kind == DesignKind::Random) {
    out.design.draws = file.design.draws;
    out.design.seed = file.design.seed;
  }
  out.axes = axis_names(file);
  out.points = {table.outcomes.size(), table.failed};
  return out;
}

}  // namespace

void write_point_table(const SweepFile& file, const DesignMatrix& points, const PointTable& table, const fs::path& folder) {
  if (!table.complete || table.outcomes.size() != points.size()) throw LogicError("a table of points needs all of them");
  std::string text = csv_format("sweep", "results.csv").header({axis_names(file), table.results}) + "\n";
  for (std::size_t row = 0; row < points.size(); ++row) text += row_text(row, points[row], table.outcomes[row], table.results.size());
  write_whole(folder / "results.csv", text);
  write_json_file(manifest(file, table, folder), folder / "manifest.json");
  write_run_log(points_run_log("sweep", file, table), folder);
}

}  // namespace setu
