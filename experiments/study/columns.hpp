#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/study/shocks.hpp"

/// What is kept of each point. Private to experiments/.
namespace setu {

/// Which numbers of a solution are kept, on one model.
struct ResultColumns {
  std::vector<std::string> names;  ///< "EV(IND)"
  std::vector<Index> variables;
};
/// Every present element of what `keep` chooses, each once. Throws InputError where a choice selects nothing.
ResultColumns result_columns(const std::vector<VariableChoice>& keep, const Aliases& aliases, const EquationSystem& system);

/// Percentage changes, for Level variables plain changes.
std::vector<double> result_values(const ResultColumns& columns, const EquationSystem& system, std::span<const double> x);

}  // namespace setu
