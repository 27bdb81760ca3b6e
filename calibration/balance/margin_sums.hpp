#pragma once
#include <string>

#include "setu/calibration/balance/balance_table.hpp"

namespace setu::balancing {

/// A sentence if, in a part of the table that no cell connects with the rest, all totals are given and the row totals do
/// not add up to the column totals; empty if all do. The commonest contradiction, and one that takes all totals of the
/// part together.
std::string unequal_sums(const TableProblem& table);

}  // namespace setu::balancing
