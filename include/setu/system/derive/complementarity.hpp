#pragma once
#include <span>
#include <vector>

#include "setu/system/system.hpp"

namespace setu {

/// Which of the three parts of a complementarity holds at a point.
enum class Binding : std::uint8_t { Lower, Between, Upper };

/// mid(v − upper, F, v − lower): zero exactly at solutions of F ⟂ v (docs/algorithms.md, eq. A20). `f` is F at x.
double complementarity_residual(const Complementarity& c, double f, std::span<const double> x);

/// The part of mid(v − upper, F, v − lower) that is the smallest in absolute value in the middle: what holds at a solution. Where
/// F and a distance are equal, F = 0 is the answer.
Binding binding(const Complementarity& c, double f, std::span<const double> x);

/// The same for every complementarity of a system.
std::vector<Binding> active_set(const EquationSystem& system, std::span<const double> x);

/// The smooth system in which every complementarity is replaced by the part that `active` names: F = 0, v = lower or
/// v = upper. Variables and equations keep their ids; at a solution with this active set its derivatives are those of
/// the problem with complementarities.
EquationSystem at_active_set(const EquationSystem& system, std::span<const Binding> active);

/// Whether some floor is broken at x, or binds there: the variable is at the floor or below it.
bool floor_binds(const EquationSystem& system, std::span<const double> x);

/// Names of the variables that stand on their floor, in the system's order.
std::vector<std::string> at_floor(const EquationSystem& system, std::span<const double> x);

/// The floors as complementarities.
std::vector<Complementarity> complementarities_of(std::span<const Floor> floors);

/// The system in which every floor is one of the complementarities.
EquationSystem with_floors(const EquationSystem& system);

/// The system as it holds at x: itself where no floor binds, else with its floors, kept in `storage`.
const EquationSystem& holding_at(const EquationSystem& system, std::span<const double> x, EquationSystem& storage);

}  // namespace setu
