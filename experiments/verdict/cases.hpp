#pragma once
#include <string>
#include <vector>

#include "battery.hpp"
#include "setu/experiments/study/study.hpp"
#include "setu/experiments/sweep/points.hpp"
#include "subject.hpp"

/// The scenarios that a battery makes of one, and their solutions. Private to experiments/verdict.
namespace setu {

/// What the variants of a battery are solved from; nothing is solved before it is asked for.
class Cases {
 public:
  /// Reads the scenario and all its variants. Throws InputError for mistakes in their texts; what does not fit the database is told by the
  /// variant's outcome.
  Cases(std::string scenario, std::vector<std::string> overrides, StudyDatabase database, Battery battery);
  /// Chooses regions and results. Throws InputError.
  void choose(const std::vector<std::string>& regions);

  [[nodiscard]] const Battery& battery() const { return battery_; }
  [[nodiscard]] const Experiment& standard() const { return standard_; }
  [[nodiscard]] const Subject& subject() const { return subject_; }
  [[nodiscard]] const StudyDatabase& database() const { return database_; }
  [[nodiscard]] const Scenario& asked() const { return asked_; }

  /// The tables of a scenario file that is the variant (null: the standard case); `include` names the scenario, `set` adds overrides.
  [[nodiscard]] toml::table tables(const Variant* variant, const std::string& include, const std::vector<std::string>& set = {}) const;
  /// That file read.
  [[nodiscard]] Scenario scenario(const Variant* variant) const;
  /// Throws InputError.
  [[nodiscard]] Scenario scenario(const toml::table& tables) const;
  /// The scenario's file as `tables` takes it.
  [[nodiscard]] std::string file() const;

  /// Why the variant does not apply to the scenario; empty where it does.
  [[nodiscard]] std::string left_out(const Variant& variant) const;
  /// The results of the variant (null: of the standard case), solved as `setu run` solves it. None, and no failure, where the variant is
  /// the standard case by its parameters.
  [[nodiscard]] PointOutcome solve(const Variant* variant, double seconds);

  /// Built from the scenario, without forms of a decomposition.
  [[nodiscard]] Experiment prepared(const Scenario& scenario) const;

 private:
  /// The scenario on the database: on the standard case's model where it asks for the same equations. Valid until the next call.
  const Experiment& on_equations(const Scenario& scenario);
  [[nodiscard]] bool is_standard(const Variant& variant, const Scenario& scenario) const;

  std::string name_;
  std::vector<std::string> overrides_;
  StudyDatabase database_;
  Battery battery_;
  Scenario asked_;
  Experiment standard_, latest_;
  std::optional<Experiment> shared_;  ///< with the standard case's model
  Subject subject_;
};

}  // namespace setu
