#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "tables.hpp"
#include "text_table.hpp"
#include "welfare_parts.hpp"

namespace setu {

std::string welfare_table(const ResultView& view) {
  const auto parts = welfare_parts(view);
  std::vector<std::string> columns = {"", "EV, US$ mn", "% of income"};
  for (const auto& part : parts) columns.push_back(part.title);
  TextTable table("Welfare: equivalent variation and where it comes from, US$ million", columns);
  std::vector<double> totals(parts.size(), 0.0);
  double world = 0, income = 0;
  for (const auto& region : view.sets().reg) {
    std::vector<std::string> row = {region, number(view.ev(region)), number(100 * view.ev(region) / view.income(region), 3)};
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const double value = parts[p].by_region.at(region);
      totals[p] += value;
      row.push_back(number(value));
    }
    world += view.ev(region);
    income += view.income(region);
    table.row(std::move(row));
  }
  table.rule();
  std::vector<std::string> row = {"World", number(world), number(100 * world / income, 3)};
  for (const double total : totals) row.push_back(number(total));
  table.row(std::move(row));
  table.note(fmt::format("The parts add up to EV; the largest gap is {:.1e} of EV.", view.result().decomposition.gap));
  return table.text();
}

std::string group_table(const ResultView& view) {
  const auto& groups = view.experiment().plan.groups;
  if (groups.size() < 2) return {};
  std::vector<std::string> columns = {"", "EV, US$ mn"};
  columns.insert(columns.end(), groups.begin(), groups.end());
  TextTable table("Welfare by group of shocks (integrated along one path, so that they add up), US$ million", columns);
  for (const auto& region : view.sets().reg) {
    const auto by_group = ev_by_group(view, region);
    std::vector<std::string> row = {region, number(view.ev(region))};
    for (const double value : by_group) row.push_back(number(value));
    table.row(std::move(row));
  }
  return table.text();
}

namespace {

/// "Real wage, SkLab, %" for each labour endowment.
std::vector<std::string> economy_columns(const Sets& sets) {
  std::vector<std::string> columns = {"", "Real GDP, %", "Terms of trade, %"};
  for (const auto& labour : sets.endl) columns.push_back(fmt::format("Real wage {}, %", labour));
  columns.insert(columns.end(), {"Exports, vol. %", "Imports, vol. %", "Trade balance, US$ mn"});
  return columns;
}

}  // namespace

std::string economy_table(const ResultView& view) {
  const Sets& sets = view.sets();
  TextTable table("The economies: changes from the benchmark", economy_columns(sets));
  for (const auto& region : sets.reg) {
    std::vector<std::string> row = {region, number(view.percent("qgdp", {region}), 3), number(view.percent("tot", {region}), 3)};
    for (const auto& labour : sets.endl) row.push_back(number(view.percent("pefactreal", {labour, region}), 3));
    row.push_back(number(view.percent("qxwreg", {region}), 2));
    row.push_back(number(view.percent("qmwreg", {region}), 2));
    row.push_back(number(view.change("del_tbal", {region})));
    table.row(std::move(row));
  }
  return table.text();
}

}  // namespace setu
