#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "experiments/files/csv_formats.hpp"
#include "experiments/files/json_files.hpp"
#include "policy_json.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/files/whole_file.hpp"

namespace setu {

namespace {

std::string frontier_csv(const PolicyProblem& p, const Frontier& f) {
  std::vector<std::string> results;
  for (const auto& region : p.experiment.model.sets.reg) results.push_back(fmt::format("EV({})", region));
  for (const auto& i : p.instruments) results.push_back(i.name);
  std::string text = csv_format("frontier", "frontier.csv").header({{f.points[0].objective_name}, {f.against_name}, results});
  for (std::size_t k = 0; k < f.points.size(); ++k) {
    const PolicyPoint& point = f.points[k];
    text += fmt::format("\n{},{},{},{}", k + 1, point.objective, f.against[k], point.shadow.back());
    for (const double ev : point.ev) text += fmt::format(",{}", ev);
    for (std::size_t i = 0; i < p.instruments.size(); ++i) text += fmt::format(",{}", p.instruments[i].shown(point.optimum.controls[i]));
  }
  return text + "\n";
}

FrontierFile manifest(const PolicyProblem& p, const Frontier& f, const std::filesystem::path& folder) {
  FrontierFile out;
  static_cast<PolicySource&>(out) = policy_source(p, folder, "frontier");
  out.objective = f.points[0].objective_name;
  out.objective_unit = f.points[0].objective_unit;
  out.against = f.against_name;
  out.against_unit = f.against_unit;
  out.less_is_better = f.less_is_better;
  out.status_quo = {f.points[0].objective_before, f.against_before};
  for (const auto& i : p.instruments) out.controls.push_back(control_of(i));
  for (std::size_t k = 0; k < f.points.size(); ++k) {
    out.points.push_back(point_of(f.points[k]));
    out.points.back().against = f.against[k];
  }
  out.missing = f.failures;
  return out;
}

/// How many instruments differ from the point before by more than a hundredth of their range.
std::size_t moved(const PolicyProblem& p, const PolicyPoint& a, const PolicyPoint& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < p.instruments.size(); ++i)
    if (std::abs(a.optimum.controls[i] - b.optimum.controls[i]) > 0.01 * (p.instruments[i].most - p.instruments[i].least)) ++count;
  return count;
}

}  // namespace

std::string frontier_text(const PolicyProblem& p, const Frontier& f) {
  TextTable table(fmt::format("{} against {}", f.points[0].objective_name, f.against_name),
                  {"point", f.points[0].objective_name, f.against_name, "price", "instruments moved"});
  for (std::size_t k = 0; k < f.points.size(); ++k)
    table.row({fmt::format("{}", k + 1), fmt::format("{:.6g}", f.points[k].objective), fmt::format("{:.6g}", f.against[k]),
               fmt::format("{:.4g}", f.points[k].shadow.back()), k == 0 ? "" : fmt::format("{}", moved(p, f.points[k - 1], f.points[k]))});
  table.note("Price: what the objective gains where one more unit of the other is demanded.");
  std::string text =
      fmt::format("{}\n{} instruments; {} points, all certified.\n", p.file.title, p.instruments.size(), f.points.size()) + table.text();
  for (const auto& failure : f.failures) text += "\nMissing: " + failure;
  return text;
}

void write_frontier(const PolicyProblem& p, const Frontier& f, const std::filesystem::path& folder, const PageWriter& page) {
  AtomicDirectory out(folder, "frontier.json");
  write_whole(out.path() / "frontier.csv", frontier_csv(p, f));
  write_whole(out.path() / "frontier.txt", frontier_text(p, f));
  write_json_file(manifest(p, f, out.path()), out.path() / "frontier.json");
  write_run_log(policy_log(p, f.seconds), out.path());
  if (page) page(out.path(), folder);
  out.commit();
}

}  // namespace setu
