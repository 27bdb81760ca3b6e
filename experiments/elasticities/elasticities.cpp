#include "setu/experiments/elasticities/elasticities.hpp"

#include <chrono>

#include <fmt/format.h>

#include "setu/model/assembly/parameters.hpp"

namespace setu {

std::optional<double> MarginalEffects::elasticity(const Lever& lever, double effect) const {
  const double steps = lever.measure == Measure::Percent ? 100 : lever.value;  // that make up 100 per cent of the lever
  if (result.level == 0 || steps == 0) return std::nullopt;
  return effect * steps / result.level;
}

Elasticities elasticities(const Experiment& e, std::span<const double> x, const std::vector<std::string>& names, const StopCheck& stop) {
  Elasticities all;
  for (const auto& name : names) all.results.push_back({find_result(e, x, name), {}, 0});
  all.levers = levers(e, x);
  const auto begin = std::chrono::steady_clock::now();
  AdjointSolver adjoint(e.problem(), x);
  if (!adjoint.regular()) {
    all.failure = "The Jacobian is singular at the solution, so results have no derivatives there.";
    return all;
  }
  const std::optional<ParameterGradient> by_parameter =
      e.model.parameters ? std::optional<ParameterGradient>(std::in_place, e.model, x) : std::nullopt;
  for (auto& effects : all.results) {
    if (const auto status = asked(stop)) {
      all.failure = fmt::format("The work was ended at the derivatives of {}: {}.", effects.result.name, to_string(*status));
      return all;
    }
    const Adjoint a = adjoint.solve(effects.result.gradient);
    effects.residual = a.residual;
    if (!(a.residual <= kAdjointLimit))
      all.failure = fmt::format("The adjoint equation of {} is solved to {:.1e} only (limit {:.0e}).", effects.result.name, a.residual,
                                kAdjointLimit);
    const auto parameters = by_parameter ? (*by_parameter)(a.multipliers) : std::vector<double>{};
    for (const Lever& lever : all.levers)  // dR/dθ = −λᵀ F_θ (docs/elasticities.md, eq. E8)
      effects.derivative.push_back(lever.step * (lever.parameter ? -parameters[lever.index] : a.derivative[lever.index]));
  }
  all.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return all;
}

}  // namespace setu
