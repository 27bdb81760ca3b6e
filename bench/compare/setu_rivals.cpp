#include <fmt/format.h>

#include "rivals.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu::bench {
namespace {

/// `solve` with its own tolerance (1e-11, tighter than the goal) and without the fallback to Ipopt.
Outcome run(const Economy& economy, Method method, DirectSolver direct) {
  SolveOptions options;
  options.method = method;
  options.direct = direct;
  options.ipopt_fallback = false;
  Solution s = solve(economy.problem, options);
  const Certificate& c = s.certificate;
  return {std::move(s.x), c.iterations, c.reduced_equations, fmt::format("{}, {}", to_string(c.run), c.route)};
}

Rival rival(const char* name, const char* settings, DirectSolver direct) {
  return {name, settings, [direct](const Economy& e) { return run(e, Method::Newton, direct); }, {}, {}};
}

}  // namespace

std::vector<Rival> setu_rivals() {
  std::vector<Rival> all = {rival("setu", "solve() with its defaults: condensed Newton", DirectSolver::Automatic),
                            rival("setu_klu", "solve() on the reduced system, KLU, definitions first", DirectSolver::Klu)};
#ifdef SETU_HAVE_UMFPACK
  all.push_back(rival("setu_umfpack", "solve() on the reduced system, UMFPACK", DirectSolver::Umfpack));
#endif
  return all;
}

std::vector<Rival> all_rivals() {
  std::vector<Rival> all;
  for (const auto& some : {setu_rivals(), newton_rivals(), ipopt_rivals(), kinsol_rivals(), petsc_rivals()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace setu::bench
