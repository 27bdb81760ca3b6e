#include <fmt/format.h>

#include "fund_effects.hpp"
#include "tables.hpp"

namespace setu {

namespace {

constexpr const char* kMillions = "US$ mn";

DataTable window_table(const ResultView& view, const FundSpec& fund, const FundEffects& effects) {
  DataTable table{"fund",
                  fmt::format("The fund: {} subsidises its capital in {}", fund.owner, fund.host),
                  "",
                  {{.title = "Window", .words = true},
                   {"Outlay a year", kMillions},
                   {"Subsidy rate", "%", 2},
                   {fund.owner + " capital there", "%"},
                   {"Moved there", kMillions},
                   {"Leverage", "US$ per US$", 3},
                   {"Capital of others there", kMillions}}};
  for (std::size_t w = 0; w < fund.windows.size(); ++w) {
    const auto& window = fund.windows[w];
    const auto& effect = effects.windows[w];
    table.row({window.name, effect.outlay, effect.rate, "", effect.moved, effect.leverage(), effect.others});
    for (std::size_t a = 0; a < window.activities.size(); ++a)
      if (const auto capital = view.percent("qkoa", {fund.owner, window.activities[a], fund.host}))
        table.row({window.activities[a], "", effect.rate * window.weights[a], *capital,
                   moved_capital(view, fund.owner, window.activities[a], fund.host), "", ""},
                  1);
  }
  table.rule();
  const auto& all = effects.windows.back();
  table.row({"All windows", all.outlay, "", "", all.moved, all.leverage(), all.others});
  table.note(
      "Moved there: capital's yearly income at the returns before the shock. Leverage: moved there by a dollar of the yearly outlay.");
  if (view.experiment().plan.groups.size() > 1)
    table.note("Capital moves by all shocks of the scenario together; a scenario of the fund alone tells its own part.");
  return table;
}

/// The owner's capital place by place: what the fund draws out of the other hosts.
DataTable host_table(const ResultView& view, const FundSpec& fund, const FundEffects& effects) {
  DataTable table{"capital",
                  fmt::format("Capital of {} by place: what moves to {} is missing elsewhere", fund.owner, fund.host),
                  "",
                  {{.title = "Host", .words = true},
                   {"Capital income", kMillions},
                   {"Capital", "%", 3},
                   {"Change at benchmark returns", kMillions},
                   {"Crowding-out", "% of the gain"},
                   {"Return", "%", 3}}};
  for (const auto& place : effects.places)
    table.row({place.host, place.before, place.percent, place.change, place.crowding, view.percent("pko", {fund.owner, place.host})});
  const auto& elsewhere = effects.elsewhere;
  if (elsewhere.before <= 0) return table;
  table.rule();
  table.row({"Other hosts", elsewhere.before, elsewhere.percent, elsewhere.change, elsewhere.crowding, ""});
  return table;
}

}  // namespace

std::vector<DataTable> fund_table(const ResultView& view) {
  const auto effects = fund_effects(view);
  if (!effects) return {};
  const FundSpec& fund = *view.experiment().fund;
  return {window_table(view, fund, *effects), host_table(view, fund, *effects)};
}

}  // namespace setu
