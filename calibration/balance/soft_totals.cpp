#include <algorithm>
#include <cmath>
#include <limits>

#include "dual.hpp"
#include "setu/base/error.hpp"
#include "sparse_structure.hpp"

// docs/data.md, B1-B4: soft totals are cells of their own, cells that must be zero are left out, and what remains is minimised
// like every other problem (minimise.cpp).

namespace setu {
namespace {

double cell_distance(double x, double prior, double weight) {
  const double size = std::abs(x), from = std::abs(prior);
  return weight * ((size > 0 ? size * std::log(size / from) : 0.0) - size + from);
}

balancing::ConvexProblem convex(const balancing::ExactProblem& p) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  balancing::ConvexProblem c;
  c.prior.assign(p.prior.begin(), p.prior.end());
  c.weight.assign(p.weight.begin(), p.weight.end());
  for (const double prior : c.prior) {
    c.lower.push_back(prior > 0 ? 0 : -infinity);
    c.upper.push_back(prior > 0 ? infinity : 0);
  }
  c.value = p.b;
  c.soft = balancing::Vector::Zero(p.b.size());
  c.name = [&p](std::size_t k) { return p.names[k]; };
  c.caution = balancing::unbounded;
  return c;
}

}  // namespace

BalanceResult balance(const BalanceProblem& problem, const BalanceOptions& options) {
  BalanceResult result;
  result.cells.assign(problem.cells().size(), 0.0);
  result.reached.assign(problem.totals().size(), 0.0);
  if (problem.totals().empty()) {
    for (std::size_t j = 0; j < result.cells.size(); ++j) result.cells[j] = problem.cells()[j].prior;
    return result;
  }
  const auto exact_problem = balancing::reduce(problem);
  balancing::ConvexProblem cells = convex(exact_problem);
  balancing::SparseStructure structure(exact_problem.a);
  const auto found = balancing::minimise(cells, structure, options);
  const balancing::Vector x = Eigen::Map<const balancing::Vector>(found.x.data(), static_cast<long>(found.x.size()));
  if (!found.converged) balancing::report_conflict(exact_problem, x, found.direction);
  result.iterations = found.iterations;
  result.max_residual = balancing::relative_residual(exact_problem, x).cwiseAbs().maxCoeff();
  for (long j = 0; j < x.size(); ++j) {
    const long origin = exact_problem.origin[static_cast<std::size_t>(j)];
    if (origin >= 0) result.cells[static_cast<std::size_t>(origin)] = x[j];
    result.distance += cell_distance(x[j], exact_problem.prior[j], exact_problem.weight[j]);
  }
  for (const auto& t : problem.terms()) result.reached[t.total] += t.coefficient * result.cells[t.cell];
  return result;
}

}  // namespace setu
