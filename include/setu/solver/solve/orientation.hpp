#pragma once
#include <span>

#include "setu/system/closure.hpp"

namespace setu {

/// Sign of the determinant of the Jacobian with respect to the endogenous variables at x (full length): +1 or −1, 0
/// where it is singular. Equations and variables stand in the system's order, so the sign itself means nothing; that it
/// differs between two solutions of one problem does (Kehoe 1980, the index of an equilibrium).
int jacobian_sign(const Problem& problem, std::span<const double> x);

}  // namespace setu
