#pragma once
#include <span>
#include <string>
#include <vector>

#include "named_result.hpp"
#include "setu/experiments/scenario/scenario.hpp"

/// What is kept of each point of many. Private to experiments/.
namespace setu {

/// Which numbers of a solution are kept, on one model.
struct ResultColumns {
  std::vector<std::string> names;     ///< "EV(IND)", "qxs(cars,IND,EU) / qxs(cars,IND,all)"
  std::vector<Index> variables;       ///< kNone: the next of `formulas`
  std::vector<NamedResult> formulas;  ///< shares, sums, products
};
/// Every present element of the variables that `keep` chooses, each once, and each formula. Throws InputError where a choice
/// selects nothing.
ResultColumns result_columns(const std::vector<VariableChoice>& keep, const Aliases& aliases, const EquationSystem& system);

/// Of variables percentage changes, for Level variables plain changes; of formulas what value_of says.
std::vector<double> result_values(const ResultColumns& columns, const EquationSystem& system, std::span<const double> x);

}  // namespace setu
