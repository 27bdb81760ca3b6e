#pragma once
#include "solver/ipopt/nlp.hpp"
#include "setu/solver/optimum/optimum.hpp"

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

/// What both forms of an OptimumProblem have in common.
class ControlNlp : public Nlp {
 public:
  [[nodiscard]] bool go_on(int iteration, double infeasibility, bool restoring) override;

 protected:
  ControlNlp(const OptimumProblem& problem, Scaling scaling, const OptimumOptions& options, StopCheck stop)
      : problem_(problem), scaling_(std::move(scaling)), options_(options), stop_(std::move(stop)) {}

  /// Scaled bounds of the constraints; inequalities give way by a hair, so that an interior exists where they leave a single
  /// point. What is found is sharpened to the true ones afterwards.
  void outcome_bounds(std::span<double> lower, std::span<double> upper) const;

  const OptimumProblem& problem_;
  Scaling scaling_;
  const OptimumOptions& options_;
  StopCheck stop_;
};

}  // namespace setu
