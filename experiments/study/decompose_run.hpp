#pragma once
#include <functional>
#include <optional>
#include <string>

#include "setu/experiments/study/run.hpp"
#include "setu/solver/solve/path.hpp"

namespace setu {

/// Adds the welfare decomposition by group of shocks, with its own verdict, to a certified result; only a cancelled one makes the
/// run a failure. `solver` may be the one that found the solution. `stop` is asked at every step, from two threads at a time.
void add_decomposition(const Experiment& experiment, RunResult& result, std::optional<PathSolver> solver, const StopCheck& stop = {});
/// Adds a sentence to result.failure where `broken`.
void explain(std::string& failure, bool broken, const std::string& sentence);

}  // namespace setu
