#include <algorithm>
#include <cmath>

#include "conflicts.hpp"
#include "setu/base/error.hpp"
#include "sparse_structure.hpp"

namespace setu {

namespace balancing {

BalanceResult finish(const ConvexProblem& p, ConvexResult&& found, const Structure& structure) {
  BalanceResult result;
  result.distance = distance(p, found.x);
  result.max_residual = 0;
  for (long k = 0; k < found.residual.size(); ++k)
    if (p.soft[k] == 0) result.max_residual = std::max(result.max_residual, std::abs(found.residual[k]));
  result.iterations = found.iterations;
  Eigen::VectorXd sum, gross;
  structure.gather(found.x, sum, gross);
  result.reached.assign(sum.data(), sum.data() + sum.size());
  result.cells = std::move(found.x);
  return result;
}

}  // namespace balancing

BalanceResult balance(const ConstrainedProblem& problem, const BalanceOptions& options) {
  auto convex = balancing::cells_of(problem);
  balancing::prepare(convex, [](std::size_t j) { return "Cell " + std::to_string(j + 1) + " of the problem to be balanced"; });
  if (options.by_residual) convex.caution = balancing::unbounded;
  balancing::SparseStructure structure(problem);
  auto found = balancing::minimise(convex, structure, options);
  if (!found.converged) balancing::explain(problem, found);
  return balancing::finish(convex, std::move(found), structure);
}

}  // namespace setu
