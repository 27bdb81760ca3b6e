#include "run_log.hpp"

#include <omp.h>
#include <unistd.h>

#include <array>
#include <chrono>

#include <fmt/chrono.h>

#include "json_files.hpp"
#include "setu/experiments/tables/clock.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

}  // namespace

void write_run_log(RunLog log, const fs::path& folder) {
  std::error_code none;
  log.written = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  log.host = host_name();
  log.folder = fs::current_path(none).string();
  log.threads = omp_get_max_threads();
  log.seconds.emplace_back("total", seconds_since_start());
  log.peak_memory_mb = peak_memory_mb();
  write_json_file(log, folder / kRunLogFile);
}

std::string logged_path(const fs::path& folder, const std::string& what) {
  const fs::path file = folder / kRunLogFile;
  std::error_code none;
  if (!fs::is_regular_file(file, none)) return {};
  for (const auto& [name, path] : from_json<RunLog>(read_json_object(file), file).paths)
    if (name == what) return path;
  return {};
}

std::string log_path(const fs::path& path) {
  std::error_code none;
  const fs::path full = fs::weakly_canonical(fs::absolute(path, none), none);
  return (full.empty() ? path : full).string();
}

}  // namespace setu
