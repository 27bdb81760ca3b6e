#pragma once
#include <string>

#include "setu/experiments/measure/measure.hpp"

namespace setu {

/// "EV(IND)" as the choice that option `--result` or the like asks for; its `where` names the option.
VariableChoice choice_of(const std::string& text, const std::string& option);

/// One step of a lever in words: "percentage point", "1 %".
const char* step_words(const Lever& lever);
/// "tms(cars,ASEAN,IND)".
std::string reference(const Lever& lever);
/// "9.8 %", "2,000.0": the lever's value at the solution.
std::string value_text(const Lever& lever);
/// "1,234.5", "0.0123": four digits that say something.
std::string effect_text(double effect);

}  // namespace setu
