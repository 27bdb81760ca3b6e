#include "experiments/results/rule_states.hpp"
#include "experiments/results/welfare_parts.hpp"
#include "experiments/tables/versions_json.hpp"
#include "csv_formats.hpp"
#include "json_files.hpp"
#include "manifests.hpp"
#include "run_log.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "tables_file.hpp"
#include "writers.hpp"

namespace setu {

namespace {

CertificateOfRun certificate(const Experiment& e, const RunResult& r) {
  const Certificate& c = r.solution.certificate;
  CertificateOfRun out;
  out.status = r.certified() ? "certified" : to_string(c.point);
  out.run = to_string(c.run);
  out.max_scaled_residual = r.second ? std::max(c.max_scaled_residual, r.second->max_scaled_residual) : c.max_scaled_residual;
  out.walras_residual = r.walras_residual;
  out.solver_agreement = r.solver_agreement;
  out.iterations = c.iterations;
  out.equations = static_cast<std::size_t>(c.equations);
  out.reduced_equations = static_cast<std::size_t>(c.reduced_equations);
  if (!c.complementarities.empty()) out.complementarity_residual = c.complementarity_residual;
  if (c.condition > 0) out.condition = std::stod(fmt::format("{:.1e}", c.condition));  // an estimate
  if (auto floors = at_floor(e.model.system, r.solution.x); !floors.empty()) out.at_floor = std::move(floors);
  if (!c.undefined.empty()) out.undefined = c.undefined;
  for (const auto& worst : c.worst) out.worst.emplace_back(worst.name, worst.scaled);
  return out;
}

/// Which rules bind, by name.
std::vector<RuleUsed> rules(const ResultView& view) {
  std::vector<RuleUsed> list;
  for (const auto& state : rule_states(view.experiment(), view.result()))
    list.push_back({state.name, state.words, state.instrument, state.limit_percent, state.limited_percent, state.instrument_percent,
                    state.rent, state.unemployment});
  return list;
}

/// "tms(foo,A,B) is found, qxs(foo,A,B) given": what differs from the standard closure.
std::vector<std::string> swaps(const Experiment& e) {
  std::vector<std::string> list;
  for (const auto& swap : e.plan.swaps) list.push_back(fmt::format("{} is found, {} given", swap.exogenous, swap.endogenous));
  return list;
}

/// The heading of each part of EV by its name, each once.
std::vector<WelfareHeading> headings(const ResultView& view) {
  std::vector<WelfareHeading> list;
  for (const auto& form : view.result().decomposition.forms)
    if (form.contribution && std::none_of(list.begin(), list.end(), [&](const auto& h) { return h.name == form.name; }))
      list.push_back({form.name, welfare_heading(form)});
  return list;
}

}  // namespace

namespace {

/// Sentences with the scenario's file by its name alone: equal results are equal wherever they are made.
std::vector<std::string> without_folder(std::vector<std::string> sentences, const std::filesystem::path& file) {
  const std::string folder = file.parent_path().string() + "/";
  for (auto& sentence : sentences)
    for (std::size_t at = sentence.find(folder); folder.size() > 1 && at != std::string::npos; at = sentence.find(folder))
      sentence.erase(at, folder.size());
  return sentences;
}

}  // namespace

void write_manifest(const ResultView& view, SolverChoice solver, const std::filesystem::path& folder) {
  const Experiment& e = view.experiment();
  const RunResult& r = view.result();
  RunManifest m;
  m.scenario = e.scenario.name;
  m.scenario_file = file_reference(e.scenario.file);
  m.scenario_hash = scenario_hash(e.scenario, e.database_folder);
  m.overrides = e.scenario.overrides;
  m.groups = e.plan.groups;
  m.report = {e.report.pair, e.report.highlight, e.report.supplier};
  m.database = {database_name(e.database_folder), e.database_hash, e.model.benchmark_rounding, notes_told(e.model.notes)};
  m.closure = {e.closure_signature, swaps(e)};
  m.solver = {to_string(solver), r.solution.certificate.route, std::nullopt};
  if (solver != SolverChoice::Newton) m.solver.ipopt_view = to_string(r.ipopt_view);
  m.certificate = certificate(e, r);
  m.welfare.decomposition_gap = r.decomposition.gap;
  m.welfare.saving_price = r.decomposition.integrated_saving ? "integrated" : "fisher";
  if (r.decomposition.status != DecompositionStatus::Complete) {
    m.welfare.decomposition = to_string(r.decomposition.status);
    m.welfare.decomposition_note = r.decomposition.message;
  }
  m.headings = headings(view);
  if (auto warnings = all_warnings(e, r); !warnings.empty()) m.warnings = without_folder(std::move(warnings), e.scenario.file);
  if (e.partial < 1) m.partial = e.partial;
  if (!e.model.rules.empty()) {
    m.rules = rules(view);
    m.welfare.switches = r.decomposition.switches;
  }
  m.versions = versions_list();
  m.formats = formats_in(folder, "run");
  m.formats.emplace_back("tables.json", TablesFile::kFormat.version);
  for (const auto& [name, version] : formats_in(folder / "database", "database")) m.formats.emplace_back("database/" + name, version);
  write_json_file(m, folder / "manifest.json");
}

void write_log(const ResultView& view, const std::filesystem::path& folder) {
  RunLog log;
  log.paths = {{"scenario", log_path(view.experiment().scenario.file)}, {"database", log_path(view.experiment().database_folder)}};
  log.seconds = {{"solve", view.result().seconds_solve}};
  write_run_log(log, folder);
}

}  // namespace setu
