#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "lever_text.hpp"
#include "named_result.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/measure/measure.hpp"

namespace setu {

namespace {

/// d Σ terms / dx.
LinearForm gradient_of(const std::vector<ResultTerm>& terms, const EquationSystem& system, std::span<const double> x) {
  LinearForm gradient;
  for (const auto& term : terms) {
    if (system.unit(term.a) == Unit::Level) {
      gradient.emplace_back(term.a, term.factor);
      continue;
    }
    const double level = term.factor * system.value(term.a, x) * (term.b == kNone ? 1.0 : system.value(term.b, x));
    gradient.emplace_back(term.a, level);
    if (term.b != kNone) gradient.emplace_back(term.b, level);
  }
  return gradient;
}

void scale(LinearForm& form, double factor) {
  for (auto& [id, weight] : form) weight *= factor;
}

}  // namespace

VariableChoice choice_of(const std::string& text, const std::string& option) {
  const VariableReference reference = parse_reference(text);
  VariableChoice choice{reference.name, {}, fmt::format("{} '{}'", option, text)};
  for (const auto& element : reference.elements) choice.on.push_back({{element}, {}, choice.where});
  return choice;
}

MarginalResult find_result(const Experiment& e, std::span<const double> x, const std::string& text) {
  const EquationSystem& system = e.model.system;
  const NamedResult named = read_result(text, "--result", e.aliases, system);
  MarginalResult result{text, named.label, named.unit, value_of(named, system, x), 0, gradient_of(named.terms, system, x)};
  result.level = result.value;
  if (named.kind == ResultKind::Change) {
    const double base = base_of(named.terms, system);
    result.level = 100 * sum_of(named.terms, system, x) / base;
    scale(result.gradient, 100 / base);
  } else if (named.kind == ResultKind::Share) {
    const double whole = sum_of(named.whole, system, x);
    LinearForm below = gradient_of(named.whole, system, x);
    scale(result.gradient, 100 / whole);
    scale(below, -result.value / whole);
    result.gradient.insert(result.gradient.end(), below.begin(), below.end());
  }
  return result;
}

std::vector<std::string> default_results(const Experiment& e) {
  std::vector<std::string> regions = e.report.highlight;
  for (const auto& region : e.report.pair)
    if (std::find(regions.begin(), regions.end(), region) == regions.end()) regions.push_back(region);
  if (regions.empty()) regions = e.model.sets.reg;
  std::vector<std::string> names;
  for (const auto& region : regions) names.push_back(fmt::format("EV({})", region));
  names.emplace_back("WEV");
  return names;
}

}  // namespace setu
