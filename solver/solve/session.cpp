#include "setu/solver/solve/session.hpp"

#include <algorithm>
#include <chrono>

#include "certificate.hpp"
#include "ladder.hpp"
#include "setu/base/error.hpp"
#include "setu/system/derive/complementarity.hpp"

namespace setu {

namespace {
using Clock = std::chrono::steady_clock;

}  // namespace

struct SolverSession::State {
  static ReductionOptions updatable() {
    ReductionOptions options;
    options.updatable = true;
    return options;
  }

  State(Problem p, SolveOptions o)
      : problem(std::move(p)),
        options(std::move(o)),
        from(problem.path.from),
        target(problem.path.to),
        reduced(problem, options.direct, updatable()),
        steps(newton_options(options)) {
    steps.relax = true;
  }

  /// The way that the shock takes from here on.
  void set_path(const std::vector<double>& begin, std::span<const double> end) {
    problem.path.from = begin;
    problem.path.to.assign(end.begin(), end.end());
  }

  [[nodiscard]] bool has_reference() const { return known.certificate.point == PointStatus::Certified; }
  [[nodiscard]] bool has_anchor() const { return !anchor.empty(); }

  void solve_reference() {
    if (known.certificate.run != RunStatus::NotRun) return;
    set_path(from, target);
    known.x = problem.start;
    const auto begin = Clock::now();
    setu::predict(reduced, known.x, 1.0);
    if (!take_newton(reduced, steps, 1.0, known)) known = plain();
    finish(known, begin);
    if (below_floor(known)) finish(known = plain(), begin);
    if (has_reference()) anchor = known.x;
    if (is_stop(known.certificate.run)) known = {};  // to be tried again
  }

  /// Factorises at the anchor again where another point has replaced or worn out the factors, so that every point finds
  /// the same.
  void restore_factors() {
    if (!has_anchor()) return;
    if (reduced.linear->factorizations() == anchor_factorization && reduced.linear->settled()) return;
    if (!take_jacobian()) return;
    reduced.linear->forget();
    (void)reduced.linear->factorize(jacobian);
    anchor_factorization = reduced.linear->factorizations();
  }

  /// The Jacobian at the anchor, if it is not there yet. False where it cannot be evaluated.
  bool take_jacobian() {
    if (!jacobian.empty()) return true;
    if (!reduced.evaluate(anchor)) return false;
    jacobian.resize(reduced.evaluator.pattern().nonzeros());
    reduced.jacobian(jacobian);
    return true;
  }

  /// Whether it solves the equations, but not the floors.
  [[nodiscard]] bool below_floor(const Solution& s) const {
    return s.certificate.point != PointStatus::Certified && s.certificate.run == RunStatus::Converged && floor_binds(*problem.system, s.x);
  }

  /// From the benchmark, by every means.
  Solution plain() {
    Problem alone = problem;
    alone.path.from = from;
    return setu::solve(alone, options);
  }

  void finish(Solution& s, Clock::time_point begin) {
    reduced.reduction.recover(s.x);
    certify(problem, 1.0, s.x, s.certificate);
    reduced.record_sizes(s.certificate);
    s.certificate.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  }

  /// The reference solution moved along its tangent; eliminated entries are left behind. Empty without a reference.
  std::vector<double> predicted(std::span<const double> to) {
    check_size(to);
    solve_reference();
    if (!has_reference()) return {};
    restore_factors();
    set_path(target, to);
    std::vector<double> x = known.x;
    setu::predict(reduced, x, 1.0);
    return x;
  }

  void check_size(std::span<const double> to) const {
    if (to.size() != target.size()) throw LogicError("a point of a session needs a value for each moving variable");
  }

  Problem problem;
  SolveOptions options;
  std::vector<double> from, target;  ///< the moving variables at the benchmark and at the reference
  ReducedProblem reduced;
  NewtonOptions steps;
  Solution known;                ///< of the reference point
  std::vector<double> anchor;    ///< where the shared factorisation is taken; empty: nowhere yet
  std::vector<double> jacobian;  ///< there
  bool borrowed = false;         ///< it is another session's
  int anchor_factorization = -1;
};

SolverSession::SolverSession(Problem reference, SolveOptions options)
    : state_(std::make_unique<State>(std::move(reference), std::move(options))) {}
SolverSession::~SolverSession() = default;
SolverSession::SolverSession(SolverSession&&) noexcept = default;
SolverSession& SolverSession::operator=(SolverSession&&) noexcept = default;

const std::vector<Index>& SolverSession::moving() const { return state_->problem.path.variable; }

const Solution& SolverSession::reference() {
  state_->solve_reference();
  return state_->known;
}

std::vector<double> SolverSession::predict(std::span<const double> to) {
  std::vector<double> x = state_->predicted(to);
  if (!x.empty()) state_->reduced.reduction.recover(x);
  return x;
}

void SolverSession::set_stop(StopCheck stop) { state_->options.stop = state_->steps.stop = std::move(stop); }

Solution SolverSession::solve(std::span<const double> to) {
  State& s = *state_;
  const auto begin = Clock::now();
  Solution solution{s.predicted(to), {}};
  const int factorizations = s.reduced.linear->factorizations();
  const Landmark reference{0.0, [&] { return s.known.x; }};
  if (solution.x.empty() || (!climb(s.reduced, s.steps, reference, 1.0, solution) && !is_stop(solution.certificate.run))) {
    s.set_path(s.from, to);
    return s.plain();
  }
  s.finish(solution, begin);
  if (s.below_floor(solution)) {
    s.set_path(s.from, to);
    return s.plain();
  }
  solution.certificate.factorizations = s.reduced.linear->factorizations() - factorizations;
  return solution;
}

void SolverSession::follow(SolverSession& other) {
  State &s = *state_, &o = *other.state_;
  o.solve_reference();
  if (s.has_anchor() || !o.has_reference()) return;
  s.anchor = o.anchor;
  const SparsePattern &mine = s.reduced.evaluator.pattern(), &its = o.reduced.evaluator.pattern();
  s.borrowed = mine.row == its.row && mine.column_begin == its.column_begin && o.take_jacobian();
  if (s.borrowed) s.jacobian = o.jacobian;
}

bool SolverSession::update() {
  State& s = *state_;
  const std::vector<double> start = s.problem.system->benchmark();
  for (std::size_t v = 0; v < start.size(); ++v)
    if (s.problem.closure.exogenous[v] && start[v] != s.problem.start[v]) return false;  // folded into the numbers
  s.problem.start = start;
  if (!s.borrowed) {
    s.jacobian.clear();
    s.anchor_factorization = -1;
  }
  if (s.known.certificate.run != RunStatus::NotRun) s.known = {};
  return s.reduced.update();
}

Solution SolverSession::solve_from(std::span<const double> guess, std::span<const double> to) {
  State& s = *state_;
  s.check_size(to);
  const auto begin = Clock::now();
  s.restore_factors();
  s.set_path(s.from, to);
  if (guess.empty()) return s.plain();
  Solution solution{s.problem.start, {}};
  for (const Index v : s.reduced.reduction.unknowns()) solution.x[v] = guess[v];
  s.problem.path.apply(1.0, solution.x);
  const int factorizations = s.reduced.linear->factorizations();
  if (!climb(s.reduced, s.steps, {}, 1.0, solution) && !is_stop(solution.certificate.run)) return s.plain();
  s.finish(solution, begin);
  if (s.below_floor(solution)) {
    s.set_path(s.from, to);
    return s.plain();
  }
  solution.certificate.factorizations = s.reduced.linear->factorizations() - factorizations;
  return solution;
}

}  // namespace setu
