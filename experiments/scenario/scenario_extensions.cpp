#include <cmath>

#include <fmt/format.h>

#include "scenario_parts.hpp"

namespace setu {

namespace {

void check_share(const Section& section, std::string_view key, double value) {
  if (value < 0 || value > 1) section.fail(fmt::format("'{}' is a share and must lie between 0 and 1.", key), key);
}

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

}  // namespace

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

PreferenceChoice read_preference(const toml::table& table, const std::string& group) {
  Section section(table, "[[preferences]]");
  PreferenceChoice choice;
  choice.where = section.where();
  choice.group = section.text("group").value_or(group);
  choice.commodities = section.required_selector("commodities");
  choice.exporters = section.required_selector("exporters");
  choice.importers = section.required_selector("importers");
  choice.utilisation = section.number("utilisation");
  choice.utilisation_points = section.number("utilisation_points");
  choice.preferential_rate = section.number("preferential_rate");
  section.finish();
  if (choice.utilisation) check_share(section, "utilisation", *choice.utilisation);
  if (choice.utilisation && choice.utilisation_points)
    section.fail("says both 'utilisation' and 'utilisation_points'; one of them must go.", "utilisation_points");
  if (choice.preferential_rate && *choice.preferential_rate <= -1)
    section.fail("a rate must lie above -1 (0.10 is ten per cent).", "preferential_rate");
  if (!choice.utilisation && !choice.utilisation_points && !choice.preferential_rate)
    section.fail("needs 'utilisation', 'utilisation_points' or 'preferential_rate'.");
  return choice;
}

NtmChoice read_ntm(const toml::table& table, const std::string& group) {
  Section section(table, "[[ntm]]");
  NtmChoice choice;
  choice.where = section.where();
  choice.group = section.text("group").value_or(group);
  choice.commodities = section.required_selector("commodities");
  choice.exporters = section.required_selector("exporters");
  choice.importers = section.required_selector("importers");
  choice.cut = section.required_number("cut");
  if (choice.cut >= 100) section.fail("'cut' is in per cent of the value of trade and must lie below 100.", "cut");
  choice.importer_rent = section.number("importer_rent").value_or(0);
  choice.exporter_rent = section.number("exporter_rent").value_or(0);
  choice.iceberg = section.number("iceberg").value_or(1 - choice.importer_rent - choice.exporter_rent);
  section.finish();
  for (const auto& [key, share] :
       {std::pair{"iceberg", choice.iceberg}, {"importer_rent", choice.importer_rent}, {"exporter_rent", choice.exporter_rent}})
    check_share(section, key, share);
  if (std::abs(choice.iceberg + choice.importer_rent + choice.exporter_rent - 1) > 1e-9)
    section.fail("'iceberg', 'importer_rent' and 'exporter_rent' must add to 1.");
  return choice;
}

std::vector<ParameterChoice> read_parameters(const toml::table& table) {
  std::vector<ParameterChoice> out;
  Section all(table, "[parameters]");
  for (const auto& [key, node] : table) {
    ParameterChoice choice{std::string(key.str()), where_of(node), {}, {}, {}};
    if (const auto* detail = node.as_table()) {
      Section section(*detail, fmt::format("[parameters.{}]", key.str()));
      choice.value = section.number("value");
      choice.multiply = section.number("multiply");
      choice.on = section.selectors("elements").value_or(std::vector<Selector>{});
      section.finish();
      if (choice.value.has_value() == choice.multiply.has_value()) section.fail("needs either 'value' or 'multiply'.");
    } else {
      choice.value = all.required_number(key.str());
    }
    out.push_back(std::move(choice));
  }
  return out;
}

ReportChoice read_report(const toml::table& table) {
  Section section(table, "[report]");
  ReportChoice report;
  report.highlight = section.selector("highlight");
  report.pair = section.selector("pair");
  report.supplier = section.selector("supplier");
  report.subtotals = section.texts("subtotals").value_or(std::vector<std::string>{});
  const double top = section.number("top").value_or(0);
  if (top < 0 || top > 1000 || top != std::floor(top)) section.fail("'top' must be a whole number.", "top");
  report.top = static_cast<int>(top);
  section.finish();
  return report;
}

}  // namespace setu
