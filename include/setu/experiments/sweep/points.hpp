#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

namespace setu {

/// What came of one point.
struct PointOutcome {
  std::vector<double> results;  ///< in the order of the result names; empty for a failed point
  std::string failure;          ///< why it failed, in full sentences; empty for a certified point
  double residual = 0;          ///< max |F_i| of the full system
  int iterations = 0;
  double seconds = 0;

  [[nodiscard]] bool certified() const { return failure.empty(); }
};

/// What all points are solved from.
struct PointSource {
  std::string database;           ///< folder, or name of a shipped one
  std::string database_hash;      ///< SHA-256, before any parameter is changed
  std::string scenario_hash;      ///< of scenario_hash (shocks.hpp)
  std::vector<std::string> pair;  ///< the two regions of the report, or none
};

/// Solves points of a sweep one after the other in this process; database, model and factorisations are kept between
/// them. The outcome of a point does not depend on the points before it.
class PointRunner {
 public:
  /// Reads scenario and database and checks the axes against them. Throws InputError.
  explicit PointRunner(SweepFile file, RunOptions options = {});
  ~PointRunner();
  PointRunner(PointRunner&&) noexcept;
  PointRunner& operator=(PointRunner&&) noexcept;

  /// One name per column: "EV(IND)", "qxs(tex,IND,JPN)".
  [[nodiscard]] const std::vector<std::string>& result_names() const;
  [[nodiscard]] const PointSource& source() const;

  /// `values`: a number for each axis. Results are percentage changes, for Level variables plain changes (EV: US$ million).
  /// Mistakes in the numbers (a tariff below −100 %) and numerical failure are told in the outcome, not thrown.
  PointOutcome run(std::span<const double> values);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Crew;

/// Where and how points are run.
struct PointsOptions {
  std::filesystem::path folder;       ///< for logs and table
  int workers = 0;                    ///< processes; 0: one per core
  std::size_t shard = 1, shards = 1;  ///< this call runs the rows r with r % shards = shard − 1
  bool merge = false;                 ///< run nothing: put the logs in the folder together
  /// Makes the workers; empty: processes of this machine. Called with the work of one row and `workers`.
  std::function<std::unique_ptr<Crew>(std::function<PointOutcome(std::size_t)>, int)> crew;
  /// For a process that is itself a worker of another one's crew: called with the work instead of anything else.
  std::function<void(const std::function<PointOutcome(std::size_t)>&)> serve;
};

/// The outcomes of all points, in the order of the design.
struct PointTable {
  PointSource source;
  std::vector<std::string> results;
  std::vector<PointOutcome> outcomes;  ///< empty unless complete
  bool complete = false;               ///< false: points of other shards are missing, or this process was a worker
  std::size_t run = 0;                 ///< points run by this call; the others were in a log
  std::size_t failed = 0;              ///< of all points known
  std::size_t missing = 0;             ///< points that no log holds yet
};

/// Runs every point of `points` that no log in `options.folder` holds yet, in worker processes; every outcome is logged as it
/// comes, so that a later call goes on where this one was stopped (docs/sweeps.md). Says how far it is on stderr. Throws
/// InputError for mistakes that concern all points, for a folder with other files in it, and for logs of something else.
PointTable run_points(const SweepFile& file, const DesignMatrix& points, const RunOptions& run, const PointsOptions& options);

/// Writes results.csv, the points as a table (point, the axes, status, reason, residual, the results), and manifest.json, what they are
/// from, into `folder`, each complete or not at all. `table` must be complete.
void write_point_table(const SweepFile& file, const DesignMatrix& points, const PointTable& table, const std::filesystem::path& folder);

}  // namespace setu
