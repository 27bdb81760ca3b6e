#include "chains_tables.hpp"

#include <functional>

#include <fmt/format.h>

namespace setu {

namespace {

/// A figure of a row, in per cent or stages, before and after.
using Figure = std::function<double(const Chains&, std::size_t row)>;

void add_columns(DataTable& table, const ChainStates& states, const std::string& span, const std::string& unit, int digits) {
  if (!states.before) {
    table.columns.push_back({span, unit, digits});
    return;
  }
  table.columns.push_back({"before", unit, digits, span, "before, " + unit});
  table.columns.push_back({"after", unit, digits, span, "after"});
  table.columns.push_back({"change", unit, digits, span, "change"});
}

void add_cells(std::vector<TableCell>& cells, const ChainStates& states, const Figure& figure, std::size_t row) {
  const double now = figure(states.now, row);
  if (!states.before) {
    cells.emplace_back(now);
    return;
  }
  const double before = figure(*states.before, row);
  cells.insert(cells.end(), {TableCell(before), TableCell(now), TableCell(now - before)});
}

DataTable content_table(const ChainStates& states) {
  DataTable t{"exports by content",
              states.before ? "Whose value added is in gross exports, after" : "Whose value added is in gross exports",
              "US$ million",
              {{"Exporter", "", 0, "", "", true},
               {"Exports"},
               {"Domestic, used abroad"},
               {"Domestic, used at home"},
               {"Domestic, counted again"},
               {"Foreign"},
               {"Foreign, counted again"}}};
  const auto& regions = states.now.table().regions;
  for (std::size_t s = 0; s < regions.size(); ++s) {
    const ExportContent c = states.now.exporter(s);
    const double abroad = states.now.value_added_exports(s);
    t.row({regions[s], c.exports(), abroad, c.domestic - abroad, c.domestic_double, c.foreign, c.foreign_double});
  }
  t.note("The last five columns add up to exports, at FOB; trade inside a region that holds several countries is no export.");
  return t;
}

DataTable participation_table(const ChainStates& states) {
  DataTable t{"participation", "Participation in value chains", "", {{"Region", "", 0, "", "", true}}};
  add_columns(t, states, "Backward", "% of exports", 2);
  add_columns(t, states, "Forward", "% of exports", 2);
  const auto& regions = states.now.table().regions;
  for (std::size_t s = 0; s < regions.size(); ++s) {
    std::vector<TableCell> cells = {regions[s]};
    add_cells(
        cells, states, [](const Chains& c, std::size_t r) { return 100 * c.exporter(r).backward(); }, s);
    add_cells(
        cells, states, [](const Chains& c, std::size_t r) { return 100 * c.forward(r); }, s);
    t.row(std::move(cells));
  }
  t.note("Backward: foreign value added in the region's exports. Forward: its value added in the exports of others.");
  return t;
}

DataTable origin_table(const ChainStates& states, std::size_t s) {
  const auto& regions = states.now.table().regions;
  DataTable t{"origins " + regions[s],
              regions[s] + ": whose value added is in its exports, and on whom its industries rely",
              "%",
              {{"Origin", "", 0, "", "", true}}};
  add_columns(t, states, "In exports", "%", 2);
  add_columns(t, states, "Inputs bought there", "%", 2);
  add_columns(t, states, "Inputs made there, looked through", "%", 2);
  for (std::size_t o = 0; o < regions.size(); ++o) {
    std::vector<TableCell> cells = {regions[o]};
    add_cells(
        cells, states, [&](const Chains& c, std::size_t r) { return 100 * c.content(r, s) / c.exporter(s).exports(); }, o);
    add_cells(
        cells, states, [&](const Chains& c, std::size_t r) { return 100 * c.direct_reliance_of(r, s); }, o);
    add_cells(
        cells, states, [&](const Chains& c, std::size_t r) { return 100 * c.look_through_reliance_of(r, s); }, o);
    t.row(std::move(cells));
  }
  t.note("Each column adds up to 100. Looked through: of all that was made, anywhere, on the way to the region's inputs.");
  return t;
}

DataTable position_table(const ChainStates& states, std::size_t s) {
  const WorldTable& table = states.now.table();
  DataTable t{"positions " + table.regions[s], table.regions[s] + ": sectors in value chains", "", {{"Sector", "", 0, "", "", true}}};
  add_columns(t, states, "Backward", "% of exports", 2);
  add_columns(t, states, "To final use", "stages", 2);
  add_columns(t, states, "From value added", "stages", 2);
  for (std::size_t i = 0; i < table.sectors.size(); ++i) {
    if (!(table.output[table.row(s, i)] > 0)) continue;
    std::vector<TableCell> cells = {table.sectors[i]};
    add_cells(
        cells, states, [&](const Chains& c, std::size_t k) { return 100 * c.sector(s, k).backward(); }, i);
    add_cells(
        cells, states, [&](const Chains& c, std::size_t k) { return c.upstreamness(c.table().row(s, k)); }, i);
    add_cells(
        cells, states, [&](const Chains& c, std::size_t k) { return c.downstreamness(c.table().row(s, k)); }, i);
    t.row(std::move(cells));
  }
  return t;
}

}  // namespace

TableSet chains_tables(const ChainStates& states, const std::vector<std::size_t>& chosen, const std::string& title) {
  TableSet set{title, {content_table(states), participation_table(states)}};
  for (const std::size_t s : chosen) {
    set.tables.push_back(origin_table(states, s));
    set.tables.push_back(position_table(states, s));
  }
  return set;
}

}  // namespace setu
