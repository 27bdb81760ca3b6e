#include "setu/solver/solve/solve.hpp"

#include <chrono>

#include "certificate.hpp"
#include "ladder.hpp"

namespace setu {

Solution solve(const Problem& problem, const SolveOptions& options) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
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
  certify(problem, 1.0, s.x, s.certificate);
  s.certificate.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return s;
}

void certify_again(const Problem& problem, Solution& solution) { certify(problem, 1.0, solution.x, solution.certificate); }

}  // namespace setu
