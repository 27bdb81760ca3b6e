#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/run.hpp"
#include "setu/solver/adjoint.hpp"

namespace setu {

/// A number that a run reports, at its solution, and how it moves with the model's variables (docs/elasticities.md §1).
struct MarginalResult {
  std::string name;     ///< as asked for: "EV(IND)", "qgdp(IND)", "qxs(cars,IND,EU) / qxs(cars,IND,all)"
  std::string label;    ///< in words
  std::string unit;     ///< "US$ million", "%" for percentage changes and shares, "" for plain numbers
  double value = 0;
  double level = 0;     ///< what elasticities are relative to: `value`, for percentage changes 100 + value
  LinearForm gradient;  ///< d value / dx
};

/// The result called `text`: a variable with elements or aliases, summed over what they select (Level variables by
/// their value, the others by their percentage change from the benchmark), or the share "A / B" of two such sums in per
/// cent. Throws InputError that lists the known names.
MarginalResult find_result(const Experiment& experiment, std::span<const double> x, const std::string& text);

/// What is reported unasked: EV of the regions that the scenario's report looks at (else of all), and of the world.
std::vector<std::string> default_results(const Experiment& experiment);

/// In what steps something given is moved.
enum class Measure {
  RatePoint,   ///< a percentage point of a tax rate or of a share
  Percent,     ///< one per cent of a level (of a tax known only as an index: of its power)
  Million,     ///< US$ million
  Unit,        ///< one, for plain numbers and parameters
};

/// Something given that results depend on: an exogenous variable or a parameter.
struct Lever {
  bool parameter = false;
  std::string name;  ///< GTAP's name of the variable or header
  std::vector<std::string> elements;
  std::string label;
  Measure measure = Measure::Percent;
  double value = 0;   ///< at the solution: a rate or share in per cent, a level, a parameter
  double step = 0;    ///< one step of the measure in the model's own variable
  Index index = kNone;  ///< id of the variable, position of the parameter
};
std::vector<Lever> levers(const Experiment& experiment, std::span<const double> x);

/// Exact derivatives of one result with respect to every lever, per step of its measure.
struct MarginalEffects {
  MarginalResult result;
  std::vector<double> derivative;  ///< by lever
  double residual = 0;             ///< of the adjoint equation, relative

  /// Per cent of the result's level per one per cent of the lever's value; nothing where that means nothing.
  [[nodiscard]] std::optional<double> elasticity(const Lever& lever, double derivative) const;
};

/// Largest relative residual of an adjoint equation whose derivatives are reported.
inline constexpr double kAdjointLimit = 1e-10;

struct Elasticities {
  std::vector<Lever> levers;
  std::vector<MarginalEffects> results;
  double seconds = 0;   ///< for the factorisation and all adjoints
  std::string failure;  ///< why there are none, a full sentence; else empty
};
/// All effects on `names` at the certified solution of a run. Throws InputError for unknown names; numerical failure is
/// told in `failure`.
Elasticities elasticities(const Experiment& experiment, std::span<const double> x, const std::vector<std::string>& names);

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
Question read_question(const std::string& scenario_or_run, const std::vector<std::string>& overrides,
                       const std::string& database);

/// The largest `top` effects of each kind, in words, for the terminal.
std::string elasticities_text(const Experiment& experiment, const Elasticities& all, std::size_t top);

/// Writes elasticities.csv and elasticities.txt into `folder`, all or nothing.
void write_elasticities(const Experiment& experiment, const Elasticities& all, std::size_t top,
                        const std::filesystem::path& folder);
/// Refuses a folder that write_elasticities could not use, before any time is spent. Throws InputError.
void check_elasticities_folder(const std::filesystem::path& folder);

}  // namespace setu
