#include "decompose_run.hpp"

namespace setu {

Decomposition decompose_run(const Experiment& experiment, std::span<const double> x, std::optional<PathSolver> solver) {
  std::vector<ShockGroup> groups;
  for (const auto& name : experiment.plan.groups) groups.push_back({name, {}});
  Index position = 0;  // of the shock in the path, which leaves out shocks that change nothing
  for (const auto& shock : experiment.plan.shocks)
    if (shock.from != shock.to) groups[shock.group].positions.push_back(position++);
  SolveOptions options;
  options.ipopt_fallback = false;
  return decompose(experiment.model, experiment.problem(), x, groups, options, {}, std::move(solver));
}

}  // namespace setu
