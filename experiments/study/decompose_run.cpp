#include "decompose_run.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace setu {

namespace {

Decomposition decompose_groups(const Experiment& experiment, std::span<const double> x, std::optional<PathSolver> solver,
                               const StopCheck& stop) {
  std::vector<ShockGroup> groups;
  for (const auto& name : experiment.plan.groups) groups.push_back({name, {}});
  Index position = 0;  // of the shock in the path, which leaves out shocks that change nothing
  for (const auto& shock : experiment.plan.shocks)
    if (shock.from != shock.to) groups[shock.group].positions.push_back(position++);
  SolveOptions options;
  options.ipopt_fallback = false;
  options.stop = stop;
  return decompose(experiment.model, experiment.problem(), x, groups, options, {}, std::move(solver));
}

}  // namespace

void explain(std::string& failure, bool broken, const std::string& sentence) {
  if (broken) failure += (failure.empty() ? "" : " ") + sentence;
}

void add_decomposition(const Experiment& experiment, RunResult& result, std::optional<PathSolver> solver, const StopCheck& stop) {
  result.decomposition = decompose_groups(experiment, result.solution.x, std::move(solver), stop);
  const Decomposition& d = result.decomposition;
  explain(result.failure, !d.complete, fmt::format("The welfare decomposition is incomplete: {}", d.message));
  // EV is a small share of income, so rounding of incomes weighs more in it.
  const double gap_limit = std::max(kGapLimit, 100 * experiment.model.benchmark_rounding);
  explain(result.failure, d.complete && !(d.gap <= gap_limit),
          fmt::format("The welfare decomposition misses EV by {:.2e} of it (limit {:.0e}).", d.gap, gap_limit));
}

}  // namespace setu
