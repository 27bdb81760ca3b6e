#include "setu/solver/solve/path.hpp"

#include <chrono>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "certificate.hpp"
#include "ladder.hpp"
#include "regularity.hpp"

namespace setu {

namespace {

constexpr int kMostChords = 8;
constexpr double kChordGain = 0.2;  ///< a step that leaves more than this share of the residual is not followed by another
constexpr double kChordForcing = 1e-3, kChordFloor = 1e-14;

/// Newton's steps with the Jacobian at hand, which is that of another point: enough where x is next to the solution. False where they
/// do not come below `tolerance`.
bool chord_steps(ReducedProblem& reduced, std::vector<double>& x, double tolerance) {
  std::vector<double> step(reduced.residual.size());
  double last = std::numeric_limits<double>::infinity();
  for (int k = 0; k < kMostChords; ++k) {
    if (!reduced.evaluate(x)) return false;
    double largest = 0;
    for (std::size_t i = 0; i < step.size(); ++i) {
      step[i] = -reduced.residual[i];
      largest = std::max(largest, std::abs(step[i]));
    }
    if (largest <= kChordFloor || (largest <= tolerance && largest > kChordGain * last)) return true;
    if (!(largest <= kChordGain * last) || !reduced.linear->solve(step, kChordForcing)) return false;
    reduced.move(x, 1.0, step);
    last = largest;
  }
  return last <= tolerance;
}

}  // namespace

struct PathSolver::State {
  State(Problem p, SolveOptions o) : problem(std::move(p)), options(std::move(o)), reduced(problem, options.direct) { prepare(); }
  /// The same problem over the same reduction, where only the start is known.
  explicit State(const State& twin) : problem(twin.problem), options(twin.options), reduced(problem, options.direct, twin.reduced) {
    prepare();
  }
  void prepare() {
    add(0.0, problem.start);
    steps = newton_options(options);
  }

  void add(double t, std::span<const double> x) {
    std::vector<double> unknowns;
    unknowns.reserve(reduced.reduction.unknowns().size());
    for (const Index v : reduced.reduction.unknowns()) unknowns.push_back(x[v]);
    known.insert_or_assign(t, Known{std::move(unknowns), {}});
  }

  /// The start with these unknowns and the shock at t: a point of the reduced system (eliminated entries are not filled).
  [[nodiscard]] std::vector<double> point_of(double t, std::span<const double> unknowns) const {
    std::vector<double> x = problem.start;
    const auto& ids = reduced.reduction.unknowns();
    for (std::size_t j = 0; j < ids.size(); ++j) x[ids[j]] = unknowns[j];
    reduced.set_shock(t, x);
    return x;
  }

  [[nodiscard]] std::map<double, Known>::const_iterator nearest(double t) const {
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
    const Known &p0 = left->second, &p1 = right->second;
    if (p0.slope.empty() || p1.slope.empty()) return false;
    const double h = right->first - left->first, u = (t - left->first) / h;
    const double a = (1 + 2 * u) * (1 - u) * (1 - u), b = u * (1 - u) * (1 - u) * h;
    const double c = u * u * (3 - 2 * u), d = u * u * (u - 1) * h;
    std::vector<double> unknowns(p0.unknowns.size());
    for (std::size_t j = 0; j < unknowns.size(); ++j)
      unknowns[j] = a * p0.unknowns[j] + b * p0.slope[j] + c * p1.unknowns[j] + d * p1.slope[j];
    x = point_of(t, unknowns);  // given variables off the path keep their value exactly
    return true;
  }

  /// Newton's method from a good start, then homotopy from the nearest known point.
  void solve(double t, std::map<double, Known>::const_iterator from, Solution& solution) {
    steps.path = t;
    std::optional<Landmark> landmark;
    if (options.homotopy && from->first != t)
      landmark = Landmark{from->first, [&] { return point_of(from->first, from->second.unknowns); }};
    climb(reduced, steps, landmark, t, solution);
  }

