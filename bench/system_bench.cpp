#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "solver/newton/reduced_problem.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu::bench {
namespace {

/// The whole system seen from its endogenous variables, at the benchmark.
struct FullView {
  explicit FullView(const Case& c)
      : terms(c.model.system.terms),
        column(columns(c.problem.closure)),
        evaluator(terms, column, c.problem.closure.endogenous_count()),
        x(c.problem.start),
        residual(static_cast<std::size_t>(terms.equations())) {}
  static std::vector<Index> columns(const Closure& closure) {
    std::vector<Index> column(closure.exogenous.size(), kNone);
    Index next = 0;
    for (std::size_t v = 0; v < column.size(); ++v)
      if (!closure.exogenous[v]) column[v] = next++;
    return column;
  }
  const Terms& terms;
  std::vector<Index> column;
  Evaluator evaluator;
  std::vector<double> x, residual;
};

void build(benchmark::State& state, Size size) {
  const Database& database = case_of(size).database;
  for (auto _ : state) benchmark::DoNotOptimize(build_model(database));
}

void residual(benchmark::State& state, Size size) {
  FullView view(case_of(size));
  for (auto _ : state)
    if (!view.evaluator.evaluate(view.x, view.residual)) return fail(state, "the benchmark cannot be evaluated");
  double worst = 0;
  for (const double f : view.residual) worst = std::max(worst, std::abs(f));
  if (!(worst <= 1e-9)) return fail(state, fmt::format("the benchmark is not replicated: |F| = {:.1e}", worst));
  state.counters["equations"] = view.terms.equations();
  state.counters["terms"] = view.terms.terms();
}

void jacobian(benchmark::State& state, Size size) {
  FullView view(case_of(size));
  std::vector<double> values(static_cast<std::size_t>(view.evaluator.pattern().nonzeros()));
  if (!view.evaluator.evaluate(view.x, view.residual)) return fail(state, "the benchmark cannot be evaluated");
  for (auto _ : state) view.evaluator.jacobian(values);
  state.counters["nonzeros"] = view.evaluator.pattern().nonzeros();
}

void product(benchmark::State& state, Size size) {
  FullView view(case_of(size));
  if (!view.evaluator.evaluate(view.x, view.residual)) return fail(state, "the benchmark cannot be evaluated");
  const std::vector<double> direction(view.x.size(), 0.01);
  for (auto _ : state) view.evaluator.product(direction, view.residual);
}

void reduction(benchmark::State& state, Size size) {
  const Case& c = case_of(size);
  for (auto _ : state) {
    ReducedProblem reduced(c.problem, DirectSolver::Automatic);
    state.counters["unknowns"] = reduced.size();
  }
}

void factorisation(benchmark::State& state, Size size, DirectSolver direct) {
  ReducedProblem reduced(case_of(size).problem, direct);
  std::vector<double> x = case_of(size).problem.start;
  if (!reduced.evaluate(x)) return fail(state, "the benchmark cannot be evaluated");
  std::vector<double> values(reduced.evaluator.pattern().nonzeros());
  reduced.evaluator.jacobian(values);
  for (auto _ : state)
    if (!reduced.linear->factorize(values)) return fail(state, "the Jacobian at the benchmark is singular");
  state.counters["unknowns"] = reduced.size();
  state.counters["factor_nonzeros"] = static_cast<double>(reduced.linear->factor_nonzeros());
}

}  // namespace

void register_system(Size size) {
  const auto add = [&](const char* what, const auto& run) {
    benchmark::RegisterBenchmark(fmt::format("system/{}/{}x{}", what, size.regions, size.sectors).c_str(), run)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("build", [=](benchmark::State& state) { build(state, size); });
  add("residual", [=](benchmark::State& state) { residual(state, size); });
  add("jacobian", [=](benchmark::State& state) { jacobian(state, size); });
  add("product", [=](benchmark::State& state) { product(state, size); });
  add("reduction", [=](benchmark::State& state) { reduction(state, size); });
  add("factorise_condensed", [=](benchmark::State& state) { factorisation(state, size, DirectSolver::Condensed); });
  add("factorise_klu", [=](benchmark::State& state) { factorisation(state, size, DirectSolver::Klu); });
#ifdef SETU_HAVE_UMFPACK
  add("factorise_umfpack", [=](benchmark::State& state) { factorisation(state, size, DirectSolver::Umfpack); });
#endif
}

}  // namespace setu::bench
