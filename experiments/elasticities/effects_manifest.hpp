#pragma once
#include "experiments/files/other_manifests.hpp"
#include "experiments/files/run_log.hpp"
#include "experiments/tables/versions_json.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/study/run.hpp"
#include "setu/experiments/scenario/shocks.hpp"

namespace setu {

/// What derivatives are taken of, without their names.
inline EffectsSource effects_source(const Experiment& e) {
  return {e.scenario.name,
          file_reference(e.scenario.file),
          scenario_hash(e.scenario, e.database_folder),
          e.scenario.overrides,
          {database_name(e.database_folder), e.database_hash, std::nullopt, notes_told(e.model.notes)},
          {},
          versions_list(),
          {}};
}

/// Paths and the seconds of the derivatives, for run.log.json.
inline RunLog effects_log(const Experiment& e, double seconds) {
  RunLog log;
  log.paths = {{"scenario", log_path(e.scenario.file)}, {"database", log_path(e.database_folder)}};
  log.seconds = {{"derivatives", seconds}};
  return log;
}

}  // namespace setu
