#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cases.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/synthetic/synthetic.hpp"

namespace setu::bench {
namespace {

namespace fs = std::filesystem;

/// A database folder that is removed with the last benchmark that uses it.
class Folder {
 public:
  explicit Folder(Size size)
      : path_(fs::temp_directory_path() /
              fmt::format("setu-bench-{}x{}-{}", size.regions, size.sectors, fs::hash_value(fs::current_path()))) {}
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void generate(benchmark::State& state, Size size) {
  SyntheticOptions options;
  options.regions = size.regions, options.sectors = size.sectors;
  for (auto _ : state) benchmark::DoNotOptimize(synthetic_database(options));
}

void audit_database(benchmark::State& state, Size size) {
  const Database& database = case_of(size).database;
  for (auto _ : state)
    if (audit(database).has_errors()) return fail(state, "the synthetic database does not pass its audit");
}

void write(benchmark::State& state, Size size, const Folder& folder) {
  for (auto _ : state) write_database(case_of(size).database, folder.path());
}

void read(benchmark::State& state, Size size, const Folder& folder) {
  const std::string hash = database_hash(case_of(size).database);
  write_database(case_of(size).database, folder.path());
  for (auto _ : state)
    if (database_hash(read_database(folder.path())) != hash) return fail(state, "what was read is not what was written");
}

}  // namespace

void register_data(Size size) {
  const auto name = [&](const char* what) { return fmt::format("data/{}/{}x{}", what, size.regions, size.sectors); };
  const auto folder = std::make_shared<Folder>(size);
  const auto add = [&](const char* what, const auto& run) {
    benchmark::RegisterBenchmark(name(what).c_str(), run)->Unit(benchmark::kMillisecond)->UseRealTime();
  };
  add("generate", [=](benchmark::State& state) { generate(state, size); });
  add("audit", [=](benchmark::State& state) { audit_database(state, size); });
  add("write", [=](benchmark::State& state) { write(state, size, *folder); });
  add("read", [=](benchmark::State& state) { read(state, size, *folder); });
}

}  // namespace setu::bench
