#include "drivers.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "experiments/measure/lever_text.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/elasticities/elasticities.hpp"
#include "setu/experiments/elasticities/marginal_values.hpp"
#include "setu/experiments/study/run.hpp"

namespace setu {

namespace {

constexpr std::size_t kMostDrivers = 10;  ///< drivers of each kind
constexpr double kTenth = 0.1;            ///< parameters move by ten per cent of themselves
constexpr double kRoundingShare = 1e-9;   ///< of a header's effects: what cancels to less is none

void keep_largest(std::vector<VerdictDriver> found, std::vector<VerdictDriver>& all) {
  std::erase_if(found, [](const auto& d) { return d.effect == 0; });
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return std::abs(a.effect) > std::abs(b.effect); });
  if (found.size() > kMostDrivers) found.resize(kMostDrivers);
  all.insert(all.end(), found.begin(), found.end());
}

/// All elements of each header of parameters together.
std::vector<VerdictDriver> headers(const std::vector<VerdictDriver>& parameters, const std::vector<Lever>& levers) {
  std::vector<VerdictDriver> all;
  std::vector<double> size;
  std::size_t next = 0;
  for (const Lever& lever : levers) {
    if (!lever.parameter) continue;
    const VerdictDriver& one = parameters[next++];
    if (all.empty() || all.back().name != lever.name) {
      all.push_back(one);
      all.back().kind = "header";
      all.back().name = lever.name;
      all.back().now = all.back().effect = 0;
      size.push_back(0);
    }
    all.back().effect += one.effect;
    size.back() += std::abs(one.effect);
  }
  for (std::size_t k = 0; k < all.size(); ++k)
    if (std::abs(all[k].effect) <= kRoundingShare * size[k]) all[k].effect = 0;
  return all;
}

void add_drivers(const std::vector<Lever>& levers, const MarginalEffects& effects, const std::string& region,
                 std::vector<VerdictDriver>& all) {
  std::vector<VerdictDriver> parameters, taxes;
  for (std::size_t k = 0; k < levers.size(); ++k) {
    const Lever& lever = levers[k];
    VerdictDriver driver{effects.result.name,   region, lever.parameter ? "parameter" : "tax", reference(lever), lever.label, lever.value,
                         effects.derivative[k], {}};
    if (lever.parameter) {
      driver.effect *= kTenth * lever.value;
      parameters.push_back(std::move(driver));
    } else if (lever.measure == Measure::RatePoint) {
      taxes.push_back(std::move(driver));
    }
  }
  auto together = headers(parameters, levers);
  keep_largest(std::move(parameters), all);
  keep_largest(std::move(together), all);
  keep_largest(std::move(taxes), all);
}

/// What the answer owes to market power: the export tax that is worth most to the region, and the rate that to second order would serve it
/// best (docs/verdict.md §4).
void add_market_power(const Experiment& e, std::span<const double> x, const std::string& region, const StopCheck& stop,
                      std::vector<VerdictDriver>& all) {
  ValueOptions options;
  options.instruments = {fmt::format("txs(all,{},all)", region)};
  options.regions = {region};
  options.top = 1;
  const MarginalValues values = marginal_values(e, x, options, stop);
  const auto r = static_cast<std::size_t>(std::find(values.regions.begin(), values.regions.end(), region) - values.regions.begin());
  const auto most = most_valuable(values, Measure::RatePoint, r, 1);
  if (!values.failure.empty() || most.empty()) return;
  const std::size_t k = most.front();
  const Lever& lever = values.levers[k];
  VerdictDriver driver{
      fmt::format("EV({})", region), region, "export tax", reference(lever), lever.label, lever.value, values.first[k][r], {}};
  if (!values.curvature[k].empty() && values.curvature[k][r] < 0)
    driver.best = lever.value - values.first[k][r] / (2 * values.curvature[k][r]);
  all.push_back(std::move(driver));
}

}  // namespace

std::vector<VerdictDriver> find_drivers(const Cases& cases, const StopCheck& stop) {
  RunOptions options;
  options.decompose = false;
  options.record_parameters = true;
  options.stop = stop;
  const Experiment e = prepare(cases.standard().scenario, cases.database(), options);
  const RunResult result = solve_equilibrium(e, options);
  if (!result.certified()) throw InputError(result.failure);
  std::vector<std::string> names;
  for (const auto& region : cases.subject().regions) names.push_back(fmt::format("EV({})", region.region));
  const Elasticities effects = elasticities(e, result.solution.x, names, stop);
  if (!effects.failure.empty()) throw InputError(effects.failure);
  std::vector<VerdictDriver> all;
  for (std::size_t r = 0; r < names.size(); ++r) {
    const std::string& region = cases.subject().regions[r].region;
    add_drivers(effects.levers, effects.results[r], region, all);
    add_market_power(e, result.solution.x, region, stop, all);
  }
  return all;
}

}  // namespace setu
