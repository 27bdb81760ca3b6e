#include "policy_json.hpp"

#include "experiments/files/csv_formats.hpp"
#include "experiments/tables/versions_json.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

PolicySource policy_source(const PolicyProblem& p, const std::filesystem::path& folder, const char* kind) {
  PolicySource out;
  out.policy = p.file.name;
  out.title = p.file.title;
  out.policy_file = file_reference(p.file.file);
  out.policy_hash = file_hash(p.file.file);
  out.scenario = p.experiment.scenario.name;
  out.overrides = p.file.set;
  out.database = {database_name(p.experiment.database_folder), p.experiment.database_hash, std::nullopt,
                  notes_told(p.experiment.model.notes)};
  out.instruments = p.instruments.size();
  out.idle_instruments = p.idle;
  out.constraints = p.constraints.size();
  out.versions = versions_list();
  out.formats = formats_in(folder, kind);
  return out;
}

PolicyControl control_of(const Instrument& i) { return {i.name, i.unit(), i.shown(i.status_quo), i.shown(i.least), i.shown(i.most)}; }

PolicyPointFile point_of(const PolicyPoint& point) {
  const Optimum& o = point.optimum;
  const Kkt& k = o.kkt;
  return {point.objective,
          o.certified(),
          o.message,
          o.iterations,
          o.solves,
          o.solution.certificate.max_scaled_residual,
          {k.stationarity, k.violation, k.curvature, k.free_directions, k.second_order()},
          std::nullopt};
}

RunLog policy_log(const PolicyProblem& p, double seconds) {
  RunLog log;
  log.paths = {{"policy", log_path(p.file.file)},
               {"scenario", log_path(p.experiment.scenario.file)},
               {"database", log_path(p.experiment.database_folder)}};
  log.seconds = {{"search", seconds}};
  return log;
}

}  // namespace setu
