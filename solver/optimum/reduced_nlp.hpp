#pragma once
#include "control_nlp.hpp"

namespace setu {

/// The controls alone.
class ReducedNlp final : public ControlNlp {
 public:
  ReducedNlp(ControlledSystem& system, const OptimumProblem& problem, Scaling scaling, std::vector<double> start,
             const OptimumOptions& options);

  [[nodiscard]] Index unknowns() const override { return static_cast<Index>(problem_.lower.size()); }
  [[nodiscard]] Index constraints() const override { return system_.outcome_count() - 1; }
  void bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const override;
  void start(std::span<double> y) const override;
  [[nodiscard]] const Positions& jacobian_positions() const override { return jacobian_; }
  [[nodiscard]] const Positions& hessian_positions() const override { return hessian_; }
  [[nodiscard]] bool evaluate(std::span<const double> y, double& f, std::span<double> g) override;
  [[nodiscard]] bool gradient(std::span<double> out) override;
  [[nodiscard]] bool jacobian(std::span<double> values) override;
  [[nodiscard]] bool hessian(double objective_weight, std::span<const double> multipliers, std::span<double> values) override;

 private:
  ControlledSystem& system_;
  std::vector<double> start_, work_;
  Positions jacobian_, hessian_;
};

}  // namespace setu
