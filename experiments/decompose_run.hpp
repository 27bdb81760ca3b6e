#pragma once
#include <span>

#include "setu/experiments/run.hpp"

namespace setu {

/// The welfare decomposition of a solved experiment, by group of shocks.
Decomposition decompose_run(const Experiment& experiment, std::span<const double> x);

}  // namespace setu
