#include "lever_text.hpp"

#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "experiments/tables/text_table.hpp"

namespace setu {

const char* step_words(const Lever& lever) {
  switch (lever.measure) {
    case Measure::RatePoint: return "percentage point";
    case Measure::Percent: return "1 %";
    case Measure::Million: return "US$ million";
    case Measure::Unit: return lever.parameter ? "unit of the parameter" : "unit";
  }
  return "";
}

std::string reference(const Lever& lever) {
  return lever.elements.empty() ? lever.name : fmt::format("{}({})", lever.name, fmt::join(lever.elements, ","));
}

std::string value_text(const Lever& lever) {
  return lever.measure == Measure::RatePoint ? number(lever.value, 2) + " %" : number(lever.value, 3);
}

std::string effect_text(double effect) {
  const double size = std::abs(effect);
  return number(effect, size >= 100 ? 1 : size >= 1 ? 3 : size >= 0.01 ? 5 : 7);
}

}  // namespace setu
