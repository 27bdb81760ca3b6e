#include "setu/solver/path.hpp"

#include <fmt/format.h>

#include <chrono>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "certificate.hpp"
#include "homotopy.hpp"

namespace setu {

struct PathSolver::State {
  State(Problem p, SolveOptions o) : problem(std::move(p)), options(std::move(o)), reduced(problem, options.direct) {
    known.emplace(0.0, problem.start);
    newton_options.tolerance = options.tolerance;
    newton_options.max_iterations = options.max_iterations;
    newton_options.progress = options.progress;
  }

  [[nodiscard]] std::map<double, std::vector<double>>::const_iterator nearest(double t) const {
    auto best = known.begin();
    for (auto it = known.begin(); it != known.end(); ++it)
      if (std::abs(it->first - t) < std::abs(best->first - t)) best = it;
    return best;
  }

  /// Cubic Hermite interpolation between the known neighbours of t whose tangents are known too, with the shock at t
  /// applied. False where there are none.
  bool interpolate(double t, std::vector<double>& x) const {
    const auto right = known.upper_bound(t);
    if (right == known.end() || right == known.begin()) return false;
    const auto left = std::prev(right);
    const auto slope0 = slopes.find(left->first), slope1 = slopes.find(right->first);
    if (slope0 == slopes.end() || slope1 == slopes.end()) return false;
    const double h = right->first - left->first, u = (t - left->first) / h;
    const double a = (1 + 2 * u) * (1 - u) * (1 - u), b = u * (1 - u) * (1 - u) * h;
    const double c = u * u * (3 - 2 * u), d = u * u * (u - 1) * h;
    x = problem.start;  // given variables off the path keep their value exactly
    for (const Index v : reduced.reduction.unknowns())
      x[v] = a * left->second[v] + b * slope0->second[v] + c * right->second[v] + d * slope1->second[v];
    reduced.set_shock(t, x);
    return true;
  }

  /// Newton's method from a good start, then homotopy from the nearest known point.
  void solve(double t, std::map<double, std::vector<double>>::const_iterator from, Solution& solution) {
    Certificate& c = solution.certificate;
    newton_options.path = t;
    const auto direct = newton(reduced, solution.x, newton_options);
    c.run = direct.status;
    c.iterations = direct.iterations;
    c.route = "newton";
    c.path_reached = t;
    if (direct.status == RunStatus::Converged || !options.homotopy || from->first == t) return;
    solution.x = from->second;
    const auto path = follow_path(reduced, solution.x, from->first, t, newton_options);
    c.run = path.status;
    c.iterations += path.iterations;
    c.path_reached = path.reached;
    c.route = fmt::format("newton, homotopy ({} steps)", path.steps);
  }

  Problem problem;
  SolveOptions options;
  ReducedProblem reduced;
  NewtonOptions newton_options;
  std::map<double, std::vector<double>> known;   ///< certified points by t
  std::map<double, std::vector<double>> slopes;  ///< total tangents by t
};

PathSolver::PathSolver(Problem problem, SolveOptions options)
    : state_(std::make_unique<State>(std::move(problem), std::move(options))) {}
PathSolver::~PathSolver() = default;
PathSolver::PathSolver(PathSolver&&) noexcept = default;
PathSolver& PathSolver::operator=(PathSolver&&) noexcept = default;

void PathSolver::add_known(double t, std::span<const double> x) {
  state_->known.insert_or_assign(t, std::vector<double>(x.begin(), x.end()));
}

void PathSolver::add_slope(double t, std::span<const double> dx) {
  state_->slopes.insert_or_assign(t, std::vector<double>(dx.begin(), dx.end()));
}

Solution PathSolver::point(double t) {
  const auto begin = std::chrono::steady_clock::now();
  State& s = *state_;
  const auto from = s.nearest(t);
  const int factorizations = s.reduced.linear->factorizations();
  Solution solution{from->second, {}};
  Certificate& c = solution.certificate;
  if (!s.interpolate(t, solution.x)) predict(s.reduced, solution.x, t);
  s.solve(t, from, solution);
  s.reduced.reduction.recover(solution.x);
  certify(s.problem, t, solution.x, c);
  c.factorizations = s.reduced.linear->factorizations() - factorizations;
  s.reduced.record_sizes(c);
  c.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (c.point == PointStatus::Certified) s.known.insert_or_assign(t, solution.x);
  return solution;
}

std::vector<std::vector<double>> PathSolver::tangents(double t, std::span<const double> x,
                                                      std::span<const std::vector<Index>> groups) {
  State& s = *state_;
  if (!s.reduced.evaluate(x) || !s.reduced.linearize()) return {};
  const auto rate = s.problem.path.derivative(t);
  std::vector<std::vector<double>> result;
  std::vector<double> total(x.size(), 0.0);
  for (const auto& group : groups) {
    std::vector<double> dx(x.size(), 0.0);
    for (const Index k : group) dx[s.problem.path.variable[k]] = rate[k];
    if (!s.reduced.tangent(dx)) return {};
    s.reduced.reduction.recover_tangent(x, dx);
    for (std::size_t i = 0; i < dx.size(); ++i) total[i] += dx[i];
    result.push_back(std::move(dx));
  }
  s.slopes.insert_or_assign(t, std::move(total));
  return result;
}

std::vector<double> PathSolver::total_tangent(double t, std::span<const double> x) {
  std::vector<std::vector<Index>> all(1, std::vector<Index>(state_->problem.path.variable.size()));
  std::iota(all[0].begin(), all[0].end(), 0);
  auto tangent = tangents(t, x, all);
  return tangent.empty() ? std::vector<double>{} : std::move(tangent[0]);
}

}  // namespace setu
