#include "certificate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

constexpr std::size_t kWorstListed = 10;

/// |F_i| of every equation; infinite where it cannot be evaluated.
std::vector<double> absolute_residuals(const Terms& terms, std::span<const double> x) {
  std::vector<double> f(terms.equations());
#pragma omp parallel for schedule(static)
  for (Index i = 0; i < terms.equations(); ++i) {
    const double value = std::abs(equation_value(terms, i, x));
    f[i] = std::isfinite(value) ? value : std::numeric_limits<double>::infinity();
  }
  return f;
}

/// Variables that only follow from the others, and have no value at x: their definitions bind nothing, and their residuals in f become
/// zero.
void set_apart_undefined(const EquationSystem& system, std::span<const double> x, std::vector<double>& f, Certificate& c) {
  c.undefined.clear();
  for (const auto& block : system.equations) {
    if (!block.definition) continue;
    for (Index i = block.first; i < block.first + block.count; ++i) {
      const Index defined = system.paired[i];
      if (std::isfinite(f[i]) || std::isfinite(x[defined])) continue;
      f[i] = 0;
      c.undefined.push_back(system.variable_name(defined));
    }
  }
}

/// The inequalities at x, of the floors those that bind; their residuals replace |F| in f.
void list_complementarities(const EquationSystem& system, std::span<const double> x, std::vector<double>& f, Certificate& c) {
  c.complementarities.clear();
  c.complementarity_residual = 0;
  std::vector<Complementarity> pairs = system.complementarities;
  for (const auto& floor : complementarities_of(system.floors))
    if (!(x[floor.variable] > floor.floor)) pairs.push_back(floor);
  for (const auto& pair : pairs) {
    const double slack = equation_value(system.terms, pair.equation, x);
    const double residual = std::abs(complementarity_residual(pair, slack, x));
    f[pair.equation] = std::isfinite(slack) ? residual : std::numeric_limits<double>::infinity();
    c.complementarities.push_back(
        {system.equation_name(pair.equation), system.variable_name(pair.variable), binding(pair, slack, x), f[pair.equation], slack});
    c.complementarity_residual = std::max(c.complementarity_residual, f[pair.equation]);
  }
}

void list_blocks(const EquationSystem& system, const std::vector<double>& f, Certificate& c) {
  c.blocks.clear();
  for (const auto& block : system.equations) {
    const auto first = f.begin() + block.first;
    if (block.count > 0) c.blocks.push_back({block.name, *std::max_element(first, first + block.count)});
  }
  std::stable_sort(c.blocks.begin(), c.blocks.end(), [](const auto& a, const auto& b) { return a.max_scaled > b.max_scaled; });
}

void list_worst(const EquationSystem& system, const std::vector<double>& f, Certificate& c) {
  std::vector<Index> order(f.size());
  std::iota(order.begin(), order.end(), 0);
  const auto listed = std::min(kWorstListed, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(listed), order.end(),
                    [&](Index a, Index b) { return f[a] != f[b] ? f[a] > f[b] : a < b; });
  c.worst.clear();
  for (std::size_t k = 0; k < listed; ++k) c.worst.push_back({system.equation_name(order[k]), f[order[k]]});
}

/// Given variables equal to the path at t, bit for bit.
bool carries_shock(const Problem& problem, double t, std::span<const double> x) {
  std::vector<double> expected(problem.start);
  problem.path.apply(t, expected);
  for (Index v = 0; v < problem.system->terms.variables; ++v)
    if (problem.closure.exogenous[v] && expected[v] != x[v]) return false;
  return true;
}

PointStatus judge(const Certificate& c) {
  if (c.max_scaled_residual <= kCertified && c.run == RunStatus::Converged) return PointStatus::Certified;
  if (c.max_scaled_residual <= kApproximate) return PointStatus::Approximate;
  return PointStatus::NotASolution;
}

}  // namespace

void certify(const Problem& problem, double goal, std::span<const double> x, Certificate& c) {
  auto f = absolute_residuals(problem.system->terms, x);
  set_apart_undefined(*problem.system, x, f, c);
  list_complementarities(*problem.system, x, f, c);
  c.max_scaled_residual = f.empty() ? 0.0 : *std::max_element(f.begin(), f.end());
  c.equations = static_cast<Index>(f.size());
  list_blocks(*problem.system, f, c);
  list_worst(*problem.system, f, c);
  const bool complete = c.path_reached == goal && carries_shock(problem, goal, x);
  c.point = complete ? judge(c) : PointStatus::NotASolution;
  if (c.point == PointStatus::Certified) {
    c.message = fmt::format("All {} equations hold to {:.1e}.", c.equations, c.max_scaled_residual);
  } else {
    c.message = fmt::format(
        "No certified solution: {} ({}); the point returned carries {:.4g} of the shock, its "
        "largest residual is {:.2e}",
        to_string(c.run), c.route, c.path_reached, c.max_scaled_residual);
    for (std::size_t k = 0; k < std::min<std::size_t>(3, c.worst.size()); ++k)
      c.message += fmt::format("{} {} ({:.2e})", k ? "," : ", worst in", c.worst[k].name, c.worst[k].scaled);
    c.message += ".";
  }
}

}  // namespace setu
