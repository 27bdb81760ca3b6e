#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "experiments/files/points_folder.hpp"
#include "setu/experiments/sweep/points.hpp"

/// The append-only log of a sweep's points. Private to experiments/.
namespace setu {

/// What a log belongs to. Two logs can be put together only where all of it is equal.
struct LogIdentity {
  std::string program;   ///< version
  std::string sweep;     ///< SHA-256 of the sweep file
  std::string scenario;  ///< SHA-256 of the scenario's files
  std::string database;  ///< hash of the database
  std::string design;    ///< SHA-256 of axes and points
  std::size_t points = 0;
  std::vector<std::string> axes, results;
};

using PointRecords = std::map<std::size_t, PointOutcome>;  ///< by row of the design

/// A file of lines "hash json": a header, then a record per point. A record is written in one piece and counts only when
/// its line is complete and its hash fits, so that a process may be killed at any moment.
class PointLog {
 public:
  /// Opens or begins `file` for writing. A torn last line is cut off. Throws InputError where the log belongs to something else,
  /// where a line in the middle is damaged, where another process is writing it, or where it cannot be written.
  PointLog(std::filesystem::path file, const LogIdentity& identity);
  ~PointLog();
  PointLog(const PointLog&) = delete;
  PointLog& operator=(const PointLog&) = delete;

  /// The records that the file held when it was opened.
  [[nodiscard]] const PointRecords& records() const { return records_; }
  /// Throws InputError where the disk is full.
  void append(std::size_t point, const PointOutcome& outcome);

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
  std::string chain_;  ///< hash of the header, part of each record's hash
  PointRecords records_;
};

/// The complete records of a log, without changing it: another process may be writing it. Throws as above.
PointRecords read_point_log(const std::filesystem::path& file, const LogIdentity& identity);

}  // namespace setu
