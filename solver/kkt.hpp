#pragma once
#include <optional>

#include "setu/solver/optimum.hpp"

namespace setu {

enum class Side : std::int8_t { Free, Lower, Upper };

/// Which bounds are taken to bind: per control and per constraint.
struct ActiveSet {
  std::vector<Side> control, outcome;
};

/// Moves the system from its last point to where the conditions of eq. P5 hold for this active set, by Newton's method on
/// the controls that are free and the multipliers. False, with the system back at `from`, where that leaves the bounds.
bool polish(ControlledSystem& system, const OptimumProblem& problem, const ActiveSet& active);

/// The bounds that bind at the system's last point, to a relative tolerance, among those that `active` says.
ActiveSet binding(const ControlledSystem& system, const OptimumProblem& problem, const ActiveSet& active);

/// Fills multipliers and `kkt` of the optimum at the system's last point. False where the Jacobian is singular.
bool judge(ControlledSystem& system, const OptimumProblem& problem, const ActiveSet& active, Optimum& optimum);

}  // namespace setu
