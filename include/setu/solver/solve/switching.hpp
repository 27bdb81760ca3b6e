#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/solve/solve.hpp"

namespace setu {

/// A part of a shock path on which the same inequalities bind, as a smooth problem of its own.
struct PathPart {
  double from = 0, to = 1;                 ///< of the whole path
  std::vector<Binding> active;             ///< per complementarity of the system
  std::unique_ptr<EquationSystem> system;  ///< at this active set; `problem` points to it
  Problem problem;                         ///< its path leads from `from` to `to`, its start is the solution at `from`
  std::vector<double> end;                 ///< the solution at `to`
};

/// A path cut where the active set changes.
struct PathParts {
  std::vector<PathPart> parts;
  std::string message;  ///< what went wrong; empty if `parts` covers the path
};

/// Finds the points at which the inequalities that bind change between the start of `problem` and its solution `end` at
/// t = 1 (docs/algorithms.md §12): each is a root, to rounding, of the quantity that is about to change its sign on the
/// smooth path of the active set before it. Never throws for numerical failure.
PathParts cut_path(const Problem& problem, std::span<const double> end, const SolveOptions& options);

/// Largest |Φ| (eq. A20) of the system's inequalities and floors at x; 0 without any.
double largest_complementarity_residual(const EquationSystem& system, std::span<const double> x);

}  // namespace setu
