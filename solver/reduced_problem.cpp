#include "reduced_problem.hpp"

#include "setu/base/error.hpp"

namespace setu {

namespace {

std::vector<std::uint8_t> moving(const Problem& problem) {
  std::vector<std::uint8_t> moves(problem.system->terms.variables, 0);
  for (const Index v : problem.path.variable) moves[v] = 1;
  return moves;
}

}  // namespace

ReducedProblem::ReducedProblem(const Problem& p, DirectSolver direct, const ReductionOptions& options)
    : problem(p),
      reduction(*p.system, p.closure, moving(p), p.start, options),
      evaluator(reduction.terms(), reduction.column(), static_cast<Index>(reduction.unknowns().size())),
      linear(make_linear_solver(direct, evaluator.pattern())),
      residual(reduction.equations().size()),
      values_(evaluator.pattern().nonzeros()) {
  if (residual.size() != reduction.unknowns().size())
    throw LogicError("the reduced system is not square although the full one is");
}

bool ReducedProblem::factorize() {
  evaluator.jacobian(values_);
  ++factorizations;
  return linear->factorize(values_);
}

void ReducedProblem::move(std::span<double> x, double scale, std::span<const double> step) const {
  const auto& unknowns = reduction.unknowns();
  for (std::size_t j = 0; j < unknowns.size(); ++j) x[unknowns[j]] += scale * step[j];
}

void ReducedProblem::tangent(std::span<const double> given, std::span<double> step) {
  evaluator.product(given, step);
  for (double& s : step) s = -s;
  linear->solve(step);
}

}  // namespace setu
