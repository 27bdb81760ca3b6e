#pragma once
#include <optional>

#include "setu/solver/optimum/optimum.hpp"

namespace setu {

enum class Side : std::int8_t { Free, Lower, Upper };

/// Which bounds are taken to bind: per control and per constraint.
struct ActiveSet {
  std::vector<Side> control, outcome;
};

/// How much the objective's derivatives change over the ranges, at the system's last point: what small means there, where the
/// objective itself is flat. 0 where the Jacobian is singular.
double objective_size(ControlledSystem& system, const OptimumProblem& problem);

/// Moves the system from its last point to where the conditions of eq. P5 hold for this active set, by Newton's method on
/// the controls that are free and the multipliers; the set is revised where signs and ranges say that it was guessed wrong.
/// False, with system and set as they were, where that does not come to an end. Residuals are relative to the objective's
/// largest derivative, or to `least_size`, if that is larger.
bool polish(ControlledSystem& system, const OptimumProblem& problem, double least_size, ActiveSet& active);

/// Fills multipliers and `kkt` of the optimum at the system's last point from the bounds that bind there. False where the
/// Jacobian is singular.
bool judge(ControlledSystem& system, const OptimumProblem& problem, double least_size, Optimum& optimum);

}  // namespace setu
