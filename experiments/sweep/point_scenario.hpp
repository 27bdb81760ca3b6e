#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/shocks.hpp"
#include "setu/experiments/sweep_file.hpp"

/// From the numbers of a point to what is solved, and from the solution to its columns. Private to experiments/.
namespace setu {

/// The sweep's scenario with the numbers of one point put in. Throws InputError.
Scenario point_scenario(const SweepFile& file, std::span<const double> values);

/// The point that every other starts from: each axis in the middle of its numbers, of a list the row in the middle.
std::vector<double> reference_point(const SweepFile& file);

/// The columns of a sweep on one model.
struct ResultColumns {
  std::vector<std::string> names;  ///< "EV(IND)"
  std::vector<Index> variables;
};
/// Every present element of what `keep` chooses, each once. Throws InputError where a choice selects nothing.
ResultColumns result_columns(const std::vector<VariableChoice>& keep, const Aliases& aliases, const EquationSystem& system);

/// Percentage changes, for Level variables plain changes.
std::vector<double> result_values(const ResultColumns& columns, const EquationSystem& system, std::span<const double> x);

}  // namespace setu
