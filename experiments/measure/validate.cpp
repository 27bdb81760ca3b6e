#include "setu/experiments/measure/validate.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "expected_results.hpp"
#include "experiments/results/result_view.hpp"
#include "experiments/tables/text_table.hpp"

namespace setu {

namespace {

constexpr std::size_t kWorst = 10;

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// A variable or form of the model, called as another code may call it.
struct Known {
  std::string name;
  const VariableBlock* block = nullptr;  ///< null: a form only
  bool dollars = false;                  ///< a change in US$ million
  bool index = false;                    ///< integrated along the path, in per cent
};

/// Reads what a cell asks for from the result.
class Comparer {
 public:
  explicit Comparer(const ResultView& view) : view_(view) {
    for (const auto& region : view.sets().reg) world_ += view.income(region);
    const EquationSystem& system = view.experiment().model.system;
    for (const auto& form : view.result().decomposition.forms) {
      known_.try_emplace(lower(form.name), Known{form.name, nullptr, !form.log_index, form.log_index});
      for (const auto& element : form.elements) elements_.try_emplace(lower(element), element);
    }
    for (const auto& block : system.variables) {
      Known& known = known_[lower(block.name)];
      known = {block.name, &block, block.unit != Unit::Log && quantity_of(block) == Quantity::Value, known.index};
    }
    for (const auto& set : system.sets)
      for (const auto& element : set.elements) elements_.try_emplace(lower(element), element);
  }

  /// The variable or form called `name` in any case, or nullptr.
  [[nodiscard]] const Known* known(const std::string& name) const {
    const auto found = known_.find(lower(name));
    return found == known_.end() ? nullptr : &found->second;
  }
  /// The elements as the model writes them; the first that it does not know is left in `stranger`.
  [[nodiscard]] std::vector<std::string> in_our_case(const Known& known, const std::vector<std::string>& given,
                                                     std::string& stranger) const {
    std::vector<std::string> elements;
    const EquationSystem& system = view_.experiment().model.system;
    const bool fits = known.block != nullptr && known.block->index_set.size() == given.size();
    for (std::size_t d = 0; d < given.size(); ++d) {
      const std::string* found = nullptr;
      if (fits) {
        for (const auto& element : system.sets[known.block->index_set[d]].elements)
          if (lower(element) == lower(given[d])) found = &element;
      } else if (const auto any = elements_.find(lower(given[d])); any != elements_.end()) {
        found = &any->second;
      }
      if (found == nullptr) {
        stranger = given[d];
        return {};
      }
      elements.push_back(*found);
    }
    return elements;
  }

  /// Our number for a cell, as a percentage change or a change, whichever the file or else the variable has.
  [[nodiscard]] std::optional<double> found(const Known& known, const std::vector<std::string>& elements,
                                            std::optional<bool> percent) const {
    if (known.block == nullptr) return known.index ? view_.percent(known.name, elements) : sum_of_forms(known.name, elements);
    const bool level = known.block->unit != Unit::Log;
    if (!percent.value_or(!level)) {
      if (const auto change = view_.change(known.name, elements)) return change;
      return sum_of_forms(known.name, elements);
    }
    if (!level) return view_.percent(known.name, elements);
    const auto before = view_.base(known.name, elements), after = view_.now(known.name, elements);
    return before && after && *before != 0 ? std::optional(100 * (*after / *before - 1)) : std::nullopt;
  }

  /// In percentage points; changes of US$ million in per cent of income, of plain numbers in hundredths.
  [[nodiscard]] double difference(const Known& known, const std::vector<std::string>& elements, std::optional<bool> percent,
                                  double expected, double found) const {
    const double plain = std::abs(found - expected);
    if (known.dollars && !percent.value_or(false)) return 100 * plain / income_of(elements);
    const bool change = known.block != nullptr && !percent.value_or(known.block->unit == Unit::Log);
    if (!change) return plain;
    return quantity_of(*known.block) == Quantity::Value ? 100 * plain / income_of(elements) : 100 * plain;
  }

 private:
  /// A form given by region in the file may be split further in ours (CNTalleffr by tax): then the parts are summed.
  [[nodiscard]] std::optional<double> sum_of_forms(const std::string& name, const std::vector<std::string>& elements) const {
    if (const auto* form = view_.form(name, elements)) return form->value;
    std::optional<double> sum;
    for (const auto& f : view_.result().decomposition.forms) {
      const bool within = f.elements.size() > elements.size() && std::all_of(elements.begin(), elements.end(), [&](const auto& e) {
                            return std::find(f.elements.begin(), f.elements.end(), e) != f.elements.end();
                          });
      if (f.name == name && within) sum = sum.value_or(0) + f.value;
    }
    return sum;
  }
  [[nodiscard]] double income_of(const std::vector<std::string>& elements) const {
    const auto& regions = view_.sets().reg;
    for (const auto& e : elements)
      if (std::find(regions.begin(), regions.end(), e) != regions.end()) return view_.income(e);
    return world_;
  }

