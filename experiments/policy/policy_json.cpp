#include "policy_json.hpp"

#include "experiments/tables/versions_json.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

Json policy_manifest(const PolicyProblem& p) {
  Json json;
  json["policy"] = p.file.name;
  json["title"] = p.file.title;
  json["policy_file"] = name_or_path(shipped_policies(), p.file.file);
  json["policy_hash"] = file_hash(p.file.file);
  json["scenario"] = p.experiment.scenario.name;
  json["overrides"] = p.file.set;
  json["database"] = {{"path", name_or_path(shipped_databases(), p.experiment.database_folder)}, {"hash", p.experiment.database_hash}};
  json["instruments"] = p.instruments.size();
  json["idle_instruments"] = p.idle;
  json["constraints"] = p.constraints.size();
  json["versions"] = versions_json();
  return json;
}

Json instrument_json(const Instrument& i) {
  return {
      {"name", i.name}, {"unit", i.unit()}, {"status_quo", i.shown(i.status_quo)}, {"least", i.shown(i.least)}, {"most", i.shown(i.most)}};
}

Json point_json(const PolicyPoint& point) {
  const Optimum& o = point.optimum;
  const Kkt& k = o.kkt;
  return {{"objective", point.objective},
          {"certified", o.certified()},
          {"message", o.message},
          {"iterations", o.iterations},
          {"solves", o.solves},
          {"seconds", o.seconds},
          {"equilibrium_residual", o.solution.certificate.max_scaled_residual},
          {"kkt",
           {{"stationarity", k.stationarity},
            {"violation", k.violation},
            {"largest_curvature", k.curvature},
            {"free_directions", k.free_directions},
            {"second_order", k.second_order()}}}};
}

}  // namespace setu
