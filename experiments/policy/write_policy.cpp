#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "policy_json.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/files/whole_file.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

using Json = OrderedJson;

constexpr const char* kMarker = "optimum.json";

std::string number_text(double value) { return fmt::format("{}", value); }

std::string instruments_csv(const PolicyProblem& p, const PolicyPoint& point) {
  std::string text = csv_format("optimum", "instruments.csv").header() + "\n";
  for (std::size_t k = 0; k < p.instruments.size(); ++k) {
    const Instrument& i = p.instruments[k];
    const double x = point.optimum.controls[k];
    text += fmt::format("{},{},{},{},{},{},{}\n", csv_field(i.name), i.unit(), i.shown(i.status_quo), i.shown(x), i.shown(i.least),
                        i.shown(i.most), point.optimum.bound[k] / i.slope(x));
  }
  return text;
}

std::string outcomes_csv(const PolicyProblem& p, const PolicyPoint& point) {
  std::string text = csv_format("optimum", "outcomes.csv").header() + "\n";
  const auto bound = [](const std::optional<double>& v) { return v ? number_text(*v) : std::string(); };
  text += fmt::format("{},{},{},{},,,\n", csv_field(point.objective_name), point.objective_unit,
                      p.file.objectives.front().nash ? "" : number_text(point.objective_before), point.objective);
  for (std::size_t j = 0; j < p.constraints.size(); ++j) {
    const auto& c = p.constraints[j];
    text += fmt::format("{},{},{},{},{},{},{}\n", csv_field(c.name), c.unit, c.before, point.results[j], bound(c.least), bound(c.most),
                        point.shadow[j]);
  }
  const auto& regions = p.experiment.model.sets.reg;
  for (std::size_t r = 0; r < regions.size(); ++r)
    text += fmt::format("{},US$ million,{},{},,,\n", csv_field(fmt::format("EV({})", regions[r])), p.ev_before[r], point.ev[r]);
  return text;
}

OptimumFile manifest(const PolicyProblem& p, const PolicyRun& run, const fs::path& folder) {
  OptimumFile out;
  static_cast<PolicySource&>(out) = policy_source(p, folder, "optimum");
  out.objective = run.best.objective_name;
  out.objective_unit = run.best.objective_unit;
  out.prices = price_sentences(p, run.best);
  out.best = point_of(run.best);
  for (const auto& start : run.starts) out.starts.push_back(point_of(start));
  if (run.check) {
    out.check = point_of(*run.check);
    out.disagreement = run.disagreement;
  }
  return out;
}

std::string shock_toml(const Instrument& i, double x) {
  const char* key = i.kind == ShockKind::Rate ? "rate" : i.kind == ShockKind::Percent ? "percent" : "value";
  const double amount = i.kind == ShockKind::Rate ? i.shown(x) / 100 : i.shown(x);
  std::string elements;
  for (const auto& label : i.elements) elements += (elements.empty() ? "" : ", ") + Json(label).dump();
  return fmt::format("\n[[shocks]]\nvariable = \"{}\"\n{}{} = {:#}\n", i.variable,
                     elements.empty() ? "" : fmt::format("elements = [{}]\n", elements), key, amount);
}

}  // namespace

std::string policy_scenario(const PolicyProblem& p, const PolicyPoint& point) {
  std::string text = fmt::format("# What setu chose for {}: the instruments that left the status quo.\n", p.file.name);
  text += fmt::format("name = {}\ntitle = {}\n", Json(p.file.name + "-chosen").dump(), Json(p.file.title).dump());
  text += fmt::format("database = {}\n", Json(database_reference(p.experiment.database_folder)).dump());
  if (p.file.scenario != "no_shock") {
    std::string set;
    for (const auto& each : p.file.set) set += (set.empty() ? "" : ", ") + Json(each).dump();
    const std::string scenario = fs::exists(p.file.scenario) ? fs::absolute(p.file.scenario).string() : p.file.scenario;
    text += fmt::format("overlap = \"last\"\ninclude = [{{ scenario = {}, set = [{}] }}]\n", Json(scenario).dump(), set);
  }
  for (std::size_t k = 0; k < p.instruments.size(); ++k)
    if (point.optimum.controls[k] != p.instruments[k].status_quo) text += shock_toml(p.instruments[k], point.optimum.controls[k]);
  return text;
}

void check_policy_folder(const fs::path& folder, const char* marker) { const AtomicDirectory probe(folder, marker); }

void write_policy(const PolicyProblem& p, const PolicyRun& run, const fs::path& folder, const PageWriter& page) {
  AtomicDirectory out(folder, kMarker);
  write_whole(out.path() / "instruments.csv", instruments_csv(p, run.best));
  write_whole(out.path() / "outcomes.csv", outcomes_csv(p, run.best));
  write_whole(out.path() / "optimum.txt", policy_text(p, run));
  write_whole(out.path() / "scenario.toml", policy_scenario(p, run.best));
  write_json_file(manifest(p, run, out.path()), out.path() / kMarker);
  write_run_log(policy_log(p, run.seconds), out.path());
  if (page) page(out.path(), folder);
  out.commit();
}

}  // namespace setu
