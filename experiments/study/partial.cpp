#include "setu/experiments/study/partial.hpp"

#include <fmt/format.h>

namespace setu {

Experiment part_of(Experiment e, double share) {
  std::vector<double> x = e.model.system.benchmark();
  e.plan.path().apply(share, x);
  for (auto& s : e.plan.shocks) s.to = x[s.variable];
  e.partial *= share;
  e.plan.warnings.push_back(fmt::format(
      "This result carries {:.4g} per cent of the scenario's shock: all of it has no solution that could be found.", 100 * e.partial));
  return e;
}

}  // namespace setu
