#include "setu/solver/solve/solve.hpp"

#include <chrono>

#include "certificate.hpp"
#include "ladder.hpp"
#include "setu/system/derive/complementarity.hpp"

namespace setu {

namespace {

/// By the method that is asked for and those that it falls back to; not judged yet.
Solution solve_equations(const Problem& problem, const SolveOptions& options) {
  Solution s;
  s.x = problem.start;
  bool done = false;
  if (options.method == Method::Newton) {
    ReducedProblem reduced(problem, options.direct);
    done = climb_from_start(reduced, options, s) || is_stop(s.certificate.run);
    reduced.record_sizes(s.certificate);
    s.certificate.factorizations = reduced.linear->factorizations();
    reduced.reduction.recover(s.x);
  }
  if (options.method == Method::Ipopt || (!done && options.ipopt_fallback)) take_ipopt(problem, options, s);
  return s;
}

/// With every floor as a complementarity.
Solution solve_with_floors(const Problem& problem, const SolveOptions& options, int iterations) {
  const EquationSystem system = with_floors(*problem.system);
  Problem floored = problem;
  floored.system = &system;
  Solution s = solve_equations(floored, options);
  s.certificate.iterations += iterations;
  s.certificate.route += ", floors of investment";
  return s;
}

}  // namespace

Solution solve(const Problem& problem, const SolveOptions& options) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  const bool floors = !problem.system->floors.empty();
  Solution s;
  if (!floors || !options.floors) {
    SolveOptions first = options;
    if (floors) first.ipopt_fallback = false;  // the floors come first
    s = solve_equations(problem, first);
    certify(problem, 1.0, s.x, s.certificate);
  }
  if (floors && s.certificate.point != PointStatus::Certified && !is_stop(s.certificate.run)) {
    s = solve_with_floors(problem, options, s.certificate.iterations);
    certify(problem, 1.0, s.x, s.certificate);
  }
  s.certificate.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return s;
}

void certify_again(const Problem& problem, Solution& solution) { certify(problem, 1.0, solution.x, solution.certificate); }

}  // namespace setu
