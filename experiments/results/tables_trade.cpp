#include <algorithm>

#include <fmt/format.h>

#include "flow_sums.hpp"
#include "tables.hpp"

namespace setu {

namespace {

/// Both directions of the pair's trade in one commodity, or in all of them.
std::vector<TableCell> pair_row(const ResultView& view, const std::string& label, const std::vector<std::string>& commodities) {
  const auto& pair = view.experiment().report.pair;
  std::vector<TableCell> row = {label};
  for (const auto& [from, to] : {std::pair{pair[0], pair[1]}, {pair[1], pair[0]}}) {
    const std::size_t s = position(view.sets().reg, from), d = position(view.sets().reg, to);
    double before = 0, after = 0;
    for (const auto& commodity : commodities) {
      const std::size_t c = position(view.sets().comm, commodity);
      before += view.experiment().base["VFOB"](c, s, d);
      after += view.result().updated["VFOB"](c, s, d);
    }
    row.insert(row.end(), {before, after, before > 0 ? std::optional(100 * (after / before - 1)) : std::nullopt});
  }
  return row;
}

/// Sales of `s` to `d` after the shock at benchmark prices less those before, US$ million, commodity by commodity.
double volume_change(const ResultView& view, std::size_t c, const std::string& s, const std::string& d) {
  const Sets& sets = view.sets();
  const double base = view.experiment().base["VFOB"](c, position(sets.reg, s), position(sets.reg, d));
  return base * view.percent("qxs", {sets.comm[c], s, d}).value_or(0) / 100;
}

struct Loss {
  std::string exporter, importer, commodity;
  double change = 0, percent = 0;
};

std::vector<Loss> single_losses(const ResultView& view) {
  const Sets& sets = view.sets();
  const auto& pair = view.experiment().report.pair;
  std::vector<Loss> losses;
  for (const auto& s : sets.reg) {
    if (std::find(pair.begin(), pair.end(), s) != pair.end()) continue;
    for (const auto& d : pair)
      for (std::size_t c = 0; c < sets.comm.size(); ++c)
        if (const double change = volume_change(view, c, s, d); change < 0)
          losses.push_back({s, d, sets.comm[c], change, view.percent("qxs", {sets.comm[c], s, d}).value_or(0)});
  }
  std::stable_sort(losses.begin(), losses.end(), [](const auto& a, const auto& b) { return a.change < b.change; });
  return losses;
}

}  // namespace

std::vector<DataTable> pair_table(const ResultView& view) {
  const auto& pair = view.experiment().report.pair;
  if (pair.empty()) return {};
  DataTable table{
      "pair", fmt::format("Trade between {} and {}", pair[0], pair[1]), "US$ million FOB", {{.title = "Commodity", .words = true}}};
  for (const auto& span : {fmt::format("{}→{}", pair[0], pair[1]), fmt::format("{}→{}", pair[1], pair[0])})
    table.columns.insert(table.columns.end(), {{.title = "before", .span = span},
                                               {.title = "after", .span = span},
                                               {.title = "change", .unit = "%", .span = span, .print = "%"}});
  const auto& comm = view.sets().comm;
  for (const auto& commodity : comm) table.row(pair_row(view, commodity, {commodity}));
  table.rule();
  for (const auto& [name, commodities] : view.experiment().report.subtotals) table.row(pair_row(view, name, commodities));
  table.row(pair_row(view, "All", comm));
  return {table};
}

std::vector<DataTable> loser_table(const ResultView& view) {
  const auto& pair = view.experiment().report.pair;
  if (pair.empty()) return {};
  DataTable table{"losers",
                  "Who loses trade: volume of sales at benchmark prices",
                  "US$ million",
                  {{.title = "Exporter", .words = true}, {"to " + pair[0]}, {"to " + pair[1]}, {"to everybody"}, {"all exports", "%", 3}}};
  const Sets& sets = view.sets();
  for (const auto& s : sets.reg) {
    if (std::find(pair.begin(), pair.end(), s) != pair.end()) continue;
    double to[2] = {0, 0}, all = 0;
    for (std::size_t c = 0; c < sets.comm.size(); ++c)
      for (const auto& d : sets.reg) {
        if (d == s) continue;
        const double change = volume_change(view, c, s, d);
        all += change;
        for (int p = 0; p < 2; ++p)
          if (d == pair[p]) to[p] += change;
      }
    if (to[0] < 0 || to[1] < 0) table.row({s, to[0], to[1], all, view.percent("qxwreg", {s})});
  }
  DataTable worst{"losses",
                  "The largest single losses",
                  "US$ million at benchmark prices",
                  {{.title = "Exporter", .words = true},
                   {.title = "to", .words = true},
                   {.title = "commodity", .words = true},
                   {"change"},
                   {.title = "change", .unit = "%", .digits = 2, .print = "%"}}};
  const auto losses = single_losses(view);
  for (std::size_t i = 0; i < losses.size() && i < 2 * view.experiment().report.top; ++i)
    worst.row({losses[i].exporter, losses[i].importer, losses[i].commodity, losses[i].change, losses[i].percent});
  return {table, worst};
}

}  // namespace setu
