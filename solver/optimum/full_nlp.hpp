#pragma once
#include "control_nlp.hpp"
#include "setu/system/derive/hessian.hpp"
#include "setu/system/reduce/reduction.hpp"

namespace setu {

/// The unknowns of the reduced system and the controls, scaled to [0, 1]; the system's equations come before the
/// constraints. Starts at the system's last solved point.
class FullNlp final : public ControlNlp {
 public:
  FullNlp(const ControlledSystem& system, const OptimumProblem& problem, Scaling scaling, const OptimumOptions& options);

  [[nodiscard]] Index unknowns() const override { return system_size() + controls(); }
  [[nodiscard]] Index constraints() const override { return system_size() + outcome_.terms().equations() - 1; }
  void bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const override;
  void start(std::span<double> y) const override;
  [[nodiscard]] const Positions& jacobian_positions() const override { return jacobian_; }
  [[nodiscard]] const Positions& hessian_positions() const override { return hessian_; }
  [[nodiscard]] bool evaluate(std::span<const double> y, double& f, std::span<double> g) override;
  [[nodiscard]] bool gradient(std::span<double> out) override;
  [[nodiscard]] bool jacobian(std::span<double> values) override;
  [[nodiscard]] bool hessian(double objective_weight, std::span<const double> multipliers, std::span<double> values) override;

  [[nodiscard]] std::vector<double> controls_of(std::span<const double> y) const;

 private:
  [[nodiscard]] Index system_size() const { return static_cast<Index>(reduction_.unknowns().size()); }
  [[nodiscard]] Index controls() const { return static_cast<Index>(scaling_.range.size()); }
  [[nodiscard]] std::vector<Index> columns() const;
  /// What one step of unknown j is worth in the system's own variable.
  [[nodiscard]] double unit(Index j) const { return j < system_size() ? 1.0 : scaling_.range[j - system_size()]; }
  void find_positions();

  std::vector<Index> control_ids_;
  Reduction reduction_;
  Terms outcome_terms_;
  Evaluator equation_, outcome_;
  Hessian equation_hessian_, outcome_hessian_;
  std::vector<double> x_, residual_, outcomes_, equation_values_, outcome_values_, weights_;
  std::vector<double> start_;
  Positions jacobian_, hessian_;
};

}  // namespace setu
