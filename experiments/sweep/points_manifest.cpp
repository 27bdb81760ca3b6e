#include "points_manifest.hpp"

#include "experiments/files/csv_formats.hpp"
#include "experiments/tables/versions_json.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace fs = std::filesystem;

PointsSource points_source(const SweepFile& file, const PointTable& table, const fs::path& folder, const char* kind) {
  PointsSource out;
  std::error_code none;
  out.scenario = fs::is_regular_file(file.scenario, none) ? file_reference(file.scenario) : file.scenario;
  out.scenario_hash = table.source.scenario_hash;
  out.set = file.set;
  out.report.pair = table.source.pair;
  out.database = {database_name(table.source.database), table.source.database_hash, std::nullopt, std::nullopt};
  out.results = table.results;
  out.versions = versions_list();
  out.formats = formats_in(folder, kind);
  for (const auto& outcome : table.outcomes)
    if (outcome.certified()) out.max_scaled_residual = std::max(out.max_scaled_residual, outcome.residual);
  return out;
}

OriginFile origin_of(const SweepFile& file) { return {file.name, file_reference(file.file), file_hash(file.file)}; }

RunLog points_run_log(const char* kind, const SweepFile& file, const PointTable& table) {
  RunLog log;
  double seconds = 0;
  for (const auto& outcome : table.outcomes) seconds += outcome.seconds;
  log.paths = {{kind, log_path(file.file)}, {"database", log_path(table.source.database)}};
  if (std::error_code none; fs::is_regular_file(file.scenario, none)) log.paths.emplace_back("scenario", log_path(file.scenario));
  log.seconds = {{"points", seconds}};
  return log;
}

}  // namespace setu
