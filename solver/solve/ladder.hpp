#pragma once
#include "setu/solver/solve/solve.hpp"
#include "solver/newton/homotopy.hpp"

/// Newton's method, then a path, then others: in which order a point is tried, and what the certificate is told of it.
namespace setu {

NewtonOptions newton_options(const SolveOptions& options);

/// Newton's method from s.x, whose given variables are those at t = `goal`. s.x becomes the last point that was accepted.
bool take_newton(ReducedProblem& reduced, const NewtonOptions& options, double goal, Solution& s);

/// In steps from t = `from`, where s.x is a solution, to t = `goal`. s.x becomes the last point that was reached.
bool take_path(ReducedProblem& reduced, const NewtonOptions& options, double from, double goal, Solution& s);

/// A solved point of the path; `x` is asked for where it is needed.
struct Landmark {
  double t = 0;
  std::function<std::vector<double>()> x;
};

/// Newton's method from the guess in s.x, then the path from `landmark`, if there is one.
bool climb(ReducedProblem& reduced, const NewtonOptions& options, const std::optional<Landmark>& landmark, double goal, Solution& s);

/// From the start of the problem to t = 1: full steps of Newton's method, then, where `options` allow it, the path with the
/// inequalities relaxed and the path itself (docs/algorithms.md §5, §12).
bool climb_from_start(ReducedProblem& reduced, const SolveOptions& options, Solution& s);

/// Ipopt from the best point so far.
bool take_ipopt(const Problem& problem, const SolveOptions& options, Solution& s);

}  // namespace setu
