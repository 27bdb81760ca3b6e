#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/optimum/controlled_system.hpp"

namespace setu {

/// Several players, each of whom maximises an outcome over some of the controls while the others' stand still
/// (docs/policy.md, eqs. P7–P8).
struct NashProblem {
  std::vector<double> lower, upper;  ///< per control, finite, lower < upper
  std::vector<Index> player;         ///< per control: who chooses it; player p maximises outcome p
  Index players = 0;
};

struct NashOptions {
  double tolerance = 1e-10;  ///< of every player's first-order conditions, as in Kkt::stationarity
  int max_iterations = 100;
  std::function<void(int, double)> progress;  ///< iteration and residual
};

struct NashPoint {
  bool converged = false;
  std::string message;  ///< why not, a sentence
  std::vector<double> controls, outcomes;
  Solution solution;
  std::vector<double> residual;  ///< per player
  std::vector<double>
      curvature;              ///< per player: largest eigenvalue of its own Hessian in its free controls, scaled; ≤ 0 at a best response
  std::vector<double> slope;  ///< per control: of its owner's outcome, 0 inside the range
  int rounds = 0, iterations = 0;
};

/// Rounds of damped best responses to second order, then Newton's method on all first-order conditions together, with the
/// exact derivatives of every player's gradient in everybody's controls.
NashPoint find_nash(ControlledSystem& system, const NashProblem& problem, std::span<const double> start, const NashOptions& options = {});

}  // namespace setu
