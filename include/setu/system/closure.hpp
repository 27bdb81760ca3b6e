#pragma once
#include <span>
#include <string>
#include <vector>

#include "setu/system/system.hpp"

namespace setu {

/// Which variables are given from outside. `exogenous[id]` is 1 for exogenous variables.
struct Closure {
  std::vector<std::uint8_t> exogenous;
  [[nodiscard]] Index endogenous_count() const;
};

/// The way of the exogenous variables from the benchmark to the shocked state. t runs from 0 to 1; Log variables move
/// along a straight line in levels (GEMPACK's convention), Level variables along a straight line:
///   Log:   x(t) = log((1−t)·exp(from) + t·exp(to))          (docs/algorithms.md, eq. A2)
///   Level: x(t) = (1−t)·from + t·to
struct ShockPath {
  std::vector<Index> variable;      ///< ids of the shocked variables; all other exogenous variables keep their value
  std::vector<std::uint8_t> level;  ///< 1 where the variable is a Level variable
  std::vector<double> from, to;

  /// Writes the exogenous values at t into x.
  void apply(double t, std::span<double> x) const;
  /// dx/dt of the shocked variables at t, in the order of `variable`.
  [[nodiscard]] std::vector<double> derivative(double t) const;
};

/// A square problem: find the endogenous entries of x with F(x) = 0, the exogenous ones following `path` to t = 1.
struct Problem {
  const EquationSystem* system = nullptr;
  Closure closure;
  ShockPath path;
  std::vector<double> start;  ///< full-length point that solves the system at t = 0 (the benchmark)
};

}  // namespace setu
