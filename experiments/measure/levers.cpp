#include <algorithm>
#include <cmath>

#include "setu/model/database/base_power.hpp"
#include "setu/experiments/measure/measure.hpp"
#include "setu/model/assembly/parameters.hpp"

namespace setu {

namespace {

/// Measure, value and step of a given variable (docs/elasticities.md §2).
void measure(const Experiment& e, const VariableBlock& block, std::span<const double> x, Lever& lever) {
  const double point = x[lever.index];
  const Quantity quantity = quantity_of(block);
  if (block.unit == Unit::Level) {
    const bool share = quantity == Quantity::Share || quantity == Quantity::Rate;
    lever.measure = share ? Measure::RatePoint : quantity == Quantity::Value ? Measure::Million : Measure::Unit;
    lever.value = share ? 100 * point : point;
    lever.step = share ? 0.01 : 1;
    return;
  }
  const double level = e.model.system.level0[lever.index] * std::exp(point);
  if (quantity != Quantity::Power) {
    lever.measure = Measure::Percent;
    lever.value = level;
    lever.step = 0.01;
    return;
  }
  const auto base = base_power(e.base, block.name, lever.elements);
  const double power = base ? *base * std::exp(point) : level;
  lever.measure = Measure::RatePoint;
  lever.value = 100 * (power - 1);
  lever.step = 0.01 / power;
}

/// Labels of the elements at a row-major position of `sets`.
std::vector<std::string> labels_at(const Sets& sets, const std::vector<std::string>& names, std::size_t position) {
  std::vector<std::string> labels(names.size());
  for (std::size_t d = names.size(); d-- > 0;) {
    const auto& elements = sets.by_name(names[d]);
    labels[d] = elements[position % elements.size()];
    position /= elements.size();
  }
  return labels;
}

void add_parameters(const Experiment& e, std::vector<Lever>& all) {
  const auto values = parameter_values(e.base);
  for (const auto& header : e.model.parameters->headers) {
    const auto& catalogue = header_catalogue();
    const auto& info = *std::find_if(catalogue.begin(), catalogue.end(), [&](const auto& h) { return h.name == header.name; });
    for (Index k = 0; k < header.count; ++k) {
      Lever& lever = all.emplace_back();
      lever.parameter = true;
      lever.name = header.name;
      lever.elements = labels_at(e.model.sets, info.sets, static_cast<std::size_t>(k));
      lever.label = (info.quantity == Quantity::Elasticity ? "elasticity: " : "") + info.label;
      lever.measure = Measure::Unit;
      lever.value = values[header.first + k];
      lever.step = 1;
      lever.index = header.first + k;
    }
  }
}

}  // namespace

std::vector<Lever> levers(const Experiment& e, std::span<const double> x) {
  const EquationSystem& system = e.model.system;
  std::vector<Lever> all;
  for (const auto& block : system.variables)
    for (Index id = block.first; id < block.first + block.count; ++id) {
      if (!e.closure.exogenous[id]) continue;
      Lever lever;
      lever.name = block.name;
      lever.elements = system.variable_elements(id);
      lever.label = block.label;
      lever.index = id;
      measure(e, block, x, lever);
      all.push_back(std::move(lever));
    }
  if (e.model.parameters) add_parameters(e, all);
  return all;
}

}  // namespace setu
