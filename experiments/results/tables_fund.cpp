#include <fmt/format.h>

#include "flow_sums.hpp"
#include "tables.hpp"
#include "text_table.hpp"

namespace setu {

namespace {

std::string window_table(const ResultView& view, const FundSpec& fund) {
  TextTable table(fmt::format("The fund: {} subsidises its capital in {}", fund.owner, fund.host),
                  {"", "Outlay a year, US$ mn", "Subsidy rate, %", fund.owner + " capital there, %"});
  double outlay = 0;
  for (const auto& window : fund.windows) {
    const double budget = view.now("fundbud", {window.name}).value_or(0);
    const double rate = view.now("fundrate", {window.name}).value_or(0);
    outlay += budget;
    table.row({window.name, number(budget), number(100 * rate, 2), ""});
    for (std::size_t a = 0; a < window.activities.size(); ++a)
      if (const auto capital = view.percent("qkoa", {fund.owner, window.activities[a], fund.host}))
        table.row({"  " + window.activities[a], "", number(100 * rate * window.weights[a], 2), number(*capital, 1)});
  }
  table.rule();
  table.row({"All windows", number(outlay), "", number(view.percent("qko", {fund.owner, fund.host}), 1)});
  return table.text();
}

/// The owner's capital place by place: what the fund draws out of the other hosts.
std::string host_table(const ResultView& view, const FundSpec& fund) {
  const Sets& sets = view.sets();
  TextTable table(fmt::format("Capital of {} by place: what moves to {} is missing elsewhere", fund.owner, fund.host),
                  {"", "Capital income, US$ mn", "Capital, %", "Change at benchmark returns, US$ mn", "Return, %"});
  double abroad = 0, abroad_change = 0;
  for (const auto& host : sets.reg) {
    const auto percent = view.percent("qko", {fund.owner, host});
    if (!percent) continue;
    const double base = owned_capital(view.experiment().base, position(sets.reg, fund.owner), position(sets.reg, host));
    if (host != fund.host && host != fund.owner) {
      abroad += base;
      abroad_change += base * *percent / 100;
    }
    table.row({host, number(base), number(*percent, 3), number(base * *percent / 100),
               number(view.percent("pko", {fund.owner, host}), 3)});
  }
  if (abroad <= 0) return table.text();
  table.rule();
  table.row({"Other hosts", number(abroad), number(100 * abroad_change / abroad, 3), number(abroad_change), ""});
  return table.text();
}

}  // namespace

std::string fund_table(const ResultView& view) {
  const auto& fund = view.experiment().fund;
  if (!fund) return {};
  return window_table(view, *fund) + host_table(view, *fund);
}

}  // namespace setu
