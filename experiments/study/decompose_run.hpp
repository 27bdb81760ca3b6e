#pragma once
#include <functional>
#include <optional>
#include <string>

#include "setu/experiments/study/run.hpp"
#include "setu/solver/solve/path.hpp"

namespace setu {

/// Adds the welfare decomposition by group of shocks to a certified result, and what it breaks to result.failure. `solver` may be
/// the one that found the solution. `progress` is called at every step, from two threads at a time; what it throws ends the work.
void add_decomposition(const Experiment& experiment, RunResult& result, std::optional<PathSolver> solver,
                       const std::function<void(const Progress&)>& progress = {});
/// Adds a sentence to result.failure where `broken`.
void explain(std::string& failure, bool broken, const std::string& sentence);

}  // namespace setu
