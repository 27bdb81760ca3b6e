#include "setu/experiments/measure/validate.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/results/result_view.hpp"
#include "setu/base/files/csv.hpp"
#include "setu/base/error.hpp"
#include "setu/base/number.hpp"
#include "experiments/tables/text_table.hpp"

namespace setu {

namespace {

constexpr std::size_t kWorst = 10;

struct Row {
  std::string name;
  std::vector<std::string> elements;
  double value = 0;
};

std::vector<Row> read_expected(const std::filesystem::path& path) {
  CsvReader csv(path);
  std::vector<Row> rows;
  if (!csv.next() || csv.fields().size() < 6 || csv.fields()[0] != "name" || csv.fields()[5] != "value")
    csv.fail("the first line must be name,i1,i2,i3,i4,value.");
  while (csv.next()) {
    const auto& fields = csv.fields();
    if (fields.size() < 6) csv.fail("a row needs name,i1,i2,i3,i4,value.");
    Row row{std::string(fields[0]), {}, 0};
    for (std::size_t i = 1; i <= 4; ++i)
      if (!fields[i].empty()) row.elements.emplace_back(fields[i]);
    const auto value = parse_number(fields[5]);
    if (!value || !std::isfinite(*value)) csv.fail(fmt::format("'{}' is not a finite number.", fields[5]));
    row.value = *value;
    rows.push_back(std::move(row));
  }
  return rows;
}

bool in_dollars(const std::string& name) { return name == "EV" || name == "WEV" || name == "del_tbal" || name.starts_with("CNT"); }

/// Reads what a row asks for from the result.
class Comparer {
 public:
  Comparer(const ResultView& view) : view_(view) {
    for (const auto& region : view.sets().reg) world_ += view.income(region);
  }

  [[nodiscard]] bool knows(const std::string& name) const {
    const auto& forms = view_.result().decomposition.forms;
    return view_.experiment().model.system.find(name) ||
           std::any_of(forms.begin(), forms.end(), [&](const auto& f) { return f.name == name; });
  }
  [[nodiscard]] std::optional<double> found(const Row& row) const {
    if (!in_dollars(row.name)) return view_.percent(row.name, row.elements);
    if (const auto change = view_.change(row.name, row.elements)) return change;
    return sum_of_forms(row);
  }
  [[nodiscard]] double difference(const Row& row, double found) const {
    const double plain = std::abs(found - row.value);
    return in_dollars(row.name) ? 100 * plain / income_of(row) : plain;
  }

 private:
  /// A form given by region in the file may be split further in ours (CNTalleffr by tax): then the parts are summed.
  [[nodiscard]] std::optional<double> sum_of_forms(const Row& row) const {
    if (const auto* form = view_.form(row.name, row.elements)) return form->value;
    std::optional<double> sum;
    for (const auto& f : view_.result().decomposition.forms) {
      const bool within =
          f.elements.size() > row.elements.size() && std::all_of(row.elements.begin(), row.elements.end(), [&](const auto& e) {
            return std::find(f.elements.begin(), f.elements.end(), e) != f.elements.end();
          });
      if (f.name == row.name && within) sum = sum.value_or(0) + f.value;
    }
    return sum;
  }
  [[nodiscard]] double income_of(const Row& row) const {
    const auto& regions = view_.sets().reg;
    for (const auto& e : row.elements)
      if (std::find(regions.begin(), regions.end(), e) != regions.end()) return view_.income(e);
    return world_;
  }

  const ResultView& view_;
  double world_ = 0;
};

VariableComparison& variable_of(Comparison& c, const std::string& name) {
  for (auto& v : c.variables)
    if (v.variable == name) return v;
  c.variables.push_back({name, 0, 0, 0, (in_dollars(name) ? kDollarFactor : 1) * c.tolerance});
  return c.variables.back();
}

std::string cell_name(const Row& row) {
  return row.elements.empty() ? row.name : fmt::format("{}({})", row.name, fmt::join(row.elements, ","));
}

void sort_worst(Comparison& c) {
  const auto relative = [&](const ComparedCell& cell) {
    return cell.difference / (in_dollars(cell.name.substr(0, cell.name.find('('))) ? kDollarFactor : 1);
  };
  std::stable_sort(c.worst.begin(), c.worst.end(), [&](const auto& a, const auto& b) { return relative(a) > relative(b); });
  if (c.worst.size() > kWorst) c.worst.resize(kWorst);
}

/// "pes (9), qes (9)": the cells counted by variable.
std::string counted(const std::vector<std::string>& cells) {
  std::map<std::string, std::size_t> by_variable;
  for (const auto& cell : cells) ++by_variable[cell.substr(0, cell.find('('))];
  std::string text;
  for (const auto& [variable, count] : by_variable) text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", variable, count);
  return text;
}

}  // namespace

bool Comparison::passed() const {
  return cells > 0 && std::all_of(variables.begin(), variables.end(), [](const auto& v) { return v.largest <= v.limit; });
}

Comparison compare_results(const Experiment& experiment, const RunResult& result, const std::filesystem::path& expected, double tolerance) {
  const ResultView view(experiment, result);
  const Comparer comparer(view);
  Comparison c;
  c.tolerance = tolerance;
  std::set<std::string> unknown;
  for (const auto& row : read_expected(expected)) {
    if (!comparer.knows(row.name)) {
      if (unknown.insert(row.name).second) c.unknown.push_back(row.name);
      continue;
    }
    const auto found = comparer.found(row);
    if (!found) {
      c.absent.push_back(cell_name(row));
      continue;
    }
    const double difference = comparer.difference(row, *found);
    VariableComparison& v = variable_of(c, row.name);
    v.largest = std::max(v.largest, difference);
    v.mean += (difference - v.mean) / static_cast<double>(++v.cells);
    ++c.cells;
    c.worst.push_back({cell_name(row), row.value, *found, difference});
  }
  sort_worst(c);
  return c;
}

std::string Comparison::text() const {
  TextTable table("Differences by variable (percentage points; US$ cells in % of income)", {"", "cells", "largest", "mean", "limit", ""});
  for (const auto& v : variables)
    table.row({v.variable, std::to_string(v.cells), fmt::format("{:.2e}", v.largest), fmt::format("{:.2e}", v.mean),
               fmt::format("{:.0e}", v.limit), v.largest <= v.limit ? "" : "above"});
  TextTable cells_table("The worst cells", {"", "expected", "found", "difference"});
  for (const auto& cell : worst)
    cells_table.row(
        {cell.name, fmt::format("{:.8g}", cell.expected), fmt::format("{:.8g}", cell.found), fmt::format("{:.2e}", cell.difference)});
  std::string out = table.text() + cells_table.text();
  if (!unknown.empty()) out += fmt::format("\nNot compared, names that the model does not have: {}.\n", fmt::join(unknown, ", "));
  if (!absent.empty()) out += fmt::format("\nNot compared, cells without a flow or a level: {}.\n", counted(absent));
  return out + fmt::format("\n{} cells compared at tolerance {:.0e}: {}.\n", cells, tolerance, passed() ? "passed" : "FAILED");
}

}  // namespace setu
