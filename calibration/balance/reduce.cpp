#include <cmath>

#include "dual.hpp"
#include "setu/base/error.hpp"

namespace setu::balancing {
namespace {

/// What the sign of every term of a total says: a total of zero whose terms all push one way empties its cells, and a
/// total of one sign cannot be reached by terms of the other.
struct Reach {
  bool up = false, down = false;
};

std::vector<Reach> reaches(const BalanceProblem& problem, const std::vector<char>& alive) {
  std::vector<Reach> reach(problem.totals().size());
  for (const auto& t : problem.terms()) {
    if (!alive[t.cell] || t.coefficient == 0) continue;
    const double push = t.coefficient * problem.cells()[t.cell].prior;
    (push > 0 ? reach[t.total].up : reach[t.total].down) = true;
  }
  return reach;
}

/// Marks the cells that stay in the problem, repeating until no total of zero empties further cells.
std::vector<char> living_cells(const BalanceProblem& problem) {
  std::vector<char> alive;
  for (const auto& cell : problem.cells()) alive.push_back(cell.prior != 0);
  for (bool changed = true; changed;) {
    changed = false;
    const auto reach = reaches(problem, alive);
    for (const auto& t : problem.terms()) {
      const auto& total = problem.totals()[t.total];
      const bool empties = total.stiffness == exact && total.value == 0 && reach[t.total].up != reach[t.total].down;
      if (!empties || !alive[t.cell] || t.coefficient == 0) continue;
      alive[t.cell] = 0;
      changed = true;
    }
  }
  return alive;
}

void check_reachable(const BalanceProblem& problem, const std::vector<char>& alive) {
  const auto reach = reaches(problem, alive);
  std::string text;
  for (std::size_t k = 0; k < reach.size(); ++k) {
    const auto& total = problem.totals()[k];
    const bool missed = (total.value > 0 && !reach[k].up) || (total.value < 0 && !reach[k].down);
    if (missed && total.stiffness == exact) text += (text.empty() ? "'" : ", '") + total.name + "'";
  }
  if (!text.empty()) throw InputError("No cell that may change can reach the total(s) " + text + ".");
}

}  // namespace

ExactProblem reduce(const BalanceProblem& problem) {
  const auto alive = living_cells(problem);
  check_reachable(problem, alive);
  ExactProblem p;
  std::vector<long> column(problem.cells().size(), -1);
  std::vector<double> prior, weight;
  const auto add = [&](long origin, double x, double w) {
    p.origin.push_back(origin);
    prior.push_back(x);
    weight.push_back(w);
    return static_cast<long>(p.origin.size()) - 1;
  };
  for (std::size_t j = 0; j < alive.size(); ++j)
    if (alive[j]) column[j] = add(static_cast<long>(j), problem.cells()[j].prior, problem.cells()[j].weight);

  std::vector<Eigen::Triplet<double, long>> triplets;
  for (const auto& t : problem.terms())
    if (column[t.cell] >= 0) triplets.emplace_back(static_cast<long>(t.total), column[t.cell], t.coefficient);
  p.b = Vector::Zero(static_cast<long>(problem.totals().size()));
  const auto reach = reaches(problem, alive);
  for (std::size_t k = 0; k < problem.totals().size(); ++k) {
    const auto& total = problem.totals()[k];
    p.names.push_back(total.name);
    if (total.stiffness != exact && !reach[k].up) continue;  // a soft total without cells asks for nothing
    if (total.stiffness == exact) {
      p.b[static_cast<long>(k)] = total.value;
    } else {
      triplets.emplace_back(static_cast<long>(k), add(-1 - static_cast<long>(k), total.value, total.stiffness), -1.0);
    }
  }
  p.a.resize(p.b.size(), static_cast<long>(p.origin.size()));
  p.a.setFromTriplets(triplets.begin(), triplets.end());
  p.prior = Eigen::Map<const Vector>(prior.data(), static_cast<long>(prior.size()));
  p.weight = Eigen::Map<const Vector>(weight.data(), static_cast<long>(weight.size()));
  return p;
}

Vector relative_residual(const ExactProblem& p, const Vector& x) {
  Vector sum = -p.b, gross = p.b.cwiseAbs();
  Vector size = Vector::Zero(p.b.size());
  for (long j = 0; j < p.a.outerSize(); ++j)
    for (Matrix::InnerIterator it(p.a, j); it; ++it) {
      sum[it.row()] += it.value() * x[j];
      size[it.row()] += std::abs(it.value() * x[j]);
    }
  gross = gross.cwiseMax(size);
  return (gross.array() > 0).select(sum.array() / gross.array(), 0.0);
}

}  // namespace setu::balancing
