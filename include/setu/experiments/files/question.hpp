#pragma once
#include <string>
#include <vector>

#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

/// What to solve for `scenario_or_run`: the scenario of that name or file, or, for a results folder of setu run, the
/// scenario with the overrides and the database (unless `database` names one) that its manifest.json tells; `overrides`
/// come on top. Throws InputError, also where the folder's database has changed since.
struct Question {
  Scenario scenario;
  std::string database, database_hash;  ///< empty: the scenario's own; not known
  std::string asked;                    ///< `scenario_or_run`

  /// Throws InputError where the run's database is no longer what it was.
  void check_unchanged(const std::string& hash_now) const;
};
Question read_question(const std::string& scenario_or_run, const std::vector<std::string>& overrides, const std::string& database);

}  // namespace setu