  Problem problem;
  SolveOptions options;
  ReducedProblem reduced;
  NewtonOptions steps;
  std::map<double, Known> known;  ///< certified points by t
};

PathSolver::PathSolver(Problem problem, SolveOptions options) : state_(std::make_unique<State>(std::move(problem), std::move(options))) {}
PathSolver::PathSolver(std::unique_ptr<State> state) : state_(std::move(state)) {}
PathSolver PathSolver::twin() const { return PathSolver(std::make_unique<State>(*state_)); }
PathSolver::~PathSolver() = default;
PathSolver::PathSolver(PathSolver&&) noexcept = default;
PathSolver& PathSolver::operator=(PathSolver&&) noexcept = default;

Solution PathSolver::follow() {
  State& s = *state_;
  Solution solution{s.problem.start, {}};
  take_path(s.reduced, newton_options(s.options), 0.0, 1.0, solution);
  s.problem.path.apply(solution.certificate.path_reached, solution.x);
  s.reduced.reduction.recover(solution.x);
  certify(s.problem, 1.0, solution.x, solution.certificate);
  return solution;
}

Regularity PathSolver::regularity(std::span<const double> x, std::span<const double> rounding) {
  return measure_regularity(state_->reduced, x, rounding);
}

void PathSolver::add_known(double t, std::span<const double> x) { state_->add(t, x); }
void PathSolver::add_known(double t, const Known& point) { state_->known.insert_or_assign(t, point); }
const PathSolver::Known& PathSolver::known(double t) const { return state_->known.at(t); }

Solution PathSolver::point(double t) {
  const auto begin = std::chrono::steady_clock::now();
  State& s = *state_;
  const auto from = s.nearest(t);
  const int factorizations = s.reduced.linear->factorizations();
  Solution solution;
  Certificate& c = solution.certificate;
  if (!s.interpolate(t, solution.x)) {
    solution.x = s.point_of(from->first, from->second.unknowns);
    predict(s.reduced, solution.x, t);
  }
  s.solve(t, from, solution);
  s.reduced.reduction.recover(solution.x);
  certify(s.problem, t, solution.x, c);
  c.factorizations = s.reduced.linear->factorizations() - factorizations;
  s.reduced.record_sizes(c);
  c.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (c.point == PointStatus::Certified) s.add(t, solution.x);
  return solution;
}

bool PathSolver::tangents(double t, std::span<const double> x, std::span<const std::vector<Index>> groups,
                          std::vector<std::vector<double>>& tangents) {
  State& s = *state_;
  if (asked(s.options.stop) || !s.reduced.evaluate(x) || !s.reduced.linearize()) return false;
  const auto rate = s.problem.path.derivative(t);
  const auto& unknowns = s.reduced.reduction.unknowns();
  std::vector<double> slope(unknowns.size(), 0.0);
  tangents.resize(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    auto& dx = tangents[g];
    dx.assign(x.size(), 0.0);
    for (const Index k : groups[g]) dx[s.problem.path.variable[k]] = rate[k];
    if (!s.reduced.tangent(dx)) return false;
    s.reduced.reduction.recover_tangent(x, dx);
    for (std::size_t j = 0; j < unknowns.size(); ++j) slope[j] += dx[unknowns[j]];
  }
  if (const auto at = s.known.find(t); at != s.known.end()) at->second.slope = std::move(slope);
  return true;
}

std::vector<std::vector<double>> PathSolver::tangents(double t, std::span<const double> x, std::span<const std::vector<Index>> groups) {
  std::vector<std::vector<double>> result;
  if (!tangents(t, x, groups, result)) result.clear();
  return result;
}

std::vector<double> PathSolver::displaced(std::span<const double> to, std::span<const double> near) {
  State& s = *state_;
  const std::vector<double> before = s.problem.path.to;
  s.problem.path.to.assign(to.begin(), to.end());
  std::vector<double> x(near.begin(), near.end());
  s.problem.path.apply(1.0, x);
  s.steps.path = 1.0;
  const bool solved = chord_steps(s.reduced, x, s.steps.tolerance) || newton(s.reduced, x, s.steps).status == RunStatus::Converged;
  if (solved) s.reduced.reduction.recover(x);
  s.problem.path.to = before;
  return solved ? x : std::vector<double>{};
}

std::vector<double> PathSolver::total_tangent(double t, std::span<const double> x) {
  std::vector<std::vector<Index>> all(1, std::vector<Index>(state_->problem.path.variable.size()));
  std::iota(all[0].begin(), all[0].end(), 0);
  auto tangent = tangents(t, x, all);
  return tangent.empty() ? std::vector<double>{} : std::move(tangent[0]);
}

}  // namespace setu
