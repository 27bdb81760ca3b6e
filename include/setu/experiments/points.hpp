#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/run.hpp"
#include "setu/experiments/sweep_file.hpp"

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
  /// SHA-256 of the database before any parameter is changed.
  [[nodiscard]] const std::string& database_hash() const;

  /// `values`: a number for each axis. Results are percentage changes, for Level variables plain changes (EV: US$ million).
  /// Mistakes in the numbers (a tariff below −100 %) and numerical failure are told in the outcome, not thrown.
  PointOutcome run(std::span<const double> values);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Where and how points are run.
struct PointsOptions {
  std::filesystem::path folder;  ///< for log and table
  int workers = 0;               ///< processes; 0: one per core
};

/// The outcomes of all points, in the order of the design.
struct PointTable {
  std::vector<std::string> results;
  std::vector<PointOutcome> outcomes;
};

/// Runs every point of `points`. Throws InputError for mistakes that concern all points.
PointTable run_points(const SweepFile& file, const DesignMatrix& points, const RunOptions& run, const PointsOptions& options);

}  // namespace setu
