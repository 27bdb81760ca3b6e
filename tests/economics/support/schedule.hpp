#pragma once
#include <string>
#include <vector>

#include "outcome_rows.hpp"
#include "setu/solver/optimum/optimum.hpp"

namespace setu::test {

/// The synthetic economy's taxed routes as controls: welfare of one region, another one not worse off.
struct Schedule {
  explicit Schedule(std::size_t count) : bench(rich_economy()), system(make(count)) {
    for (const double u : system.status_quo()) problem.lower.push_back(u - 0.05), problem.upper.push_back(u + 0.05);
    problem.outcome_lower = {0};
    problem.outcome_upper = {kNoBound};
  }

  ControlledSystem make(std::size_t count) {
    const VariableBlock& block = *bench.system().find("tms");
    std::vector<Index> controls;
    for (Index v = block.first; v < block.first + block.count && controls.size() < count; v += block.count / static_cast<Index>(count))
      controls.push_back(v);
    const std::string first = bench.model().sets.reg[0], second = bench.model().sets.reg[1];
    Rows rows(bench);
    rows.linear("EV(" + first + ")", 1).end().linear("EV(" + second + ")", 1).end();
    return ControlledSystem(bench.problem(), controls, rows.terms);
  }

  Bench bench;
  ControlledSystem system;
  OptimumProblem problem;
};

}  // namespace setu::test
