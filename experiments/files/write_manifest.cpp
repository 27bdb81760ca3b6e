#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "experiments/results/rule_states.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "experiments/tables/versions_json.hpp"
#include "writers.hpp"

namespace setu {

namespace {

using Json = nlohmann::ordered_json;

Json certificate(const RunResult& r) {
  const Certificate& c = r.solution.certificate;
  Json json;
  json["status"] = r.certified() ? "certified" : to_string(c.point);
  json["run"] = to_string(c.run);
  json["max_scaled_residual"] = r.second ? std::max(c.max_scaled_residual, r.second->max_scaled_residual) : c.max_scaled_residual;
  json["walras_residual"] = r.walras_residual;
  if (r.solver_agreement) json["solver_agreement"] = *r.solver_agreement;
  json["iterations"] = c.iterations;
  json["equations"] = c.equations;
  json["reduced_equations"] = c.reduced_equations;
  if (!c.complementarities.empty()) json["complementarity_residual"] = c.complementarity_residual;
  for (const auto& worst : c.worst) json["worst"][worst.name] = worst.scaled;
  return json;
}

/// Which rules bind, by name.
Json rules(const ResultView& view) {
  Json list = Json::array();
  for (const auto& state : rule_states(view.experiment(), view.result())) {
    Json rule = {{"rule", state.name},
                 {"state", state.words},
                 {"instrument", state.instrument},
                 {"limit_percent", state.limit_percent},
                 {"limited_percent", state.limited_percent},
                 {"instrument_percent", state.instrument_percent}};
    if (state.rent) rule["rent"] = *state.rent;
    if (state.unemployment) rule["unemployment_percent"] = *state.unemployment;
    list.push_back(std::move(rule));
  }
  return list;
}

/// "tms(foo,A,B) is found, qxs(foo,A,B) given": what differs from the standard closure.
Json swaps(const Experiment& e) {
  Json list = Json::array();
  for (const auto& swap : e.plan.swaps) list.push_back(fmt::format("{} is found, {} given", swap.exogenous, swap.endogenous));
  return list;
}

}  // namespace

void write_manifest(const ResultView& view, SolverChoice solver, const std::filesystem::path& path) {
  const Experiment& e = view.experiment();
  const RunResult& r = view.result();
  Json json;
  json["scenario"] = e.scenario.name;
  json["scenario_file"] = name_or_path(shipped_scenarios(), e.scenario.file);
  json["scenario_hash"] = scenario_hash(e.scenario, e.database_folder);
  json["overrides"] = e.scenario.overrides;
  json["groups"] = e.plan.groups;
  json["report"] = {{"pair", e.report.pair}, {"highlight", e.report.highlight}, {"supplier", e.report.supplier}};
  json["database"] = {
      {"path", name_or_path(shipped_databases(), e.database_folder)}, {"hash", e.database_hash}, {"rounding", e.model.benchmark_rounding}};
  json["closure"] = {{"signature", e.closure_signature}, {"swaps", swaps(e)}};
  json["solver"] = {{"name", to_string(solver)}, {"route", r.solution.certificate.route}};
  json["certificate"] = certificate(r);
  json["welfare"] = {{"decomposition_gap", r.decomposition.gap}};
  if (!e.model.rules.empty()) {
    json["rules"] = rules(view);
    json["welfare"]["switches"] = r.decomposition.switches;
  }
  json["seconds"] = {{"solve", r.seconds_solve}, {"total", seconds_since_start()}};
  json["peak_memory_mb"] = peak_memory_mb();
  json["versions"] = versions_json();
  std::ofstream out(path, std::ios::binary);
  out << json.dump(2) << '\n';
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is the disk full?", path.string()));
}

}  // namespace setu
