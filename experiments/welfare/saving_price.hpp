#pragma once
#include "setu/experiments/welfare/decomposition.hpp"

namespace setu {

/// Sets a form's value from its groups.
void sum_groups(IntegratedForm& form);

/// Moves `solution`, the end of the path that `d` was integrated along, to where psave is the integrated index; the forms receive
/// what this short way adds. `last` is the smooth part of the path that `solver` solves. Sets
/// d.integrated_saving.
void integrate_saving_price(const Model& model, const Problem& problem, const ShockPath& last, PathSolver& solver, Solution& solution,
                            Decomposition& d);

}  // namespace setu
