#include <fmt/format.h>

#include "json_files.hpp"
#include "manifests.hpp"
#include "run_log.hpp"
#include "setu/experiments/files/question.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// Where the run's scenario and database lie: as run.log.json says, or, where it is gone or they have moved, by their names.
std::string found(const fs::path& folder, const char* what, const std::string& name) {
  const std::string logged = logged_path(folder, what);
  std::error_code none;
  return !logged.empty() && fs::exists(logged, none) ? logged : name;
}

Question question_of_run(const fs::path& manifest, const std::vector<std::string>& overrides, const std::string& database) {
  const fs::path folder = manifest.parent_path();
  const auto run = from_json<RunManifest>(read_json_object(manifest), manifest);
  auto all = run.overrides;
  all.insert(all.end(), overrides.begin(), overrides.end());
  Question question{read_scenario(found(folder, "scenario", run.scenario_file), all), database, {}, folder.string()};
  if (!database.empty()) return question;
  question.database = found(folder, "database", run.database.name);
  question.database_hash = run.database.hash;
  return question;
}

}  // namespace

Question read_question(const std::string& scenario_or_run, const std::vector<std::string>& overrides, const std::string& database) {
  std::error_code none;
  const fs::path manifest = fs::path(scenario_or_run) / "manifest.json";
  if (fs::is_regular_file(manifest, none)) return question_of_run(manifest, overrides, database);
  return {read_scenario(scenario_or_run, overrides), database, {}, scenario_or_run};
}

void Question::check_unchanged(const std::string& hash_now) const {
  if (database_hash.empty() || database_hash == hash_now) return;
  throw InputError(
      fmt::format("{}: the database {} has changed since that run; say --database {} to use it as it is now.", asked, database, database));
}

}  // namespace setu
