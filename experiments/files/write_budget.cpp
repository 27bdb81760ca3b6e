#include "csv_formats.hpp"
#include "experiments/results/public_money.hpp"
#include "writers.hpp"

namespace setu {

namespace {

struct BudgetWriter {
  CsvFile& csv;
  void row(const std::string& region, const std::string& measure, const std::string& item, const std::string& unit,
           const MoneyChange& money) const {
    for (const auto* label : {&region, &measure, &item, &unit}) csv.add(*label);
    csv.add(money.before);
    csv.add(money.after);
    csv.add(money.change());
    csv.end_row();
  }
};

}  // namespace

void write_budget(const ResultView& view, const std::filesystem::path& path) {
  CsvFile csv(path, csv_format("run", "budget.csv").header());
  const BudgetWriter out{csv};
  for (const auto& money : public_money(view)) {
    for (const auto& revenue : money.revenues) out.row(money.region, "revenue", revenue.item, "US$ million", revenue.money);
    out.row(money.region, "revenue", "all taxes", "US$ million", money.all);
    out.row(money.region, "budget", "", "US$ million", {money.all.before, money.all.after - money.fund});
    for (const auto& m : money.measures) {
      if (m.revenue.before != 0 || m.revenue.after != 0) out.row(money.region, "revenue of a measure", m.group, "US$ million", m.revenue);
      if (m.paid != 0) out.row(money.region, "paid for a measure", m.group, "US$ million", {0, m.paid});
    }
    for (const auto& row : people(view, money.region)) out.row(money.region, row.measure, row.item, row.unit, {row.before, row.after});
  }
  csv.close();
}

}  // namespace setu
