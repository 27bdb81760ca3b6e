#include <fmt/format.h>

#include "flow_sums.hpp"
#include "tables.hpp"

namespace setu {

namespace {

DataTable window_table(const ResultView& view, const FundSpec& fund) {
  DataTable table{"fund", fmt::format("The fund: {} subsidises its capital in {}", fund.owner, fund.host), "",
                  {{.title = "Window", .words = true}, {"Outlay a year", "US$ mn"}, {"Subsidy rate", "%", 2}, {fund.owner + " capital there", "%"}}};
  double outlay = 0;
  for (const auto& window : fund.windows) {
    const double budget = view.now("fundbud", {window.name}).value_or(0);
    const double rate = view.now("fundrate", {window.name}).value_or(0);
    outlay += budget;
    table.row({window.name, budget, 100 * rate, ""});
    for (std::size_t a = 0; a < window.activities.size(); ++a)
      if (const auto capital = view.percent("qkoa", {fund.owner, window.activities[a], fund.host}))
        table.row({window.activities[a], "", 100 * rate * window.weights[a], *capital}, 1);
  }
  table.rule();
  table.row({"All windows", outlay, "", view.percent("qko", {fund.owner, fund.host})});
  return table;
}

/// The owner's capital place by place: what the fund draws out of the other hosts.
DataTable host_table(const ResultView& view, const FundSpec& fund) {
  const Sets& sets = view.sets();
  DataTable table{"capital", fmt::format("Capital of {} by place: what moves to {} is missing elsewhere", fund.owner, fund.host), "",
                  {{.title = "Host", .words = true}, {"Capital income", "US$ mn"}, {"Capital", "%", 3}, {"Change at benchmark returns", "US$ mn"}, {"Return", "%", 3}}};
  double abroad = 0, abroad_change = 0;
  for (const auto& host : sets.reg) {
    const auto percent = view.percent("qko", {fund.owner, host});
    if (!percent) continue;
    const double base = owned_capital(view.experiment().base, position(sets.reg, fund.owner), position(sets.reg, host));
    if (host != fund.host && host != fund.owner) {
      abroad += base;
      abroad_change += base * *percent / 100;
    }
    table.row({host, base, *percent, base * *percent / 100, view.percent("pko", {fund.owner, host})});
  }
  if (abroad <= 0) return table;
  table.rule();
  table.row({"Other hosts", abroad, 100 * abroad_change / abroad, abroad_change, ""});
  return table;
}

}  // namespace

std::vector<DataTable> fund_table(const ResultView& view) {
  const auto& fund = view.experiment().fund;
  if (!fund) return {};
  return {window_table(view, *fund), host_table(view, *fund)};
}

}  // namespace setu
