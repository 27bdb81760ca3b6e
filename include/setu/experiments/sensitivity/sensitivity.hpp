#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/sweep/points.hpp"
#include "setu/experiments/sampling/sample.hpp"
#include "setu/experiments/sampling/statistics.hpp"

/// Systematic sensitivity analysis: a scenario solved for draws of uncertain numbers, and what the results have in common
/// (docs/sensitivity.md).
namespace setu {

/// A sensitivity file, brought to points.
struct SensitivityStudy {
  SweepFile file;
  SamplePlan plan;
  double allowed_failures = 5;  ///< per cent of the runs; more, and there are no statistics
  std::vector<Uncertain> numbers;
  Dependence dependence;
  Sample sample;
  DesignMatrix points;  ///< row 0: every number at its centre; then the rows of the sample
};

/// Throws InputError as read_sweep_file, join and make_sample do, with the file's name and line.
SensitivityStudy read_sensitivity(const std::filesystem::path& file);

/// One result over all draws.
struct ResultStatistics {
  std::string name;
  double central = 0;  ///< with every number at its centre
  Summary summary;
  std::vector<VarianceShare> shares;  ///< by group; empty without variance_shares
  LinearShares linear;                ///< empty for quadratures
};

/// Runs without a certified solution, among draws and shares.
struct Failures {
  std::size_t runs = 0, failed = 0;
  bool central = false;                                      ///< the run with every number at its centre is one of them
  std::vector<std::pair<std::string, std::size_t>> reasons;  ///< by kind: an example and how often; most frequent first
  /// The number in whose distribution the failed runs lie furthest off, and how far: mean of the failed minus mean of all, in
  /// standard deviations. What is missing is missing there.
  std::string furthest;
  double distance = 0;
};

struct SensitivityResults {
  std::vector<ResultStatistics> results;
  Failures failures;
  double residual = 0;  ///< the largest of all certified runs
  /// Why no statistics can be given, in a sentence; empty if they are.
  std::string refusal;
};

/// `table` must be complete.
SensitivityResults analyse(const SensitivityStudy& study, const PointTable& table);

/// The name of an independent set: its numbers' names, joined by " + ".
std::string group_name(const SensitivityStudy& study, std::size_t group);

/// The tables for the terminal, with what was left out.
std::string sensitivity_tables(const SensitivityStudy& study, const SensitivityResults& results);
/// "3 of 1,000 runs failed …" with reasons and the bias that follows; empty without failures.
std::string failure_text(const Failures& failures);

/// Writes draws.csv and, unless refused, statistics.csv, variance_shares.csv, tables.txt and manifest.json into `folder`, which holds
/// the log already. Returns the names of the files. Throws InputError where they cannot be written.
std::vector<std::string> write_sensitivity(const SensitivityStudy& study, const PointTable& table, const SensitivityResults& results,
                                           const std::filesystem::path& folder);

}  // namespace setu
