#include <cmath>
#include <numeric>

#include "full_view.hpp"
#include "solver/linear/linear_solver.hpp"
#include "rivals.hpp"

namespace setu::bench {
namespace {

constexpr int most_iterations = 60;
constexpr double shortest_step = 1e-6, sufficient_decrease = 1e-4;

double length(std::span<const double> f) { return std::sqrt(std::inner_product(f.begin(), f.end(), f.begin(), 0.0)); }

/// Newton's method on the full system as a careful user would write it: symbolic analysis once, one numerical
/// factorisation per iteration, the step halved until it can be evaluated and ‖F‖₂ falls (Armijo).
Outcome newton(const Economy& economy, std::unique_ptr<LinearSolver> (*make)(const SparsePattern&)) {
  FullView view(economy.problem);
  const auto n = static_cast<std::size_t>(view.size());
  const auto linear = make(view.pattern());
  std::vector<double> u(n), f(n), step(n), trial(n), values(view.pattern().row.size());
  Outcome out;
  out.unknowns = view.size();
  view.start(u);
  if (!view.evaluate(u, f)) return {{}, 0, out.unknowns, "the start cannot be evaluated"};
  for (out.message = "converged"; !(largest(f) <= kGoal); ++out.iterations) {
    if (out.iterations == most_iterations) return {{}, out.iterations, out.unknowns, "iteration limit"};
    view.jacobian(values);
    step = f;
    if (!linear->factorize(values) || !linear->solve(step)) return {{}, out.iterations, out.unknowns, "singular Jacobian"};
    const double before = length(f);
    double alpha = 1;
    for (;; alpha /= 2) {
      if (alpha < shortest_step) return {{}, out.iterations, out.unknowns, "line search failed"};
      for (std::size_t j = 0; j < n; ++j) trial[j] = u[j] - alpha * step[j];
      if (view.evaluate(trial, f) && length(f) <= (1 - sufficient_decrease * alpha) * before) break;
    }
    u.swap(trial);
  }
  out.x = view.point(u);
  return out;
}

std::unique_ptr<LinearSolver> klu(const SparsePattern& pattern) {
  KluSettings settings;
  settings.btf = true;
  return make_klu(pattern, settings);
}

}  // namespace

std::vector<Rival> newton_rivals() {
  std::vector<Rival> all = {{"newton_klu",
                             "full system, Newton with line search, KLU: BTF, AMD, row scaling",
                             [](const Economy& e) { return newton(e, klu); },
                             {},
                             {}}};
  Rival umfpack{"newton_umfpack", "full system, Newton with line search, UMFPACK with its defaults", {}, {}, {}};
#ifdef SETU_HAVE_UMFPACK
  umfpack.run = [](const Economy& e) { return newton(e, make_umfpack); };
#else
  umfpack.missing = "libsuitesparse-dev, and configure with -DSETU_UMFPACK=ON";
#endif
  all.push_back(umfpack);
  return all;
}

}  // namespace setu::bench
