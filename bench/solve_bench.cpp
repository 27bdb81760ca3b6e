#include <fmt/format.h>

#include <cmath>

#include "cases.hpp"

namespace setu::bench {
namespace {

void report(benchmark::State& state, const Certificate& c) {
  state.counters["equations"] = c.equations;
  state.counters["unknowns"] = c.reduced_equations;
  state.counters["iterations"] = c.iterations;
  state.counters["residual"] = c.max_scaled_residual;
}

/// Every solve must be certified by the method that is being timed, not by its fallback.
void whole_solve(benchmark::State& state, Size size, const SolveOptions& options) {
  const Case& c = case_of(size);
  for (auto _ : state) {
    const Solution solution = solve(c.problem, options);
    const Certificate& found = solution.certificate;
    if (found.run != RunStatus::Converged || found.point != PointStatus::Certified)
      return fail(state, fmt::format("{}, {}: {}", to_string(found.run), to_string(found.point), found.message));
    const double walras = std::abs(solution.x[static_cast<std::size_t>(c.model.system.find("walraslack")->first)]);
    if (!(walras <= 1e-9)) return fail(state, fmt::format("Walras' law is broken by {:.1e}", walras));
    state.SetLabel(found.route);
    report(state, found);
  }
}

}  // namespace

void register_solves(Size size) {
  const auto add = [&](const char* what, Method method, DirectSolver direct) {
    SolveOptions options;
    options.method = method;
    options.direct = direct;
    options.ipopt_fallback = false;
    benchmark::RegisterBenchmark(fmt::format("solve/{}/{}x{}", what, size.regions, size.sectors).c_str(),
                                 [=](benchmark::State& state) { whole_solve(state, size, options); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("newton", Method::Newton, DirectSolver::Automatic);
  add("newton_condensed", Method::Newton, DirectSolver::Condensed);
  add("newton_klu", Method::Newton, DirectSolver::Klu);
#ifdef SETU_HAVE_UMFPACK
  add("newton_umfpack", Method::Newton, DirectSolver::Umfpack);
#endif
  add("ipopt", Method::Ipopt, DirectSolver::Automatic);
}

}  // namespace setu::bench
