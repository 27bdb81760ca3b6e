#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "tables.hpp"
#include "welfare_parts.hpp"

namespace setu {

namespace {

const TableColumn kRegion{.title = "Region", .words = true};
const TableColumn kEv{.title = "EV", .unit = "US$ mn"};

}  // namespace

std::vector<DataTable> welfare_table(const ResultView& view) {
  const auto parts = welfare_parts(view);
  DataTable table{"welfare",
                  "Welfare: equivalent variation and where it comes from",
                  "US$ million",
                  {kRegion, kEv, {.title = "EV", .unit = "% of income", .digits = 3, .print = "% of income"}}};
  for (const auto& part : parts) table.columns.push_back({.title = part.title});
  std::vector<double> totals(parts.size(), 0.0);
  double world = 0, income = 0;
  for (const auto& region : view.sets().reg) {
    std::vector<TableCell> row = {region, view.ev(region), 100 * view.ev(region) / view.income(region)};
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const double value = parts[p].by_region.at(region);
      totals[p] += value;
      row.emplace_back(value);
    }
    world += view.ev(region);
    income += view.income(region);
    table.row(std::move(row));
  }
  table.rule();
  std::vector<TableCell> row = {"World", world, 100 * world / income};
  for (const double total : totals) row.emplace_back(total);
  table.row(std::move(row));
  const Decomposition& d = view.result().decomposition;
  table.note(d.status == DecompositionStatus::Complete ? fmt::format("The parts add up to EV; the largest gap is {:.1e} of EV.", d.gap)
                                                       : d.message);
  return {table};
}

std::vector<DataTable> group_table(const ResultView& view) {
  const auto& groups = view.experiment().plan.groups;
  if (groups.size() < 2 || view.result().decomposition.status == DecompositionStatus::LeftOut) return {};
  DataTable table{"groups", "Welfare by group of shocks (integrated along one path, so that they add up)", "US$ million", {kRegion, kEv}};
  for (const auto& group : groups) table.columns.push_back({.title = group});
  for (const auto& region : view.sets().reg) {
    const auto by_group = ev_by_group(view, region);
    std::vector<TableCell> row = {region, view.ev(region)};
    for (const double value : by_group) row.emplace_back(value);
    table.row(std::move(row));
  }
  return {table};
}

std::vector<DataTable> economy_table(const ResultView& view) {
  const Sets& sets = view.sets();
  DataTable table{
      "economies", "The economies: changes from the benchmark", "", {kRegion, {"Real GDP", "%", 3}, {"Terms of trade", "%", 3}}};
  for (const auto& labour : sets.endl) table.columns.push_back({fmt::format("Real wage {}", labour), "%", 3});
  table.columns.insert(table.columns.end(), {{"Exports", "vol. %", 2}, {"Imports", "vol. %", 2}, {"Trade balance", "US$ mn", 1}});
  for (const auto& region : sets.reg) {
    std::vector<TableCell> row = {region, view.percent("qgdp", {region}), view.percent("tot", {region})};
    for (const auto& labour : sets.endl) row.emplace_back(view.percent("pefactreal", {labour, region}));
    row.emplace_back(view.percent("qxwreg", {region}));
    row.emplace_back(view.percent("qmwreg", {region}));
    row.emplace_back(view.change("del_tbal", {region}));
    table.row(std::move(row));
  }
  return {table};
}

}  // namespace setu
