#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "experiments/scenario/scenario_parts.hpp"
#include "write_rules.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/base/error.hpp"
#include "setu/base/suggest.hpp"
#include "setu/model/database/impossible.hpp"
#include "setu/experiments/study/shocks.hpp"

/// What a scenario asks for before the model is built: aliases, the fund and changed parameters.
namespace setu {

namespace {

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

const HeaderInfo& parameter_header(const ParameterChoice& choice) {
  std::vector<std::string> known;
  for (const auto& header : header_catalogue()) {
    if (header.name == choice.header && header.parameter) return header;
    if (header.parameter) known.push_back(header.name);
  }
  throw InputError(fmt::format("{}: [parameters]: {}.", choice.where, unknown_name("parameter", choice.header, known)));
}

/// 1 for the elements chosen along one dimension, 0 for the others.
std::vector<char> chosen(const ParameterChoice& choice, std::size_t d, const HeaderInfo& header, const Aliases& aliases, const Sets& sets,
                         std::size_t size) {
  if (choice.on.empty()) return std::vector<char>(size, 1);
  std::vector<char> mark(size, 0);
  const auto& elements = sets.by_name(header.sets[d]);
  for (const auto& name : aliases.expand(choice.on[d], header.sets[d], elements))
    mark[static_cast<std::size_t>(std::find(elements.begin(), elements.end(), name) - elements.begin())] = 1;
  return mark;
}

void apply_parameter(const ParameterChoice& choice, const Aliases& aliases, Database& database) {
  const HeaderInfo& header = parameter_header(choice);
  if (!choice.on.empty() && choice.on.size() != header.sets.size())
    throw InputError(
        fmt::format("{}: [parameters.{}]: 'elements' needs {} entries, one per index.", choice.where, choice.header, header.sets.size()));
  Array& array = database[choice.header];
  std::vector<std::vector<char>> marks;
  for (std::size_t d = 0; d < array.dims().size(); ++d)
    marks.push_back(chosen(choice, d, header, aliases, database.sets(), array.dims()[d]));
  const auto values = array.values();
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool selected = true;
    for (std::size_t d = marks.size(), rest = i; d-- > 0; rest /= array.dims()[d]) selected = selected && marks[d][rest % array.dims()[d]];
    if (!selected) continue;
    values[i] = choice.value ? *choice.value : values[i] * *choice.multiply;
    const std::string problem = std::isfinite(values[i]) ? impossible(header, values[i]) : "it must be a finite number";
    if (!problem.empty())
      throw InputError(
          fmt::format("{}: [parameters.{}]: {} would become {}: {}.", choice.where, choice.header, choice.header, values[i], problem));
  }
}

}  // namespace

Aliases scenario_aliases(const Scenario& scenario, const std::filesystem::path& database_folder, const Sets& sets) {
  const auto file = database_folder / "aliases.toml";
  Aliases aliases = std::filesystem::is_regular_file(file) ? Aliases::read(file, sets) : Aliases{};
  for (const auto& [set, names] : scenario.aliases)
    for (const auto& [name, selector] : names) aliases.add(set, name, selector);
  aliases.check(sets);
  return aliases;
}

std::string scenario_hash(const Scenario& scenario, const std::filesystem::path& database_folder) {
  ContentHash hash;
  for (const auto& file : scenario.files) hash.text(file_hash(file));
  const auto aliases = database_folder / "aliases.toml";
  if (std::filesystem::is_regular_file(aliases)) hash.text(file_hash(aliases));
  return hash.hex();
}

ReportRegions report_regions(const Scenario& scenario, const std::filesystem::path& database_folder, const Aliases& aliases,
                             const Sets& sets) {
  ReportChoice choice = scenario.report;
  const auto file = database_folder / "aliases.toml";
  if (std::filesystem::is_regular_file(file)) {
    const toml::table root = parse_toml_file(file);
    if (const auto* table = root.get_as<toml::table>("report")) {
      const ReportChoice fallback = read_report(*table);
      if (!choice.highlight) choice.highlight = fallback.highlight;
      if (!choice.pair) choice.pair = fallback.pair;
      if (!choice.supplier) choice.supplier = fallback.supplier;
      if (choice.subtotals.empty()) choice.subtotals = fallback.subtotals;
      if (!choice.top) choice.top = fallback.top;
    }
  }
  ReportRegions report;
  if (choice.highlight) report.highlight = aliases.expand(*choice.highlight, "REG", sets.reg);
  if (choice.pair) report.pair = aliases.expand(*choice.pair, "REG", sets.reg);
  for (const auto& name : choice.subtotals)
    report.subtotals.emplace_back(name, aliases.expand({{name}, {}, "'subtotals' of [report]"}, "COMM", sets.comm));
  if (choice.top) report.top = static_cast<std::size_t>(choice.top);
  if (!report.pair.empty() && report.pair.size() != 2)
    throw InputError(fmt::format("{}: 'pair' of [report] must choose two regions, not {}.", choice.pair->where, report.pair.size()));
  if (choice.supplier) {
    const auto suppliers = aliases.expand(*choice.supplier, "REG", sets.reg);
    if (suppliers.size() != 1)
      throw InputError(fmt::format("{}: 'supplier' of [report] must choose one region, not {}.", choice.supplier->where, suppliers.size()));
    report.supplier = suppliers.front();
  }
  return report;
}

ModelOptions model_options(const Scenario& scenario, const Aliases& aliases, const Sets& sets) {
  ModelOptions options;
  if (!scenario.rules.empty()) {
    options.rules = [rules = scenario.rules, aliases](const EquationSystem& declared) { return rules_on(rules, aliases, declared); };
    options.stocks = std::any_of(scenario.rules.begin(), scenario.rules.end(), [](const RuleChoice& rule) {
      const auto& name = rule.instruments.front().choice.variable;
      return name == "qbuy" || name == "qsell";
    });
  }
  if (!scenario.fund) return options;
  const FundChoice& choice = *scenario.fund;
  check_region(choice.owner, sets, choice.where);
  check_region(choice.host, sets, choice.where);
  FundSpec fund{choice.owner, choice.host, choice.host_copay, {}};
  for (const auto& window : choice.windows) fund.windows.push_back(fund_window(window, aliases, sets));
  check_windows(fund, choice);
  options.fund = std::move(fund);
  return options;
}

void apply_parameters(const Scenario& scenario, const Aliases& aliases, Database& database) {
  for (const auto& choice : scenario.parameters) apply_parameter(choice, aliases, database);
}

}  // namespace setu
