#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/scenario/scenario_parts.hpp"
#include "axis.hpp"
#include "setu/base/suggest.hpp"

namespace setu {

namespace {

constexpr std::size_t kLargestCount = 100000;

/// from, to, count: equally spaced, both ends included.
std::vector<double> read_range(const toml::table& table) {
  Section section(table, "range");
  const double from = section.required_number("from"), to = section.required_number("to");
  const double count = section.required_number("count");
  section.finish();
  if (count != std::floor(count) || count < 2 || count > static_cast<double>(kLargestCount))
    section.fail(fmt::format("'count' must be a whole number from 2 to {}.", kLargestCount), "count");
  if (from == to) section.fail("'from' and 'to' are the same number.", "to");
  const auto n = static_cast<std::size_t>(count);
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = from + (to - from) * static_cast<double>(i) / static_cast<double>(n - 1);
  values.back() = to;
  return values;
}

/// values, range or distribution: exactly one.
void read_numbers(Section& section, Axis& axis) {
  const auto values = section.numbers("values");
  const auto* range = section.table("range");
  const auto* distribution = section.table("distribution");
  const int given = (values ? 1 : 0) + (range ? 1 : 0) + (distribution ? 1 : 0);
  if (given != 1) section.fail("needs exactly one of 'values', 'range' and 'distribution'.");
  if (values) axis.values = *values;
  if (range) axis.values = read_range(*range);
  if (distribution) axis.distribution = read_distribution(*distribution);
}

void read_key(Section& section, Axis& axis) {
  axis.kind = Axis::Kind::Key;
  axis.key = section.required_text("key");
  if (axis.key.find('=') != std::string::npos) section.fail("'key' is a dotted path without a value: \"fund.total\".", "key");
  for (const char* other : {"elements", "apply"})
    if (section.has(other)) section.fail(fmt::format("'{}' goes with 'parameter' or 'variable', not with 'key'.", other), other);
  axis.name = axis.key;
}

void read_parameter(Section& section, Axis& axis) {
  axis.kind = Axis::Kind::Parameter;
  axis.parameter.header = section.required_text("parameter");
  axis.parameter.where = section.where("parameter");
  axis.parameter.on = section.selectors("elements").value_or(std::vector<Selector>{});
  const std::string apply = section.text("apply").value_or("multiply");
  if (apply != "multiply" && apply != "value")
    section.fail(unknown_name("way to apply a number to a parameter", apply, {"multiply", "value"}) + ".", "apply");
  axis.multiply = apply == "multiply";
  axis.name = axis.parameter.header;
}

void read_variable(Section& section, Axis& axis) {
  axis.kind = Axis::Kind::Variable;
  axis.shock.choice = read_choice(section, "variable");
  const std::string apply = section.required_text("apply");
  std::vector<std::string> known;
  bool found = false;
  for (const auto& key : shock_keys()) {
    if (key.kind == ShockKind::ToZero) continue;
    known.emplace_back(key.key);
    if (apply != key.key) continue;
    axis.shock.kind = key.kind;
    found = true;
  }
  if (!found) section.fail(unknown_name("way to shock a variable", apply, known) + ".", "apply");
  for (const double value : axis.values)
    if (const auto problem = amount_problem(axis.shock.kind, value); !problem.empty())
      section.fail(fmt::format("{}: {}", value, problem), "values");
  axis.name = section.text("variable").value_or("");
}

}  // namespace

void read_axis_target(Section& section, Axis& axis) {
  const auto name = section.text("name");
  const int given = (section.has("key") ? 1 : 0) + (section.has("parameter") ? 1 : 0) + (section.has("variable") ? 1 : 0);
  for (const char* key : {"key", "parameter", "variable", "elements", "apply"}) section.allow(key);
  if (given > 1) section.fail("needs exactly one of 'key', 'parameter' and 'variable'.");
  if (section.has("key")) read_key(section, axis);
  if (section.has("parameter")) read_parameter(section, axis);
  if (section.has("variable")) read_variable(section, axis);
  section.finish();
  if (given == 0) section.fail("needs exactly one of 'key', 'parameter' and 'variable'.");
  if (name) axis.name = *name;
  if (axis.name.empty()) section.fail("'name' is empty.", "name");
  axis.shock.group = axis.name;
}

Axis read_axis(const toml::table& table) {
  Section section(table, "[[vary]]");
  Axis axis;
  axis.where = section.where();
  read_numbers(section, axis);
  read_axis_target(section, axis);
  return axis;
}

Distribution read_distribution(const toml::table& table) {
  Section section(table, "distribution");
  Distribution d;
  d.where = section.where();
  const std::string kind = section.required_text("kind");
  if (kind == "normal") {
    d.kind = Distribution::Kind::Normal;
    d.mean = section.required_number("mean");
    d.sd = section.required_number("sd");
    if (!(d.sd > 0)) section.fail("'sd' must be positive.", "sd");
  } else if (kind == "lognormal") {
    d.kind = Distribution::Kind::Lognormal;
    d.median = section.required_number("median");
    d.sigma = section.required_number("sigma");
    if (!(d.median > 0)) section.fail("'median' must be positive.", "median");
    if (!(d.sigma > 0)) section.fail("'sigma' must be positive.", "sigma");
  } else if (kind == "uniform" || kind == "triangular") {
    d.kind = kind == "uniform" ? Distribution::Kind::Uniform : Distribution::Kind::Triangular;
    d.from = section.required_number("from");
    d.to = section.required_number("to");
    if (!(d.from < d.to)) section.fail("'from' must lie below 'to'.", "to");
    if (kind == "triangular") {
      d.mode = section.required_number("mode");
      if (d.mode < d.from || d.mode > d.to) section.fail("'mode' must lie between 'from' and 'to'.", "mode");
    }
  } else {
    section.fail(unknown_name("distribution", kind, {"normal", "lognormal", "uniform", "triangular"}) + ".", "kind");
  }
  section.finish();
  return d;
}

}  // namespace setu
