#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"
#include "setu/solver/solve/adjoint.hpp"

namespace setu {

/// A number that a run reports, at its solution, and how it moves with the model's variables (docs/elasticities.md §1).
struct MarginalResult {
  std::string name;   ///< as asked for: "EV(IND)", "qgdp(IND)", "qxs(cars,IND,EU) / qxs(cars,IND,all)"
  std::string label;  ///< in words
  std::string unit;   ///< "US$ million", "%" for percentage changes and shares, "" for plain numbers
  double value = 0;
  double level = 0;     ///< what elasticities are relative to: `value`, for percentage changes 100 + value
  LinearForm gradient;  ///< d value / dx
};

/// The result called `text` (docs/results.md). Throws InputError that lists the known names.
MarginalResult find_result(const Experiment& experiment, std::span<const double> x, const std::string& text);

/// What is reported unasked: EV of the regions that the scenario's report looks at (else of all), and of the world.
std::vector<std::string> default_results(const Experiment& experiment);

/// In what steps something given is moved.
enum class Measure {
  RatePoint,  ///< a percentage point of a tax rate or of a share
  Percent,    ///< one per cent of a level (of a tax known only as an index: of its power)
  Million,    ///< US$ million
  Unit,       ///< one, for plain numbers and parameters
};

/// Something given that results depend on: an exogenous variable or a parameter.
struct Lever {
  bool parameter = false;
  std::string name;  ///< GTAP's name of the variable or header
  std::vector<std::string> elements;
  std::string label;
  Measure measure = Measure::Percent;
  double value = 0;     ///< at the solution: a rate or share in per cent, a level, a parameter
  double step = 0;      ///< one step of the measure in the model's own variable
  Index index = kNone;  ///< id of the variable, position of the parameter
};
std::vector<Lever> levers(const Experiment& experiment, std::span<const double> x);

}  // namespace setu
