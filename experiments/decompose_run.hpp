#pragma once
#include <optional>
#include <span>

#include "setu/experiments/run.hpp"
#include "setu/solver/path.hpp"

namespace setu {

/// The welfare decomposition of a solved experiment, by group of shocks; `solver` may be the one that found x.
Decomposition decompose_run(const Experiment& experiment, std::span<const double> x, std::optional<PathSolver> solver);

}  // namespace setu
