#include <algorithm>
#include <cmath>
#include <random>

#include <fmt/format.h>

#include "setu/experiments/economy/economy.hpp"
#include "setu/solver/solve/orientation.hpp"

namespace setu {

namespace {

constexpr double kSame = 1e-6;        ///< two points closer than this, relative, are one solution
constexpr double kWidestStart = 3.0;  ///< a start may be up to e³ = 20 times the start value, or as small a part of it

/// The start values, or a point drawn around them; rings of growing width are drawn from in turn.
std::vector<double> start_point(const Economy& economy, int number, std::uint64_t seed) {
  const EquationSystem& system = economy.system();
  std::vector<double> x = system.benchmark();
  if (number == 0) return x;
  std::mt19937_64 random(seed * 1000003 + static_cast<std::uint64_t>(number));
  const double width = kWidestStart * (1 + (number - 1) % 10) / 10;
  for (const auto& block : system.variables)
    for (Index id = block.first; id < block.first + block.count; ++id) {
      const double u = static_cast<double>(random() >> 11U) * 0x1p-52 - 1;  // uniform on [-1, 1)
      if (economy.closure().exogenous[id]) continue;
      x[id] += width * u * (block.unit == Unit::Log ? 1 : std::max(1.0, std::abs(x[id])));
    }
  return x;
}

double distance(const Economy& economy, const std::vector<double>& a, const std::vector<double>& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!economy.closure().exogenous[i]) largest = std::max(largest, std::abs(a[i] - b[i]) / std::max(1.0, std::abs(a[i])));
  return largest;
}

bool good(const Solution& s) { return s.certificate.run == RunStatus::Converged && s.certificate.point == PointStatus::Certified; }

/// The signs of the determinants, oriented so that they add up to a positive number where they do not cancel.
void set_indices(const Problem& problem, std::vector<Equilibrium>& equilibria) {
  int total = 0;
  for (auto& e : equilibria) total += e.index = jacobian_sign(problem, e.x);
  if (total < 0)
    for (auto& e : equilibria) e.index = -e.index;
}

}  // namespace

EconomyRun solve_economy(const Economy& economy, const std::vector<EconomyShock>& shocks, const EconomyOptions& options) {
  EconomyRun run;
  Problem problem{&economy.system(), economy.closure(), economy.path(shocks), economy.system().benchmark()};
  SolveOptions solver;
  solver.method = options.solver == SolverChoice::Ipopt ? Method::Ipopt : Method::Newton;
  solver.stop = options.stop;
  std::string first_failure;
  for (int k = 0; k < options.starts; ++k) {
    problem.start = start_point(economy, k, options.seed);
    solver.homotopy = k == 0;
    solver.ipopt_fallback = k == 0 && options.solver != SolverChoice::Both;
    const Solution s = solve(problem, solver);
    if (is_stop(s.certificate.run)) {
      run.failure = fmt::format("The search was ended at start {} of {}: {}. {}", k + 1, options.starts, to_string(s.certificate.run),
                                s.certificate.message);
      return run;
    }
    if (!good(s)) {
      ++run.failed_starts;
      if (k == 0) first_failure = s.certificate.message;
      continue;
    }
    if (k == 0) run.from_start_values = true;
    const auto same =
        std::find_if(run.equilibria.begin(), run.equilibria.end(), [&](const auto& e) { return distance(economy, e.x, s.x) < kSame; });
    if (same != run.equilibria.end()) ++same->found;
    else run.equilibria.push_back({s.x, s.certificate, 1, 0});
  }
  if (run.equilibria.empty()) {
    run.failure = fmt::format("No solution was found from {} start{}. {}", options.starts, options.starts == 1 ? "" : "s", first_failure);
    return run;
  }
  problem.start = economy.system().benchmark();
  if (run.equilibria.size() > 1) set_indices(problem, run.equilibria);
  if (options.solver == SolverChoice::Both) {
    problem.start = start_point(economy, 0, options.seed);
    solver.method = Method::Ipopt;
    const Solution other = solve(problem, solver);
    run.solver_agreement = distance(economy, run.equilibria[0].x, other.x);
    if (!good(other)) run.failure = "Ipopt found no solution. " + other.certificate.message;
    else if (!(*run.solver_agreement <= kAgreementLimit))
      run.failure = fmt::format("Newton and Ipopt differ by {:.2e} (limit {:.0e}).", *run.solver_agreement, kAgreementLimit);
  }
  return run;
}

}  // namespace setu
