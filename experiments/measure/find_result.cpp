#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "lever_text.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/measure/measure.hpp"

namespace setu {

namespace {

/// Σ of levels, US$ million or indices, of what one reference selects.
struct LevelSum {
  double base = 0, now = 0;
  LinearForm gradient;  ///< d now / dx
  const VariableBlock* block = nullptr;
};

LevelSum level_sum(const Experiment& e, std::span<const double> x, const std::string& text) {
  const EquationSystem& system = e.model.system;
  const VariableChoice choice = choice_of(text, "--result");
  LevelSum sum;
  for (const auto& elements : expand_choice(choice, e.aliases, system)) {
    const Index id = system.id(choice.variable, elements);
    if (id == kNone) continue;
    const double level = system.value(id, x);
    sum.base += system.level0[id];
    sum.now += level;
    sum.gradient.emplace_back(id, system.unit(id) == Unit::Log ? level : 1.0);
  }
  sum.block = system.find(choice.variable);
  if (sum.gradient.empty()) throw InputError(fmt::format("{}: all that it selects are zero flows in the database.", choice.where));
  return sum;
}

void scale(LinearForm& form, double factor) {
  for (auto& [id, weight] : form) weight *= factor;
}

MarginalResult share_result(const Experiment& e, std::span<const double> x, const std::string& text, std::size_t slash) {
  LevelSum part = level_sum(e, x, text.substr(0, slash)), whole = level_sum(e, x, text.substr(slash + 1));
  for (const auto* sum : {&part, &whole})
    if (sum->block->unit == Unit::Level)
      throw InputError(
          fmt::format("--result '{}': a share is one of values, quantities or prices, and {} is a plain number.", text, sum->block->name));
  MarginalResult result{text, fmt::format("share in: {}", whole.block->label), "%", 100 * part.now / whole.now, 0, {}};
  result.level = result.value;
  scale(part.gradient, 100 / whole.now);
  scale(whole.gradient, -result.value / whole.now);
  result.gradient = std::move(part.gradient);
  result.gradient.insert(result.gradient.end(), whole.gradient.begin(), whole.gradient.end());
  return result;
}

}  // namespace

VariableChoice choice_of(const std::string& text, const std::string& option) {
  const VariableReference reference = parse_reference(text);
  VariableChoice choice{reference.name, {}, fmt::format("{} '{}'", option, text)};
  for (const auto& element : reference.elements) choice.on.push_back({{element}, {}, choice.where});
  return choice;
}

MarginalResult find_result(const Experiment& e, std::span<const double> x, const std::string& text) {
  if (const auto slash = text.find('/'); slash != std::string::npos) return share_result(e, x, text, slash);
  LevelSum sum = level_sum(e, x, text);
  if (sum.block->unit == Unit::Level) return {text, sum.block->label, sum.block->measured_in, sum.now, sum.now, std::move(sum.gradient)};
  MarginalResult result{text, sum.block->label, "%", 100 * (sum.now / sum.base - 1), 100 * sum.now / sum.base, {}};
  scale(sum.gradient, 100 / sum.base);
  result.gradient = std::move(sum.gradient);
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
