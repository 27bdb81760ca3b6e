#include "decompose_run.hpp"

namespace setu {

Decomposition decompose_run(const Experiment& experiment, std::span<const double> x) {
  std::vector<ShockGroup> groups;
  for (const auto& name : experiment.plan.groups) groups.push_back({name, {}});
  for (std::size_t k = 0; k < experiment.plan.shocks.size(); ++k)
    groups[experiment.plan.shocks[k].group].positions.push_back(static_cast<Index>(k));
  SolveOptions options;
  options.ipopt_fallback = false;
  return decompose(experiment.model, experiment.problem(), x, groups, options);
}

}  // namespace setu
