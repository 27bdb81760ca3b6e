#include <fmt/format.h>
#include <fmt/ranges.h>

#include "setu/experiments/scenario/locate.hpp"
#include "setu/system/derive/complementarity.hpp"
#include "tables.hpp"

namespace setu {

namespace {

std::string solve_line(const ResultView& view, std::optional<double> seconds) {
  const Certificate& c = view.result().solution.certificate;
  std::string text = fmt::format(
      "Solved {} equations ({}, {} iterations){}: {}, largest scaled residual {:.1e}, "
      "Walras {:.1e}",
      c.equations, c.route, c.iterations, seconds ? fmt::format(" in {:.2f} s", *seconds) : "", to_string(c.point), c.max_scaled_residual,
      view.result().walras_residual);
  if (!c.complementarities.empty()) text += fmt::format(", inequalities {:.1e}", c.complementarity_residual);
  if (view.result().solver_agreement) text += fmt::format(", Newton and Ipopt agree to {:.1e}", *view.result().solver_agreement);
  return text + ".\n";
}

}  // namespace

TableSet tables_of(const ResultView& view) {
  TableSet set{view.experiment().scenario.title, {}};
  for (const auto make : {welfare_table, group_table, economy_table, sector_tables, pair_table, loser_table, fund_table, rule_table})
    for (auto& table : make(view))
      if (!table.rows.empty()) set.tables.push_back(std::move(table));
  return set;
}

std::string report_text(const ResultView& view, std::optional<double> seconds) {
  const Experiment& e = view.experiment();
  std::string text = fmt::format("{}\n", e.scenario.title);
  text += fmt::format("{} regions, {} commodities; database {}; {} shocked variables.\n", view.sets().reg.size(), view.sets().comm.size(),
                      database_name(e.database_folder), e.plan.path().variable.size());
  text += solve_line(view, seconds);
  if (const auto floors = at_floor(e.model.system, view.result().solution.x); !floors.empty())
    text += fmt::format("At its floor, where returns are no longer equal: {}.\n", fmt::join(floors, ", "));
  for (const auto& table : tables_of(view).tables) text += text_of(table);
  for (const auto& table : money_tables(view)) text += text_of(table);
  return text;
}

}  // namespace setu
