#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario_part.hpp"
#include "shock_plan.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "setu/base/suggest.hpp"

/// [fund]: an investment fund. A scenario holds one at most.
namespace setu {

namespace {

std::map<std::string, double> read_weights(Section& window) {
  std::map<std::string, double> weights;
  const auto* table = window.table("weights");
  if (!table) return weights;
  Section section(*table, "weights of [[fund.windows]]");
  for (const auto& [key, unused] : *table) {
    const double weight = section.required_number(key.str());
    if (weight <= 0) section.fail("a weight must be positive.", key.str());
    weights[std::string(key.str())] = weight;
  }
  return weights;
}

FundChoice::Window read_window(const toml::table& table) {
  Section section(table, "[[fund.windows]]");
  FundChoice::Window window;
  window.where = section.where();
  window.name = section.required_text("name");
  window.share = section.required_number("share");
  check_share(section, "share", window.share);
  window.activities = section.required_selector("activities");
  window.weights = read_weights(section);
  section.finish();
  return window;
}

FundChoice read_fund(const toml::table& table, const std::string& group) {
  Section section(table, "[fund]");
  FundChoice fund;
  fund.where = section.where();
  fund.group = section.text("group").value_or(group);
  fund.owner = section.required_text("owner");
  fund.host = section.required_text("host");
  fund.total = section.required_number("total");
  if (fund.total < 0) section.fail("'total' is in US$ million and cannot be negative.", "total");
  fund.replenishment_years = section.number("replenishment_years").value_or(1);
  if (fund.replenishment_years <= 0) section.fail("'replenishment_years' must be positive.", "replenishment_years");
  fund.host_copay = section.number("host_copay").value_or(0);
  check_share(section, "host_copay", fund.host_copay);
  for (const auto* window : section.tables("windows")) fund.windows.push_back(read_window(*window));
  section.finish();
  if (fund.windows.empty()) section.fail("needs at least one [[fund.windows]].");
  double shares = 0;
  for (const auto& window : fund.windows) shares += window.share;
  if (std::abs(shares - 1) > 1e-9) section.fail(fmt::format("the windows' shares add to {}, not to 1.", shares), "windows");
  return fund;
}

void check_region(const std::string& region, const Sets& sets, const std::string& where) {
  if (std::find(sets.reg.begin(), sets.reg.end(), region) == sets.reg.end())
    throw InputError(fmt::format("{}: [fund]: {}.", where, unknown_name("region", region, sets.reg)));
}

FundWindow fund_window(const FundChoice::Window& choice, const Aliases& aliases, const Sets& sets) {
  FundWindow window{choice.name, choice.share, aliases.expand(choice.activities, "ACTS", sets.acts), {}};
  for (const auto& [name, weight] : choice.weights) {
    if (std::find(window.activities.begin(), window.activities.end(), name) != window.activities.end()) continue;
    throw InputError(fmt::format("{}: weights of window '{}': {}.", choice.where, choice.name,
                                 unknown_name("activity of this window", name, window.activities)));
  }
  for (const auto& activity : window.activities) {
    const auto it = choice.weights.find(activity);
    window.weights.push_back(it == choice.weights.end() ? 1.0 : it->second);
  }
  return window;
}

void check_windows(const FundSpec& fund, const FundChoice& choice) {
  for (std::size_t i = 0; i < fund.windows.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const auto &a = fund.windows[i], &b = fund.windows[j];
      if (a.name == b.name) throw InputError(fmt::format("{}: two windows are called '{}'.", choice.windows[i].where, a.name));
      for (const auto& activity : a.activities)
        if (std::find(b.activities.begin(), b.activities.end(), activity) != b.activities.end())
          throw InputError(
              fmt::format("{}: the activity '{}' stands in the windows '{}' and '{}'.", choice.windows[i].where, activity, b.name, a.name));
    }
}

void add_fund(const Scenario& scenario, const Aliases& aliases, const Sets& sets, ModelOptions& options) {
  if (!scenario.fund) return;
  const FundChoice& choice = *scenario.fund;
  check_region(choice.owner, sets, choice.where);
  check_region(choice.host, sets, choice.where);
  FundSpec fund{choice.owner, choice.host, choice.host_copay, {}};
  for (const auto& window : choice.windows) fund.windows.push_back(fund_window(window, aliases, sets));
  check_windows(fund, choice);
  options.fund = std::move(fund);
}

void fund_equations(const Scenario&, const std::optional<FundSpec>& fund, std::string& key) {
  if (!fund) return;
  const auto number = [&](double value) { append_number(key += ' ', value); };
  key += fmt::format("fund {} {}", fund->owner, fund->host);
  number(fund->host_copay);
  for (const auto& window : fund->windows) {
    key += fmt::format(" {} [{}]", window.name, fmt::join(window.activities, ","));
    number(window.budget_share);
    for (const double weight : window.weights) number(weight);
  }
}

void plan_fund(PlanWriter& writer, const FundChoice& fund) {
  const double yearly = fund.total / fund.replenishment_years;
  for (const auto& window : fund.windows)
    writer.add({fund.group, "fundbud", {window.name}, ShockKind::Value, yearly * window.share, window.where});
}

void fund_levers(const toml::table& root, LeverList& levers) {
  const auto* fund = root.get_as<toml::table>("fund");
  if (!fund) return;
  const std::string on = written(fund->get("owner")) + " to " + written(fund->get("host"));
  for (const char* key : {"total", "host_copay"})
    if (const auto* node = fund->get(key)) levers.add(fmt::format("fund.{}", key), "fund", on, *node);
  const auto* windows = fund->get_as<toml::array>("windows");
  for (std::size_t i = 0; windows && i < windows->size(); ++i)
    if (const auto* window = windows->get_as<toml::table>(i); window && window->get("share"))
      levers.add(fmt::format("fund.windows.{}.share", i), "window", written(window->get("name")), *window->get("share"));
}

void merge_fund(Scenario& into, Scenario&& from, std::size_t&, const std::string& where) {
  if (into.fund && from.fund)
    throw InputError(
        fmt::format("{}: two funds, one at {} and one at {}; a scenario can hold one.", where, into.fund->where, from.fund->where));
  if (from.fund) into.fund = std::move(from.fund);
}

}  // namespace

ScenarioPart fund_part() {
  ScenarioPart part{"fund"};
  part.read = [](Section& section, Scenario& s) {
    if (const auto* table = section.table("fund")) s.fund = read_fund(*table, s.name);
  };
  part.groups = [](Scenario& s, const std::function<void(std::string&)>& visit) {
    if (s.fund) visit(s.fund->group);
  };
  part.merge = merge_fund;
  part.model = add_fund;
  part.equations = fund_equations;
  part.plan = [](PlanWriter& writer, const Scenario& s, const std::string& group) {
    if (s.fund && s.fund->group == group) plan_fund(writer, *s.fund);
  };
  part.levers = fund_levers;
  return part;
}

}  // namespace setu
