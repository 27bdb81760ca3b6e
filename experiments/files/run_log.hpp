#pragma once
#include <filesystem>
#include <string>

#include "fields.hpp"

/// run.log.json: all of a result folder that no second run repeats, so that the other files of equal results have equal bytes.
/// Private to experiments/.
namespace setu {

inline constexpr const char* kRunLogFile = "run.log.json";

struct RunLog {
  static constexpr const char* kName = "RunLog";
  static constexpr FileFormat kFormat{"run.log", 1};
  std::string written, host, folder;
  int threads = 0;
  Named<std::string> paths;
  Named<double> seconds;
  double peak_memory_mb = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& field, Self& x) {
    field("written", x.written, "when, in universal time");
    field("host", x.host, "name of the machine");
    field("folder", x.folder, "working directory of the command");
    field("threads", x.threads, "that the command could use");
    field("paths", x.paths, "of the files that were read: scenario, policy, sweep, database, …");
    field("seconds", x.seconds, "solve, total, …");
    field("peak_memory_mb", x.peak_memory_mb, "of the command, 10^6 bytes");
  }
};

/// Adds time, host, threads, memory and total seconds, and writes it into `folder`.
void write_run_log(RunLog log, const std::filesystem::path& folder);

/// The path that the folder's log gives for `what`, or nothing where it has no log or no such path.
std::string logged_path(const std::filesystem::path& folder, const std::string& what);

/// An absolute path as it stands in a log.
std::string log_path(const std::filesystem::path& path);

}  // namespace setu
