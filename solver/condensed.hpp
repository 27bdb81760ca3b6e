#pragma once
#include <memory>
#include <vector>

#include "linear_solver.hpp"
#include "setu/system/reduction.hpp"

namespace setu {

/// Which entries of a square matrix can be eliminated by substitution alone (docs/algorithms.md §4). Rows
/// `row[k]` with pivot columns `column[k]`, k = 0 …, form a lower triangular matrix; the rest is the core.
struct Triangle {
  std::vector<Index> row, column;
  std::vector<Index> core_row, core_column;
};

/// Picks the triangle from the definitions of a reduced system: equations that give an unknown explicitly. A definition that
/// closes a circle goes to the core.
Triangle find_triangle(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern);

/// Eliminates the triangle by forward substitution and factorises the dense Schur complement of the core with LAPACK.
std::unique_ptr<LinearSolver> make_condensed(const SparsePattern& pattern, Triangle triangle);

}  // namespace setu
