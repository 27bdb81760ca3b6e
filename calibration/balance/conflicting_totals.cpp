#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "conflicts.hpp"
#include "setu/base/error.hpp"
#include "sparse_structure.hpp"

// docs/balancing.md, E9.

namespace setu {
namespace balancing {
namespace {

using Totals = std::vector<std::size_t>;

/// Terms times totals above which an irreducible set is not searched for.
constexpr double most_work = 2e6;

/// The problem with only the exact totals `kept`.
ConstrainedProblem restricted(const ConstrainedProblem& problem, const Totals& kept) {
  ConstrainedProblem part;
  part.distance = problem.distance;
  part.cells = problem.cells;
  std::vector<std::size_t> place(problem.totals.size(), problem.totals.size());
  for (const auto k : kept) {
    place[k] = part.totals.size();
    part.totals.push_back(problem.totals[k]);
  }
  for (const auto& t : problem.terms)
    if (place[t.total] < problem.totals.size()) part.terms.push_back({place[t.total], t.cell, t.coefficient});
  return part;
}

ConvexResult attempt(const ConstrainedProblem& problem, const Totals& kept) {
  const auto part = restricted(problem, kept);
  auto convex = cells_of(part);
  prepare(convex, [](std::size_t j) { return "Cell " + std::to_string(j + 1); });
  SparseStructure structure(part);
  BalanceOptions options;
  options.tolerance = 1e-9;
  return minimise(convex, structure, options);
}

/// Those of `kept` that carry the last direction of the multipliers, or the one that is out of reach.
Totals suspects(const ConvexResult& found, const Totals& kept) {
  if (!found.unreachable.empty()) return {kept[found.unreachable.front()]};
  const double largest = found.direction.size() > 0 ? found.direction.cwiseAbs().maxCoeff() : 0;
  Totals few;
  for (long k = 0; k < found.direction.size(); ++k)
    if (std::abs(found.direction[k]) > 1e-6 * largest) few.push_back(kept[static_cast<std::size_t>(k)]);
  return few;
}

/// Drops totals, in ever smaller blocks, as long as the others stay contradictory.
Totals shrink(const ConstrainedProblem& problem, Totals kept) {
  for (std::size_t block = std::max<std::size_t>(kept.size() / 2, 1);; block = std::max<std::size_t>(block / 2, 1)) {
    for (std::size_t first = 0; first < kept.size() && kept.size() > 1;) {
      Totals rest = kept;
      const auto begin = rest.begin() + static_cast<long>(first);
      rest.erase(begin, begin + static_cast<long>(std::min(block, kept.size() - first)));
      if (!rest.empty() && !attempt(problem, rest).converged) kept = std::move(rest);
      else first += block;
    }
    if (block == 1) return kept;
  }
}

Totals exact_totals(const ConstrainedProblem& problem) {
  Totals all;
  for (std::size_t k = 0; k < problem.totals.size(); ++k)
    if (problem.totals[k].error == 0) all.push_back(k);
  return all;
}

}  // namespace

void explain(const ConstrainedProblem& problem, const ConvexResult& found) {
  if (static_cast<double>(problem.terms.size()) * static_cast<double>(problem.totals.size()) <= most_work) {
    const auto conflict = conflicting_totals(problem);
    if (!conflict.empty()) throw InputError(conflict_sentence(problem, conflict));
    throw InputError(
        fmt::format("No balanced table was found to the tolerance: the totals are missed by up to {:.2g} of "
                    "their size, although they do not contradict each other.",
                    found.worst));
  }
  Totals all(problem.totals.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  throw InputError(conflict_sentence(problem, suspects(found, all)) +
                   " (The problem is too large to reduce this list to the totals that cannot be spared.)");
}

}  // namespace balancing

std::vector<std::size_t> conflicting_totals(const ConstrainedProblem& problem) {
  const auto all = balancing::exact_totals(problem);
  const auto first = balancing::attempt(problem, all);
  if (first.converged) return {};
  const auto few = balancing::suspects(first, all);
  const bool enough = !few.empty() && few.size() < all.size() && !balancing::attempt(problem, few).converged;
  return balancing::shrink(problem, enough ? few : all);
}

std::string conflict_sentence(const ConstrainedProblem& problem, const std::vector<std::size_t>& totals) {
  constexpr std::size_t most = 12;
  const auto name = [&](std::size_t k) { return fmt::format("'{}' ({:.10g})", problem.totals[k].name, problem.totals[k].value); };
  if (totals.size() == 1)
    return "No balanced table exists: no cells within their signs and bounds can meet the total " + name(totals[0]) + ".";
  std::string list;
  for (std::size_t i = 0; i < totals.size() && i < most; ++i)
    list += (i == 0 ? "" : i + 1 == totals.size() ? " and " : ", ") + name(totals[i]);
  if (totals.size() > most) list += fmt::format(", … ({} more)", totals.size() - most);
  return fmt::format("No balanced table exists: these {} totals contradict each other, given the cells' signs and bounds: {}.",
                     totals.size(), list);
}

}  // namespace setu
