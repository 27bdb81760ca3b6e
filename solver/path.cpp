#include "setu/solver/path.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <map>
#include <numeric>

#include "certificate.hpp"
#include "homotopy.hpp"
#include "setu/system/structure.hpp"

namespace setu {

struct PathSolver::State {
  State(Problem p, SolveOptions o) : problem(checked(std::move(p))), options(std::move(o)), reduced(problem, options.direct) {
    known.emplace(0.0, problem.start);
    newton_options.tolerance = options.tolerance;
    newton_options.max_iterations = options.max_iterations;
    newton_options.progress = options.progress;
  }

  static Problem checked(Problem p) {
    require_regular(*p.system, p.closure);
    return p;
  }

  [[nodiscard]] std::map<double, std::vector<double>>::const_iterator nearest(double t) const {
    auto best = known.begin();
    for (auto it = known.begin(); it != known.end(); ++it)
      if (std::abs(it->first - t) < std::abs(best->first - t)) best = it;
    return best;
  }

  Problem problem;
  SolveOptions options;
  ReducedProblem reduced;
  NewtonOptions newton_options;
  std::map<double, std::vector<double>> known;
};

PathSolver::PathSolver(Problem problem, SolveOptions options)
    : state_(std::make_unique<State>(std::move(problem), std::move(options))) {}
PathSolver::~PathSolver() = default;
PathSolver::PathSolver(PathSolver&&) noexcept = default;
PathSolver& PathSolver::operator=(PathSolver&&) noexcept = default;

void PathSolver::add_known(double t, std::span<const double> x) {
  state_->known.insert_or_assign(t, std::vector<double>(x.begin(), x.end()));
}

Solution PathSolver::point(double t) {
  const auto begin = std::chrono::steady_clock::now();
  State& s = *state_;
  const auto from = s.nearest(t);
  const int factorizations = s.reduced.factorizations;
  Solution solution{from->second, {}};
  Certificate& c = solution.certificate;
  predict(s.reduced, solution.x, t);
  s.newton_options.path = t;
  const auto direct = newton(s.reduced, solution.x, s.newton_options);
  c.run = direct.status;
  c.iterations = direct.iterations;
  c.path_reached = t;
  c.route = "newton";
  if (direct.status != RunStatus::Converged && s.options.homotopy && from->first != t) {
    solution.x = from->second;
    const auto path = follow_path(s.reduced, solution.x, from->first, t, s.newton_options);
    c.run = path.status;
    c.iterations += path.iterations;
    c.path_reached = path.reached;
    c.route = fmt::format("newton, homotopy ({} steps)", path.steps);
  }
  s.reduced.reduction.recover(solution.x);
  certify(s.problem, t, solution.x, c);
  c.factorizations = s.reduced.factorizations - factorizations;
  s.reduced.record_sizes(c);
  c.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (c.point == PointStatus::Certified) s.known.insert_or_assign(t, solution.x);
  return solution;
}

std::vector<std::vector<double>> PathSolver::tangents(double t, std::span<const double> x,
                                                      std::span<const std::vector<Index>> groups) {
  State& s = *state_;
  if (!s.reduced.evaluate(x) || !s.reduced.factorize()) return {};
  const auto rate = s.problem.path.derivative(t);
  std::vector<std::vector<double>> result;
  for (const auto& group : groups) {
    std::vector<double> dx(x.size(), 0.0);
    for (const Index k : group) dx[s.problem.path.variable[k]] = rate[k];
    s.reduced.tangent(dx);
    s.reduced.reduction.recover_tangent(x, dx);
    result.push_back(std::move(dx));
  }
  return result;
}

std::vector<double> PathSolver::total_tangent(double t, std::span<const double> x) {
  std::vector<std::vector<Index>> all(1, std::vector<Index>(state_->problem.path.variable.size()));
  std::iota(all[0].begin(), all[0].end(), 0);
  auto tangent = tangents(t, x, all);
  return tangent.empty() ? std::vector<double>{} : std::move(tangent[0]);
}

}  // namespace setu
