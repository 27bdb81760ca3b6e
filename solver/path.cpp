#include "setu/solver/path.hpp"

#include <fmt/format.h>

#include <chrono>
#include <algorithm>
#include <cmath>
#include <limits>
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

  /// Newton with line search from the nearest known point, then homotopy: what point() falls back to.
  void safeguarded(double t, std::map<double, std::vector<double>>::const_iterator from, Solution& solution) {
    Certificate& c = solution.certificate;
    solution.x = from->second;
    predict(reduced, solution.x, t);
    newton_options.path = t;
    const auto direct = newton(reduced, solution.x, newton_options);
    c.run = direct.status;
    c.iterations += direct.iterations;
    c.route = "newton";
    if (direct.status == RunStatus::Converged || !options.homotopy || from->first == t) return;
    solution.x = from->second;
    const auto path = follow_path(reduced, solution.x, from->first, t, newton_options);
    c.run = path.status;
    c.iterations += path.iterations;
    c.path_reached = path.reached;
    c.route = fmt::format("newton, homotopy ({} steps)", path.steps);
  }

  /// Completes dx at the last evaluated point: iterative refinement with the factorisation at hand, with a new one when
  /// that converges slowly. False if the Jacobian is singular.
  bool tangent(std::vector<double>& dx);

  Problem problem;
  SolveOptions options;
  ReducedProblem reduced;
  NewtonOptions newton_options;
  std::map<double, std::vector<double>> known;   ///< certified points by t
  std::map<double, std::vector<double>> slopes;  ///< total tangents by t
  double factorized_at = -1;                     ///< t at (or near) which the Jacobian was last factorised
};

PathSolver::PathSolver(Problem problem, SolveOptions options)
    : state_(std::make_unique<State>(std::move(problem), std::move(options))) {}
PathSolver::~PathSolver() = default;
PathSolver::PathSolver(PathSolver&&) noexcept = default;
PathSolver& PathSolver::operator=(PathSolver&&) noexcept = default;

void PathSolver::add_known(double t, std::span<const double> x) {
  state_->known.insert_or_assign(t, std::vector<double>(x.begin(), x.end()));
}

namespace {

constexpr double kChordContraction = 0.3;  ///< a chord step that reduces max |F| less than this asks for a new Jacobian
constexpr int kMaxFactorizations = 3;      ///< on one point before Newton's method with line search takes over
constexpr int kMaxRefinements = 20;
constexpr double kTangentAccuracy = 1e-12;

double max_norm(std::span<const double> v) {
  double norm = 0;
  for (const double a : v) norm = std::max(norm, std::abs(a));
  return norm;
}

/// Newton's method with a kept factorisation (chord steps): the interpolated start is so good that one Jacobian, taken
/// there, serves all steps and the tangents as well. Improves x; false when it does not get below the tolerance.
bool chord(ReducedProblem& p, std::vector<double>& x, double tolerance, Certificate& c) {
  if (!p.evaluate(x)) return false;
  double norm = max_norm(p.residual);
  std::vector<double> step, trial;
  for (int fresh = -1; norm > tolerance;) {
    if (fresh < 0) {
      if (c.factorizations++ == kMaxFactorizations || !p.factorize()) return false;
      fresh = 1;
    }
    step = p.residual;
    p.linear->solve(step);
    trial = x;
    p.move(trial, -1.0, step);
    ++c.iterations;
    const bool evaluated = p.evaluate(trial);
    const double next = evaluated ? max_norm(p.residual) : norm;
    const bool accept = evaluated && next < norm;
    if (accept) x.swap(trial);
    if (!accept && (fresh > 0 || !p.evaluate(x))) return false;
    if (next > kChordContraction * norm) fresh = -1;
    else fresh = 0;
    if (accept) norm = next;
  }
  return true;
}

}  // namespace

bool PathSolver::State::tangent(std::vector<double>& dx) {
  const std::vector<double> given = dx;
  for (int attempt = 0; attempt < 2; ++attempt) {
    if ((attempt > 0 || reduced.factorizations == 0) && !reduced.factorize()) return false;
    dx = given;
    double before = std::numeric_limits<double>::infinity();
    for (int pass = 0; pass < kMaxRefinements; ++pass) {
      const double change = reduced.refine(dx);
      const double size = max_norm(dx);
      if (!(change <= kChordContraction * before) && change > 1e-10 * size) break;  // slow: a new Jacobian pays
      if (change <= kTangentAccuracy * size || change > kChordContraction * before) return true;
      before = change;
    }
  }
  return false;
}

Solution PathSolver::point(double t) {
  const auto begin = std::chrono::steady_clock::now();
  State& s = *state_;
  const auto from = s.nearest(t);
  const int factorizations = s.reduced.factorizations;
  Solution solution{from->second, {}};
  Certificate& c = solution.certificate;
  const bool interpolated = s.interpolate(t, solution.x);
  if (!interpolated) predict(s.reduced, solution.x, t);
  c.path_reached = t;
  c.route = "newton, chord steps";
  c.run = RunStatus::Converged;
  const int before = s.reduced.factorizations;
  if (!chord(s.reduced, solution.x, s.newton_options.tolerance, c)) s.safeguarded(t, from, solution);
  if (s.reduced.factorizations != before) s.factorized_at = t;
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
  if (!s.reduced.evaluate(x)) return {};
  if (s.factorized_at != t) {
    if (!s.reduced.factorize()) return {};
    s.factorized_at = t;
  }
  const auto rate = s.problem.path.derivative(t);
  std::vector<std::vector<double>> result;
  std::vector<double> total(x.size(), 0.0);
  for (const auto& group : groups) {
    std::vector<double> dx(x.size(), 0.0);
    for (const Index k : group) dx[s.problem.path.variable[k]] = rate[k];
    if (!s.tangent(dx)) return {};
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
