#include "point_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "experiments/scenario/shock_plan.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"

namespace setu {

namespace {

void add_parameter(Scenario& scenario, const Axis& axis, double value) {
  ParameterChoice choice = axis.parameter;
  (axis.multiply ? choice.multiply : choice.value) = value;
  scenario.parameters.push_back(std::move(choice));
}

/// With overlap = "first" an axis comes before the scenario's own shocks, else after them: it is what stands.
void add_shock(Scenario& scenario, const Axis& axis, double value) {
  Shock shock = axis.shock;
  shock.amount = value;
  scenario.shocks.push_back(std::move(shock));
  auto& groups = scenario.groups;
  if (std::find(groups.begin(), groups.end(), axis.name) != groups.end()) return;
  groups.insert(scenario.overlap == Overlap::First ? groups.begin() : groups.end(), axis.name);
}

}  // namespace

void place_number(Scenario& scenario, const Axis& axis, double value) {
  if (axis.kind == Axis::Kind::Parameter) add_parameter(scenario, axis, value);
  if (axis.kind == Axis::Kind::Variable) add_shock(scenario, axis, value);
}

Scenario point_scenario(const SweepFile& file, std::span<const double> values) {
  if (values.size() != file.axes.size()) throw LogicError("a point needs one number per axis");
  std::vector<std::string> overrides = file.set;
  for (std::size_t a = 0; a < values.size(); ++a) {
    if (file.axes[a].kind != Axis::Kind::Key) continue;
    overrides.push_back(file.axes[a].key + "=");
    append_number(overrides.back(), values[a]);
  }
  Scenario scenario = read_scenario(file.scenario, overrides);
  for (std::size_t a = 0; a < values.size(); ++a) place_number(scenario, file.axes[a], values[a]);
  return scenario;
}

}  // namespace setu