  const ResultView& view_;
  double world_ = 0;
  std::map<std::string, Known> known_;           ///< by lower case
  std::map<std::string, std::string> elements_;  ///< of all sets and of the parts of EV, by lower case
};

VariableComparison& variable_of(Comparison& c, const Known& known) {
  for (auto& v : c.variables)
    if (v.variable == known.name) return v;
  c.variables.push_back({known.name, 0, 0, 0, (known.dollars ? kDollarFactor : 1) * c.tolerance});
  return c.variables.back();
}

std::string cell_name(const std::string& name, const std::vector<std::string>& elements) {
  return elements.empty() ? name : fmt::format("{}({})", name, fmt::join(elements, ","));
}

/// Keeps the cells that are nearest to their limit, or furthest above it.
void keep_worst(std::vector<ComparedCell>& worst, ComparedCell cell) {
  const auto place = std::upper_bound(worst.begin(), worst.end(), cell,
                                      [](const auto& a, const auto& b) { return a.difference / a.limit > b.difference / b.limit; });
  if (place == worst.end() && worst.size() == kWorst) return;
  worst.insert(place, std::move(cell));
  if (worst.size() > kWorst) worst.pop_back();
}

/// What EV's parts are worth in this run, where they are not all there.
std::string warning_of(const Decomposition& d) {
  if (d.status == DecompositionStatus::Complete) return "";
  return fmt::format(
      "the welfare decomposition of this run is {}, so that the parts of EV (CNT…) and path indices {}. {}", to_string(d.status),
      d.status == DecompositionStatus::Open ? "do not add up to EV, whatever the comparison below says" : "are not compared", d.message);
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
  const ExpectedResults theirs = read_expected(expected);
  Comparison c;
  c.tolerance = tolerance;
  c.warning = warning_of(result.decomposition);
  c.empty = theirs.empty;
  std::set<std::string> unknown;
  for (const auto& cell : theirs.cells) {
    const Known* known = comparer.known(cell.name);
    if (known == nullptr) {
      if (unknown.insert(cell.name).second) c.unknown.push_back(cell.name);
      continue;
    }
    std::string stranger;
    const auto elements = comparer.in_our_case(*known, cell.elements, stranger);
    if (!stranger.empty()) {
      c.strangers[stranger].insert(known->name);
      continue;
    }
    const auto found = comparer.found(*known, elements, cell.percent);
    const std::string name = cell_name(known->name, elements);
    if (!found) {
      c.absent.push_back(name);
      continue;
    }
    const double difference = comparer.difference(*known, elements, cell.percent, cell.value, *found);
    VariableComparison& v = variable_of(c, *known);
    v.largest = std::max(v.largest, difference);
    v.mean += (difference - v.mean) / static_cast<double>(++v.cells);
    ++c.cells;
    keep_worst(c.worst, {name, cell.value, *found, difference, v.limit});
  }
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
  if (!warning.empty()) out = fmt::format("Warning: {}\n", warning) + out;
  if (!unknown.empty()) out += fmt::format("\nNot compared, names that the model does not have: {}.\n", fmt::join(unknown, ", "));
  for (const auto& [element, of] : strangers) {
    constexpr std::size_t kNamed = 6;
    const std::vector<std::string> named(of.begin(), std::next(of.begin(), static_cast<std::ptrdiff_t>(std::min(kNamed, of.size()))));
    out += fmt::format("\nNot compared, an element that the model does not have: '{}' of {}{}.\n", element, fmt::join(named, ", "),
                       of.size() > kNamed ? fmt::format(" and {} more variables", of.size() - kNamed) : "");
  }
  if (!empty.empty()) out += fmt::format("\nNot compared, variables whose results the file leaves out: {}.\n", fmt::join(empty, ", "));
  if (!absent.empty()) out += fmt::format("\nNot compared, cells without a flow or a level: {}.\n", counted(absent));
  return out + fmt::format("\n{} cells compared at tolerance {:.0e}: {}.\n", cells, tolerance, passed() ? "passed" : "FAILED");
}

}  // namespace setu
