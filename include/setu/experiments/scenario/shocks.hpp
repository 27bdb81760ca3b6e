#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "setu/experiments/scenario/aliases.hpp"
#include "setu/experiments/scenario/scenario.hpp"
#include "setu/model/assembly/model.hpp"

namespace setu {

/// One shocked variable, in the system's own measure (log change or level).
struct PlannedShock {
  Index variable = kNone;
  bool level = false;
  double from = 0, to = 0;
  std::size_t group = 0;  ///< position in ShockPlan::groups
  std::string where;      ///< "file:line" of the table that asks for it
};

/// What a scenario means on one database and model.
struct ShockPlan {
  std::vector<Swap> swaps;              ///< the scenario's own and those of its targets
  std::vector<std::string> swap_where;  ///< "file:line" of each swap
  std::vector<PlannedShock> shocks;
  std::vector<std::string> groups;
  std::vector<std::string> warnings;  ///< what its author may not mean, in full sentences

  [[nodiscard]] ShockPath path() const;
};

/// Compares a scenario with the model: expands aliases, computes new rates from the database's flows and finds
/// overlaps. Throws InputError with file, line and the known names for whatever does not fit.
ShockPlan plan_shocks(const Scenario& scenario, const Aliases& aliases, const Database& database, const Model& model);

/// Adds warnings: shocks that change nothing, swaps across regions, elements named like the word for all of a set.
void warn_of_plan(const Model& model, ShockPlan& plan);

/// Throws InputError for shocks on variables that `closure` makes endogenous.
void check_exogenous(const ShockPlan& plan, const EquationSystem& system, const Closure& closure);

/// Every element tuple that `choice` selects of its variable, masked ones included. Throws InputError.
std::vector<std::vector<std::string>> expand_choice(const VariableChoice& choice, const Aliases& aliases, const EquationSystem& system);

/// The database's aliases (aliases.toml in its folder, if there is one) with the scenario's on top.
Aliases scenario_aliases(const Scenario& scenario, const std::filesystem::path& database_folder, const Sets& sets);

/// SHA-256 of the scenario's files and of the database's aliases: what a result depends on beside the database and overrides.
std::string scenario_hash(const Scenario& scenario, const std::filesystem::path& database_folder);

/// The regions that the tables look at closely.
struct ReportRegions {
  std::vector<std::string> highlight;                                       ///< tables of winning and losing sectors; may be empty
  std::vector<std::string> pair;                                            ///< two regions whose mutual trade is shown, or none
  std::string supplier;                                                     ///< the region whose share in imports is shown, or none
  std::vector<std::pair<std::string, std::vector<std::string>>> subtotals;  ///< name and commodities
  std::size_t top = 5;                                                      ///< rows of the tables of winners and losers
};
/// From the scenario's [report], else from the [report] of the database's aliases.toml. Throws InputError.
ReportRegions report_regions(const Scenario& scenario, const std::filesystem::path& database_folder, const Aliases& aliases,
                             const Sets& sets);

/// What the scenario asks of the model itself: its fund and rules. Throws InputError.
ModelOptions model_options(const Scenario& scenario, const Aliases& aliases, const Sets& sets);

/// A text that is equal for two scenarios on one database exactly where they ask for the same equations with the same numbers,
/// shocks apart. `fund` is what `model_options` makes of the scenario's.
std::string study_key(const Scenario& scenario, const std::optional<FundSpec>& fund);

/// Applies [parameters] to the database. Throws InputError for headers that are no parameters.
void apply_parameters(const Scenario& scenario, const Aliases& aliases, Database& database);

}  // namespace setu
