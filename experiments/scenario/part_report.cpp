#include <cmath>

#include "scenario_part.hpp"

/// [report]: what the tables look at.
namespace setu {

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

namespace {

/// The including scenario has the say.
void merge_report(Scenario& into, Scenario&& from, std::size_t&, const std::string&) {
  if (!into.report.highlight) into.report.highlight = from.report.highlight;
  if (!into.report.pair) into.report.pair = from.report.pair;
  if (!into.report.supplier) into.report.supplier = from.report.supplier;
  if (into.report.subtotals.empty()) into.report.subtotals = from.report.subtotals;
  if (!into.report.top) into.report.top = from.report.top;
}

}  // namespace

ScenarioPart report_part() {
  ScenarioPart part{"report"};
  part.read = [](Section& section, Scenario& s) {
    if (const auto* table = section.table("report")) s.report = read_report(*table);
  };
  part.merge = merge_report;
  return part;
}

}  // namespace setu
