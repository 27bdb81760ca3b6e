#include "fund_effects.hpp"

#include "flow_sums.hpp"

namespace setu {

namespace {

FundEffects::Window window_effects(const ResultView& view, const FundSpec& fund, const FundWindow& window) {
  FundEffects::Window w{window.name, view.now("fundbud", {window.name}).value_or(0), 100 * view.now("fundrate", {window.name}).value_or(0)};
  for (const auto& activity : window.activities)
    for (const auto& owner : view.sets().reg) (owner == fund.owner ? w.moved : w.others) += moved_capital(view, owner, activity, fund.host);
  return w;
}

/// (R4)
std::optional<double> crowding(double change, double gain) { return gain > 0 ? std::optional(-100 * change / gain) : std::nullopt; }

void add_places(const ResultView& view, const FundSpec& fund, FundEffects& effects) {
  double gain = 0;
  for (const auto& host : view.sets().reg) {
    const auto percent = view.percent("qko", {fund.owner, host});
    if (!percent) continue;
    const double before = owned_capital(view.experiment().base, position(view.sets().reg, fund.owner), position(view.sets().reg, host));
    effects.places.push_back({host, before, *percent, before * *percent / 100, {}});  // (R3)
    if (host == fund.host) gain = effects.places.back().change;
  }
  FundEffects::Place& elsewhere = effects.elsewhere;
  for (auto& place : effects.places) {
    if (place.host == fund.host) continue;
    place.crowding = crowding(place.change, gain);
    if (place.host == fund.owner) continue;
    elsewhere.before += place.before;
    elsewhere.change += place.change;
  }
  if (elsewhere.before > 0) elsewhere.percent = 100 * elsewhere.change / elsewhere.before;
  elsewhere.crowding = crowding(elsewhere.change, gain);
}

}  // namespace

double moved_capital(const ResultView& view, const std::string& owner, const std::string& activity, const std::string& host) {
  const auto percent = view.percent("qkoa", {owner, activity, host});
  if (!percent) return 0;
  const Sets& sets = view.sets();
  return view.experiment().base["VKOS"](position(sets.reg, owner), position(sets.acts, activity), position(sets.reg, host)) * *percent /
         100;  // (R1)
}

std::optional<FundEffects> fund_effects(const ResultView& view) {
  const auto& fund = view.experiment().fund;
  if (!fund) return std::nullopt;
  FundEffects effects;
  FundEffects::Window all;
  for (const auto& window : fund->windows) {
    const auto& w = effects.windows.emplace_back(window_effects(view, *fund, window));
    all.outlay += w.outlay;
    all.moved += w.moved;
    all.others += w.others;
  }
  effects.windows.push_back(all);
  add_places(view, *fund, effects);
  return effects;
}

}  // namespace setu
