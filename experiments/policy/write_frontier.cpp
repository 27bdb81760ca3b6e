#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "policy_json.hpp"
#include "setu/base/files/atomic_directory.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/files/whole_file.hpp"

namespace setu {

namespace {

std::string frontier_csv(const PolicyProblem& p, const Frontier& f) {
  std::string text = fmt::format("point,{},{},shadow price", csv_field(f.points[0].objective_name), csv_field(f.against_name));
  for (const auto& region : p.experiment.model.sets.reg) text += fmt::format(",EV({})", region);
  for (const auto& i : p.instruments) text += ',' + csv_field(i.name);
  for (std::size_t k = 0; k < f.points.size(); ++k) {
    const PolicyPoint& point = f.points[k];
    text += fmt::format("\n{},{},{},{}", k + 1, point.objective, f.against[k], point.shadow.back());
    for (const double ev : point.ev) text += fmt::format(",{}", ev);
    for (std::size_t i = 0; i < p.instruments.size(); ++i) text += fmt::format(",{}", p.instruments[i].shown(point.optimum.controls[i]));
  }
  return text + "\n";
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
  Json json = policy_manifest(p);
  json["objective"] = f.points[0].objective_name;
  json["objective_unit"] = f.points[0].objective_unit;
  json["against"] = f.against_name;
  json["against_unit"] = f.against_unit;
  json["less_is_better"] = f.less_is_better;
  json["status_quo"] = {{"objective", f.points[0].objective_before}, {"against", f.against_before}};
  for (const auto& i : p.instruments) json["controls"].push_back(instrument_json(i));
  for (std::size_t k = 0; k < f.points.size(); ++k) {
    Json point = point_json(f.points[k]);
    point["against"] = f.against[k];
    json["points"].push_back(point);
  }
  json["missing"] = f.failures;
  json["seconds"] = f.seconds;
  AtomicDirectory out(folder, "frontier.json");
  write_whole(out.path() / "frontier.csv", frontier_csv(p, f));
  write_whole(out.path() / "frontier.txt", frontier_text(p, f));
  write_whole(out.path() / "frontier.json", json.dump(2) + "\n");
  if (page) page(out.path(), folder);
  out.commit();
}

}  // namespace setu
