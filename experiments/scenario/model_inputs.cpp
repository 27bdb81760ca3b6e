#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario_part.hpp"
#include "setu/base/files/content_hash.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/scenario/shocks.hpp"

/// What a scenario asks for before the model is built.
namespace setu {

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
  for (const auto& part : scenario_parts())
    if (part.model) part.model(scenario, aliases, sets, options);
  return options;
}

void apply_parameters(const Scenario& scenario, const Aliases& aliases, Database& database) {
  for (const auto& part : scenario_parts())
    if (part.change) part.change(scenario, aliases, database);
}

std::string study_key(const Scenario& scenario, const std::optional<FundSpec>& fund) {
  std::string key;
  for (const auto& part : scenario_parts())
    if (part.equations) part.equations(scenario, fund, key);
  if (key.empty()) return key;
  for (const auto& [set, names] : scenario.aliases)  // what the names in the key mean
    for (const auto& [name, selector] : names) key += "alias " + set + ' ' + name + ' ' + key_text(selector) + ';';
  return key;
}

std::string key_text(const Selector& selector) {
  return fmt::format("[{}|{}]", fmt::join(selector.of, ","), fmt::join(selector.not_, ","));
}

}  // namespace setu
