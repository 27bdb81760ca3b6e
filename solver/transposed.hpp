#pragma once
#include <memory>
#include <span>

#include "condensation.hpp"
#include "linear_solver.hpp"

namespace setu {

/// A factorisation of the transpose of the matrix with this pattern and these values. The transpose of a triangle is a
/// triangle in reverse order, so the solvers that eliminate definitions first serve both. Null if it is singular.
std::unique_ptr<LinearSolver> make_transposed(DirectSolver direct, const SparsePattern& pattern, const Triangle& triangle,
                                              std::span<const double> values);

}  // namespace setu
