#include "setu/solver/optimum/optimum.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "elastic_nlp.hpp"
#include "full_nlp.hpp"
#include "kkt.hpp"
#include "reduced_nlp.hpp"

namespace setu {

namespace {

using Clock = std::chrono::steady_clock;

/// Where the conditions of an optimum hold to this, it has been reached, whatever the optimiser says of its way.
constexpr double kConditions = 1e-8;

std::vector<NlpOption> ipopt_options(const OptimumOptions& options) {
  return {
      {"print_level", "", 0, true},
      {"sb", "yes"},
      {"linear_solver", "mumps"},
      {"nlp_scaling_method", "none"},  // numbers are of order one already
      {"tol", "", options.tolerance},
      {"acceptable_tol", "", 100 * options.tolerance},
      {"constr_viol_tol", "", options.tolerance},
      {"bound_relax_factor", "", 0},
      {"mu_strategy", "adaptive"},
      {"max_iter", "", static_cast<double>(options.max_iterations), true},
  };
}

std::vector<double> inside(const OptimumProblem& p, std::span<const double> start) {
  std::vector<double> u(start.begin(), start.end());
  for (std::size_t k = 0; k < u.size(); ++k) u[k] = std::clamp(u[k], p.lower[k], p.upper[k]);
  return u;
}

/// A bound binds where its multiplier is larger than the distance to it, both scaled: the interior point has both small
/// with a product near zero.
Side side_of(double multiplier_lower, double multiplier_upper, double to_lower, double to_upper) {
  if (multiplier_lower > to_lower) return Side::Lower;
  return multiplier_upper > to_upper ? Side::Upper : Side::Free;
}

ActiveSet active_of(const NlpResult& r, const ControlledSystem& system, const OptimumProblem& p, const Scaling& scaling) {
  ActiveSet a;
  const std::size_t n = p.lower.size(), m = p.outcome_lower.size(), y0 = r.y.size() - n, g0 = r.multipliers.size() - m;
  for (std::size_t k = 0; k < n; ++k) a.control.push_back(side_of(r.lower[y0 + k], r.upper[y0 + k], r.y[y0 + k], 1 - r.y[y0 + k]));
  for (std::size_t j = 0; j < m; ++j) {
    const double value = system.outcomes()[j + 1], nu = r.multipliers[g0 + j], scale = scaling.outcome[j + 1];
    a.outcome.push_back(p.outcome_lower[j] == p.outcome_upper[j]
                            ? Side::Lower
                            : side_of(-nu, nu, (value - p.outcome_lower[j]) * scale, (p.outcome_upper[j] - value) * scale));
  }
  return a;
}

/// Goes to the start and takes the scales there.
bool prepare(ControlledSystem& system, const OptimumProblem& p, std::span<const double> start, Scaling& scaling, Optimum& found) {
  if (!system.move(inside(p, start))) {
    found.status = RunStatus::EvaluationFailed;
    found.message = system.failure();
    return false;
  }
  const auto* gradients = system.gradients();
  if (!gradients) {
    found.status = RunStatus::SingularJacobian;
    found.message = "the Jacobian is singular where the search begins";
    return false;
  }
  scaling = scaling_at(*gradients, p, system.outcome_count());
  return true;
}

void take_point(const ControlledSystem& system, Optimum& found) {
  found.controls = system.at();
  found.outcomes = system.outcomes();
  found.solution = system.solution();
}

/// Goes to what Ipopt found, sharpens it and says what is true of it.
void finish(ControlledSystem& system, const OptimumProblem& p, const Scaling& scaling, const NlpResult& r,
            const std::vector<double>& controls, Optimum& found) {
  found.status = r.status;
  found.message = r.message;
  found.infeasible = r.infeasible;
  found.iterations = r.iterations;
  if (controls.empty() || r.multipliers.size() < p.outcome_lower.size()) return;
  if (!system.move(inside(p, controls))) {
    found.status = RunStatus::EvaluationFailed;
    found.message = system.failure();
    return;
  }
  ActiveSet guess = active_of(r, system, p, scaling);
  const double size = std::max(1 / scaling.outcome[0], objective_size(system, p));
  const bool sharp = polish(system, p, size, guess);
  if (!judge(system, p, size, found)) found.status = RunStatus::SingularJacobian;
  else if (sharp && r.status != RunStatus::EvaluationFailed && found.kkt.residual() <= kConditions) found.status = RunStatus::Converged;
  take_point(system, found);
}

/// A search that was ended from outside says so, whatever the optimiser makes of it.
void note_stop(const ControlledSystem& system, Optimum& found) {
  const auto stop = asked(system.stop());
  if (!stop || found.certified()) return;
  found.status = *stop;
  found.message = to_string(*stop);
}

/// The bounds that have multipliers in an optimum.
ActiveSet held_in(const Optimum& o, const OptimumProblem& p) {
  ActiveSet a;
  for (std::size_t k = 0; k < p.lower.size(); ++k) {
    const bool low = o.controls[k] - p.lower[k] < p.upper[k] - o.controls[k];
    a.control.push_back(o.bound[k] == 0 ? Side::Free : low ? Side::Lower : Side::Upper);
  }
  for (std::size_t j = 0; j < p.outcome_lower.size(); ++j) {
    const bool low = o.outcomes[j + 1] - p.outcome_lower[j] < p.outcome_upper[j] - o.outcomes[j + 1];
    a.outcome.push_back(o.shadow[j] == 0 ? Side::Free : low ? Side::Lower : Side::Upper);
  }
  return a;
}

}  // namespace

double Kkt::residual() const { return std::max(stationarity, violation); }

bool Optimum::certified(double tolerance) const {
  return status == RunStatus::Converged && solution.certificate.point == PointStatus::Certified && kkt.residual() <= tolerance;
}

Optimum find_optimum(ControlledSystem& system, const OptimumProblem& p, std::span<const double> start, const OptimumOptions& options) {
  const auto begin = Clock::now();
  const int before = system.solves();
  Optimum found;
  Scaling scaling;
  if (prepare(system, p, start, scaling, found)) {
    if (options.method == OptimumMethod::Full) {
      FullNlp nlp(system, p, scaling, options);
      const NlpResult r = solve_nlp(nlp, ipopt_options(options));
      finish(system, p, scaling, r, r.y.empty() ? r.y : nlp.controls_of(r.y), found);
    } else {
      ReducedNlp nlp(system, p, scaling, system.at(), options);
      const NlpResult r = solve_nlp(nlp, ipopt_options(options));
      finish(system, p, scaling, r, scaling.controls(r.y), found);
    }
  }
  note_stop(system, found);
  found.solves = system.solves() - before;
  found.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return found;
}

Optimum follow_optimum(ControlledSystem& system, const OptimumProblem& p, const Optimum& previous, const OptimumOptions& options) {
  const auto begin = Clock::now();
  const int before = system.solves();
  Optimum found;
  ActiveSet held = held_in(previous, p);
  if (system.move(inside(p, previous.controls)) && system.gradients()) {
    const double size = objective_size(system, p);
    if (polish(system, p, size, held) && judge(system, p, size, found) && found.kkt.residual() <= kConditions && found.kkt.second_order()) {
      found.status = RunStatus::Converged;
      found.message = "followed from the optimum before";
      take_point(system, found);
      found.solves = system.solves() - before;
      found.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
      return found;
    }
  }
  return find_optimum(system, p, previous.controls, options);
}

Shortfall least_shortfall(ControlledSystem& system, const OptimumProblem& p, std::span<const double> start, const OptimumOptions& options) {
  Optimum ignored;
  Scaling scaling;
  Shortfall result;
  if (!prepare(system, p, start, scaling, ignored)) return result;
  ReducedNlp inner(system, p, scaling, system.at(), options);
  ElasticNlp elastic(inner);
  const NlpResult r = solve_nlp(elastic, ipopt_options(options));
  if (r.status != RunStatus::Converged) return result;
  const auto y = std::span(r.y).first(p.lower.size());
  if (!system.move(inside(p, scaling.controls(y)))) return result;
  result.found = true;
  result.controls = system.at();
  result.outcomes = system.outcomes();
  for (std::size_t j = 0; j < p.outcome_lower.size(); ++j) {
    const double value = result.outcomes[j + 1], slack = 1e-6 / scaling.outcome[j + 1];
    const double missing = std::max(p.outcome_lower[j] - value, value - p.outcome_upper[j]);
    result.missing.push_back(missing > slack ? missing : 0.0);
  }
  return result;
}

}  // namespace setu
