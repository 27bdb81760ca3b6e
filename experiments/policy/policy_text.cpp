#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/tables/text_table.hpp"
#include "policy_json.hpp"

namespace setu {

namespace {

constexpr double kAtBound = 1e-12;

std::string quantity(double value, const std::string& unit) {
  if (unit == "%") return fmt::format("{:.4g} %", value);
  return number(value) + (unit.empty() ? "" : " " + unit);
}

/// "least", "most" or nothing.
const char* held_at(const Instrument& i, double x) {
  if (x - i.least <= kAtBound) return "least";
  return i.most - x <= kAtBound ? "most" : "";
}

std::string instruments_text(const PolicyProblem& p, const PolicyPoint& point) {
  TextTable table("What is chosen", {"", "status quo", "chosen", "from", "to", "held at", "worth of room"});
  const auto& o = point.optimum;
  for (std::size_t k = 0; k < p.instruments.size(); ++k) {
    const Instrument& i = p.instruments[k];
    const double x = o.controls[k];
    const std::string unit = i.unit();
    const auto shown = [&](double v) { return number(i.shown(v), 2) + unit; };
    const double worth = o.bound[k] / i.slope(x);
    table.row({i.name, shown(i.status_quo), shown(x), shown(i.least), shown(i.most), held_at(i, x),
               worth == 0 ? "" : fmt::format("{:.4g}", std::abs(worth))});
  }
  table.note(fmt::format("Worth of room: {} gained if the end that holds it gave way by one percentage point, per cent or unit.",
                         point.objective_unit.empty() ? "objective" : point.objective_unit));
  if (p.idle > 0) table.note(fmt::format("{} more have no room: their range begins and ends where they are.", p.idle));
  return table.text();
}

std::string constraints_text(const PolicyProblem& p, const PolicyPoint& point) {
  TextTable table("What must hold", {"", "before", "now", "at least", "at most", "shadow price"});
  for (std::size_t j = 0; j < p.constraints.size(); ++j) {
    const auto& c = p.constraints[j];
    const auto bound = [&](const std::optional<double>& v) { return v ? fmt::format("{:.5g}", *v) : std::string("–"); };
    table.row({c.name + (c.unit.empty() ? "" : ", " + c.unit), fmt::format("{:.5g}", c.before), fmt::format("{:.5g}", point.results[j]),
               bound(c.least), bound(c.most), point.shadow[j] == 0 ? "" : fmt::format("{:.4g}", point.shadow[j])});
  }
  table.note("Shadow price: what the objective gains where the bound is raised by one.");
  return p.constraints.empty() ? "" : table.text();
}

std::string prices_text(const PolicyProblem& p, const PolicyPoint& point) {
  std::string text;
  for (const auto& sentence : price_sentences(p, point)) text += '\n' + sentence;
  return text.empty() ? text : text + "\n";
}

std::string regions_text(const PolicyProblem& p, const PolicyPoint& point) {
  TextTable table("Equivalent variation, US$ million", {"", "status quo", "chosen", "change"});
  const auto& regions = p.experiment.model.sets.reg;
  for (std::size_t r = 0; r < regions.size(); ++r)
    table.row({regions[r], number(p.ev_before[r]), number(point.ev[r]), number(point.ev[r] - p.ev_before[r])});
  return table.text();
}

std::string certificate_text(const PolicyRun& run) {
  const Optimum& o = run.best.optimum;
  std::string text = fmt::format(
      "\nCertificate: equilibrium {:.1e}; conditions of an optimum {:.1e}; {} ({} directions are free); {} of {} starts end certified, {} "
      "of them "
      "here.",
      o.solution.certificate.max_scaled_residual, o.kkt.residual(),
      o.kkt.second_order() ? "no free direction improves to second order" : "NOT a maximum to second order", o.kkt.free_directions,
      std::count_if(run.starts.begin(), run.starts.end(), [](const auto& s) { return s.optimum.certified(); }), run.starts.size(),
      std::count_if(run.starts.begin(), run.starts.end(), [&](const auto& s) {
        return s.optimum.certified() && std::abs(s.objective - run.best.objective) <= 1e-6 * (1 + std::abs(run.best.objective));
      }));
  if (run.check) text += fmt::format(" The other method agrees to {:.1e} of the ranges.", run.disagreement);
  return text + "\n";
}

}  // namespace

std::string step_of(const std::string& unit) { return unit.empty() ? "unit" : unit == "%" ? "percentage point" : unit; }

std::vector<std::string> price_sentences(const PolicyProblem& p, const PolicyPoint& point) {
  std::vector<std::string> sentences;
  for (std::size_t j = 0; j < p.constraints.size(); ++j) {
    if (point.shadow[j] == 0) continue;
    const auto& c = p.constraints[j];
    sentences.push_back(fmt::format("One {} more of {} {} {:.4g} {} of {}.", step_of(c.unit), c.name,
                                    point.shadow[j] < 0 ? "costs" : "brings", std::abs(point.shadow[j]),
                                    point.objective_unit.empty() ? "units" : point.objective_unit, point.objective_name));
  }
  return sentences;
}

std::string policy_text(const PolicyProblem& p, const PolicyRun& run) {
  const PolicyPoint& best = run.best;
  std::string text = fmt::format("{}\n{} instruments, {} constraints; database {}.\n", p.file.title, p.instruments.size(),
                                 p.constraints.size(), database_name(p.experiment.database_folder));
  text += p.file.objectives.front().nash
              ? fmt::format("The bargain: {} = {:.6g}.\n", best.objective_name, best.objective)
              : fmt::format("{} is {} at the best; before {}.\n", best.objective_name, quantity(best.objective, best.objective_unit),
                            quantity(best.objective_before, best.objective_unit));
  return text + instruments_text(p, best) + constraints_text(p, best) + prices_text(p, best) + regions_text(p, best) +
         certificate_text(run);
}

}  // namespace setu
