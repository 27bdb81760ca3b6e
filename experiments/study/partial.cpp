#include "setu/experiments/study/partial.hpp"

#include <fmt/format.h>

namespace setu {

Experiment part_of(Experiment e, double share) {
  ShockPath path;
  for (const auto& s : e.plan.shocks) {
    path.variable.push_back(s.variable);
    path.level.push_back(s.level ? 1 : 0);
    path.from.push_back(s.from);
    path.to.push_back(s.to);
  }
  std::vector<double> x = e.model.system.benchmark();
  path.apply(share, x);
  for (auto& s : e.plan.shocks) s.to = x[s.variable];
  e.partial *= share;
  e.plan.warnings.push_back(fmt::format(
      "This result carries {:.4g} per cent of the scenario's shock: all of it has no solution that could be found.", 100 * e.partial));
  return e;
}

}  // namespace setu
