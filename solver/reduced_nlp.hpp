#pragma once
#include <memory>

#include "nlp.hpp"
#include "setu/solver/optimum.hpp"

namespace setu {

/// Controls by their range and outcomes by their gradients where the search begins, so that the optimiser sees numbers of
/// order one: control = base + range · y.
struct Scaling {
  std::vector<double> base, range;  ///< per control
  std::vector<double> outcome;      ///< per outcome: what it is multiplied by

  [[nodiscard]] std::vector<double> controls(std::span<const double> y) const;
};
/// Takes gradients at the system's last solved point.
Scaling scaling_at(const std::vector<double>& gradients, const OptimumProblem& problem, Index outcomes);

/// The controls alone.
class ReducedNlp final : public Nlp {
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
  [[nodiscard]] bool go_on(int iteration, double infeasibility, bool restoring) override;

 private:
  ControlledSystem& system_;
  const OptimumProblem& problem_;
  Scaling scaling_;
  std::vector<double> start_, work_;
  const OptimumOptions& options_;
  Positions jacobian_, hessian_;
};

}  // namespace setu
