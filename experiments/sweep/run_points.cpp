#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "crew.hpp"
#include "dispatch.hpp"
#include "point_log.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/sweep/points.hpp"
#include "setu/experiments/tables/versions.hpp"
#include "sweep_progress.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

LogIdentity identify(const SweepFile& file, const DesignMatrix& points, const PointRunner& runner) {
  LogIdentity id;
  id.program = setu_version();
  id.sweep = file_hash(file.file);
  id.scenario = runner.source().scenario_hash;
  id.database = runner.source().database_hash;
  ContentHash hash;
  for (const auto& point : points) hash.numbers(point);
  id.design = hash.hex();
  id.points = points.size();
  for (const auto& axis : file.axes) id.axes.push_back(axis.name);
  id.results = runner.result_names();
  return id;
}

/// The folder of a sweep holds its logs and its table, and nothing that somebody else put there.
void check_folder(const fs::path& folder) {
  if (fs::exists(folder) && !fs::is_directory(folder)) throw InputError(fmt::format("{} is a file, not a folder.", folder.string()));
  if (!fs::is_directory(folder) || fs::is_empty(folder) || !point_logs(folder).empty()) return;
  throw InputError(fmt::format("{} holds files but no log of a sweep; choose another --out.", folder.string()));
}

fs::path own_log(const PointsOptions& options) {
  if (options.shards == 1) return options.folder / "points.log";
  return options.folder / fmt::format("points-{}-of-{}.log", options.shard, options.shards);
}

/// What all logs but `own` hold. The own one is read where it is opened: closing it elsewhere would lose its lock.
PointRecords read_others(const fs::path& folder, const fs::path& own, const LogIdentity& identity) {
  PointRecords records;
  for (const auto& log : point_logs(folder))
    if (log.filename() != own.filename()) records.merge(read_point_log(log, identity));
  return records;
}

/// What is left of this shard. Points with the same parameters come after each other: they share a model.
std::vector<std::size_t> rows_to_run(const SweepFile& file, const DesignMatrix& points, const PointsOptions& options,
                                     const PointRecords& known) {
  std::vector<std::size_t> rows;
  for (std::size_t row = options.shard - 1; row < points.size(); row += options.shards)
    if (!known.contains(row)) rows.push_back(row);
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    for (std::size_t axis = 0; axis < file.axes.size(); ++axis)
      if (file.axes[axis].kind == Axis::Kind::Parameter && points[a][axis] != points[b][axis]) return points[a][axis] < points[b][axis];
    return false;
  });
  return rows;
}

void run_rows(const std::vector<std::size_t>& rows, const PointWork& work, const std::string& name, const PointsOptions& options,
              PointLog& log, PointRecords& records) {
  if (rows.empty()) return;
  std::size_t known = 0, failed = 0, mine = rows.size();
  for (const auto& [row, outcome] : records) {
    if (row % options.shards != options.shard - 1) continue;
    ++known;
    if (!outcome.certified()) ++failed;
  }
  SweepProgress progress(name, known + mine, known, failed);
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const int workers = std::min(options.workers > 0 ? options.workers : cores, static_cast<int>(std::min<std::size_t>(rows.size(), 4096)));
  const auto crew = options.crew ? options.crew(work, workers) : make_process_crew(work, workers);
  dispatch(
      *crew, rows,
      [&](std::size_t row, const PointOutcome& outcome) {
        log.append(row, outcome);
        records.insert_or_assign(row, outcome);
        progress.point_done(!outcome.certified());
      },
      [&] { progress.tick(); });
}

PointTable tabulate(const LogIdentity& identity, const PointSource& source, PointRecords&& records) {
  PointTable table;
  table.source = source;
  table.results = identity.results;
  table.missing = identity.points - records.size();
  table.complete = table.missing == 0;
  for (auto& [row, outcome] : records) {
    if (!outcome.certified()) ++table.failed;
    if (table.complete) table.outcomes.push_back(std::move(outcome));
  }
  return table;
}

}  // namespace

PointTable run_points(const SweepFile& file, const DesignMatrix& points, const RunOptions& run, const PointsOptions& options) {
  const OneThread one;  // before the first parallel region: workers are forked from this process
  PointRunner runner(file, run);
  const PointWork work = [&](std::size_t row) { return runner.run(points.at(row)); };
  if (options.serve) {
    options.serve(work);
    return {};
  }
  check_folder(options.folder);
  const LogIdentity identity = identify(file, points, runner);
  if (options.merge) return tabulate(identity, runner.source(), read_others(options.folder, "", identity));
  std::error_code error;
  fs::create_directories(options.folder, error);
  if (error) throw InputError(fmt::format("{} cannot be made: {}.", options.folder.string(), error.message()));
  const fs::path own = own_log(options);
  PointRecords records = read_others(options.folder, own, identity);
  PointLog log(own, identity);
  for (const auto& [row, outcome] : log.records()) records.insert_or_assign(row, outcome);
  const auto rows = rows_to_run(file, points, options, records);
  run_rows(rows, work, file.name, options, log, records);
  if (options.shards > 1) records.merge(read_others(options.folder, own, identity));  // what others did meanwhile
  PointTable table = tabulate(identity, runner.source(), std::move(records));
  table.run = rows.size();
  return table;
}

}  // namespace setu
