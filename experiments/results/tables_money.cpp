#include <fmt/format.h>

#include "public_money.hpp"
#include "tables.hpp"

namespace setu {

namespace {

const TableColumn kOfRegion{.title = "Region", .words = true};

MoneyChange of_item(const PublicMoney& money, const std::string& item) {
  for (const auto& revenue : money.revenues)
    if (revenue.item == item) return revenue.money;
  return {};
}

DataTable revenue_table(const std::vector<PublicMoney>& all, const ResultView& view) {
  DataTable table{"public money", "Public money: what taxes bring, and what a fund costs its payers", "US$ million", {kOfRegion}};
  for (const char* span : {"Import duties", "All taxes"})
    for (const char* title : {"before", "after", "change"}) table.columns.push_back({.title = title, .span = span});
  const bool fund = view.experiment().fund.has_value();
  if (fund) table.columns.push_back({.title = "To the fund"});
  table.columns.push_back({.title = "Budget"});
  table.columns.push_back({.title = "of income", .unit = "%", .digits = 3});
  for (const auto& money : all) {
    const MoneyChange duties = of_item(money, "import duties");
    std::vector<TableCell> row = {money.region,     duties.before,   duties.after,      duties.change(),
                                  money.all.before, money.all.after, money.all.change()};
    if (fund) row.emplace_back(money.fund);
    row.emplace_back(money.budget_change());
    row.emplace_back(100 * money.budget_change() / view.income(money.region));
    table.row(std::move(row));
  }
  table.note(
      "Budget: the change of all taxes less what is paid to the fund. Non-tariff rents are counted with the levy that they are within.");
  return table;
}

DataTable measures_table(const std::vector<PublicMoney>& all) {
  DataTable table{
      "measures",
      "What each measure costs the treasury: revenue from the flows whose taxes it changes",
      "US$ million",
      {kOfRegion, {.title = "Measure", .words = true}, {.title = "Before"}, {.title = "After"}, {.title = "Change"}, {.title = "Paid"}}};
  for (const auto& money : all)
    for (const auto& m : money.measures) table.row({money.region, m.group, m.revenue.before, m.revenue.after, m.revenue.change(), m.paid});
  return table;
}

DataTable people_table(const ResultView& view) {
  DataTable table{"people", "People", "", {kOfRegion, {"Real consumption per head", "%", 3}, {"Consumer prices", "%", 3}}};
  bool jobs = false;
  for (const auto& region : view.sets().reg)
    for (const auto& row : people(view, region)) jobs = jobs || row.measure == "unemployment";
  if (jobs)
    for (const char* title : {"Employment", "Unemployment before", "Unemployment after"}) table.columns.push_back({title, "%", 2});
  for (const auto& region : view.sets().reg) {
    std::optional<double> consumption, employment, before, after;
    for (const auto& row : people(view, region)) {
      if (row.measure == "real consumption per head" && row.unit == "% change") consumption = row.change;
      if (row.measure == "employment") employment = row.change;
      if (row.measure == "unemployment") before = row.before, after = row.after;
    }
    std::vector<TableCell> cells = {region, consumption, view.percent("ppriv", {region})};
    if (jobs) cells.insert(cells.end(), {employment, before, after});
    table.row(std::move(cells));
  }
  return table;
}

DataTable prices_table(const ResultView& view) {
  DataTable table{
      "consumer prices", "Prices of what households buy, relative to all consumer prices", "%", {{.title = "Commodity", .words = true}}};
  for (const auto& region : view.experiment().report.highlight) table.columns.push_back({.title = region, .digits = 3});
  if (table.columns.size() == 1) return table;
  for (const auto& c : view.sets().comm) {
    std::vector<TableCell> row = {c};
    for (const auto& region : view.experiment().report.highlight) {
      const auto price = view.percent("ppa", {c, region}), all = view.percent("ppriv", {region});
      row.emplace_back(price && all ? std::optional(100 * ((1 + *price / 100) / (1 + *all / 100) - 1)) : std::nullopt);
    }
    table.row(std::move(row));
  }
  return table;
}

}  // namespace

std::vector<DataTable> money_tables(const ResultView& view) {
  const auto all = public_money(view);
  return {revenue_table(all, view), measures_table(all), people_table(view), prices_table(view)};
}

}  // namespace setu
