#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "setu/base/error.hpp"
#include "setu/experiments/study/question.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

Question question_of_run(const fs::path& manifest, const std::vector<std::string>& overrides, const std::string& database) {
  std::ifstream in(manifest, std::ios::binary);
  const auto json = nlohmann::json::parse(in, nullptr, false);
  try {
    auto all = json.at("overrides").get<std::vector<std::string>>();
    all.insert(all.end(), overrides.begin(), overrides.end());
    Question question{read_scenario(json.at("scenario_file").get<std::string>(), all), database, {}, manifest.parent_path().string()};
    if (!database.empty()) return question;
    question.database = json.at("database").at("path").get<std::string>();
    question.database_hash = json.at("database").at("hash").get<std::string>();
    return question;
  } catch (const nlohmann::json::exception&) {
    throw InputError(
        fmt::format("'{}' is not the manifest of a run: it does not name scenario, overrides and database.", manifest.string()));
  }
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
