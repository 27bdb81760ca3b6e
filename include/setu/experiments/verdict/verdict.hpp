#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "setu/experiments/study/study.hpp"

namespace setu {

struct VerdictFile;
class Cases;

/// What a verdict is asked for with.
struct VerdictOptions {
  std::string scenario;                ///< name or file
  std::vector<std::string> overrides;  ///< of the scenario
  std::string battery = "standard";    ///< name or file
  std::vector<std::string> regions;    ///< names or aliases; empty: those that the scenario's shocks touch
  bool break_evens = false, drivers = false;
  int workers = 0;           ///< processes; 0: one per core
  double seconds_each = 60;  ///< longest that one variant may take; it is then unknown
};

/// A battery of variants being solved in processes of their own (docs/verdict.md).
class VerdictWork {
 public:
  /// Reads and checks battery and scenario and begins. Call it before the first parallel region and before signals are caught: worker
  /// processes are forked here. Throws InputError.
  VerdictWork(const VerdictOptions& options, const StudyDatabase& database);
  ~VerdictWork();
  VerdictWork(const VerdictWork&) = delete;
  VerdictWork& operator=(const VerdictWork&) = delete;

  /// Waits for all of it. Throws InputError where the standard case itself has no solution.
  const VerdictFile& finish();
  [[nodiscard]] const Cases& cases() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether the battery on a database of this size costs a run about a second more: `setu run` then gives the verdict unasked.
bool is_quick(const StudyDatabase& database);

/// The sentences, for the end of a run.
std::string verdict_text(const VerdictFile& verdict);
/// The sentences and all tables.
std::string verdict_tables(const VerdictFile& verdict);

/// Writes verdict.json and verdict.csv into a folder that is being written.
void add_verdict(const VerdictFile& verdict, const std::filesystem::path& folder);
/// A folder with verdict.json, verdict.csv, verdict.txt, variants/ (a scenario file for each) and run.log.json, all or nothing.
void write_verdict(const Cases& cases, const VerdictFile& verdict, const std::filesystem::path& folder);
/// Refuses a folder that write_verdict could not use, before any time is spent. Throws InputError.
void check_verdict_folder(const std::filesystem::path& folder);

}  // namespace setu
