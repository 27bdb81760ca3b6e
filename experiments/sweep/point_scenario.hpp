#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/experiments/scenario/shocks.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

/// From the numbers of a point to what is solved, and from the solution to its columns. Private to experiments/.
namespace setu {

/// The sweep's scenario with the numbers of one point put in. Throws InputError.
Scenario point_scenario(const SweepFile& file, std::span<const double> values);

/// Puts the number of a parameter or variable into a scenario that is read.
void place_number(Scenario& scenario, const Axis& axis, double value);

/// The point that every other starts from: each axis in the middle of its numbers, of a list the row in the middle.
std::vector<double> reference_point(const SweepFile& file);

}  // namespace setu
