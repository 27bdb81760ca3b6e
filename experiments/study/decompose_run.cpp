#include "decompose_run.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace setu {

namespace {

Decomposition decompose_groups(const Experiment& experiment, Solution& solution, std::optional<PathSolver> solver, const StopCheck& stop) {
  std::vector<ShockGroup> groups;
  for (const auto& name : experiment.plan.groups) groups.push_back({name, {}});
  Index position = 0;  // of the shock in the path, which leaves out shocks that change nothing
  for (const auto& shock : experiment.plan.shocks)
    if (shock.from != shock.to) groups[shock.group].positions.push_back(position++);
  SolveOptions options;
  options.ipopt_fallback = false;
  options.stop = stop;
  if (experiment.integrates_saving())
    return decompose_integrating(experiment.model, experiment.problem(), solution, groups, options, {}, std::move(solver));
  return decompose(experiment.model, experiment.problem(), solution.x, groups, options, {}, std::move(solver));
}

}  // namespace

void explain(std::string& failure, bool broken, const std::string& sentence) {
  if (broken) failure += (failure.empty() ? "" : " ") + sentence;
}

void add_decomposition(const Experiment& experiment, RunResult& result, std::optional<PathSolver> solver, const StopCheck& stop) {
  Decomposition& d = result.decomposition = decompose_groups(experiment, result.solution, std::move(solver), stop);
  result.walras_residual = walras_residual(experiment.model.system, result.solution.x);
  result.solution.certificate.walras_residual = result.walras_residual;
  // Who asks for the end wants no result; a time that is over leaves the equilibrium, which was certified before.
  const bool cancelled = !d.complete && asked(stop) == RunStatus::Cancelled;
  explain(result.failure, cancelled, fmt::format("The run was ended before the welfare decomposition was made: {}", d.message));
  // EV is a small share of income, so rounding of incomes weighs more in it.
  judge_decomposition(experiment.model, result.solution.x, std::max(kGapLimit, 100 * experiment.model.benchmark_rounding), d);
}

}  // namespace setu
