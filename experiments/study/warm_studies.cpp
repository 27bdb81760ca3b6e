#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/experiments/study/warm_study.hpp"

namespace setu {

namespace {

constexpr std::size_t kStudies = 4, kSessions = 6;  // kept at most: each holds factors of its Jacobian

/// The result of a question that was ended before it was solved.
RunResult ended(RunStatus status) {
  RunResult result;
  result.solution.certificate.run = status;
  result.failure = fmt::format("The work was ended before it was solved: {}.", to_string(status));
  return result;
}

}  // namespace

const StudyDatabase& WarmStudies::database(const Scenario& scenario, const std::string& named) {
  auto it = databases_.find(named);
  if (it == databases_.end()) it = databases_.emplace(named, study_database(scenario, named)).first;
  return it->second;
}

WarmStudy& WarmStudies::study(const Scenario& scenario, const std::string& named) {
  const StudyDatabase& on = database(scenario, named);
  const Sets& sets = on.data.sets();
  const ModelOptions wanted = model_options(scenario, scenario_aliases(scenario, on.folder, sets), sets);
  const std::string key = on.folder.string() + "\n" + study_key(scenario, wanted.fund);
  if (const auto it = studies_.find(key); it != studies_.end()) {
    it->second->ask(scenario);
    return *it->second;
  }
  auto fresh = std::make_unique<WarmStudy>(prepare(scenario, on, {}), kSessions);
  if (studies_.size() >= kStudies) studies_.clear();
  return *studies_.emplace(key, std::move(fresh)).first->second;
}

WarmStudies::Answer WarmStudies::run(const Scenario& scenario, const std::string& named, const StopCheck& stop, bool decompose) {
  const std::string& database = named.empty() ? scenario.database : named;
  if (database.empty()) throw InputError("the scenario names no database; choose one.");
  if (const auto status = asked(stop)) return {nullptr, ended(*status)};
  WarmStudy& warm = study(scenario, database);
  if (const auto status = asked(stop)) return {&warm.experiment(), ended(*status)};
  return {&warm.experiment(), warm.run(stop, decompose)};
}

}  // namespace setu
