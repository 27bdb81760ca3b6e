#pragma once
#include "solver/ipopt/nlp.hpp"

namespace setu {

/// Another problem's constraints with slack: minimise Σ (s + t) subject to g_lower ≤ g(y) + s − t ≤ g_upper and s, t ≥ 0.
/// The unknowns are y, then s, then t.
class ElasticNlp final : public Nlp {
 public:
  explicit ElasticNlp(Nlp& inner);

  [[nodiscard]] Index unknowns() const override { return inner_.unknowns() + 2 * inner_.constraints(); }
  [[nodiscard]] Index constraints() const override { return inner_.constraints(); }
  void bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const override;
  void start(std::span<double> y) const override;
  [[nodiscard]] const Positions& jacobian_positions() const override { return jacobian_; }
  [[nodiscard]] const Positions& hessian_positions() const override { return inner_.hessian_positions(); }
  [[nodiscard]] bool evaluate(std::span<const double> y, double& f, std::span<double> g) override;
  [[nodiscard]] bool gradient(std::span<double> out) override;
  [[nodiscard]] bool jacobian(std::span<double> values) override;
  [[nodiscard]] bool hessian(double objective_weight, std::span<const double> multipliers, std::span<double> values) override;
  [[nodiscard]] bool go_on(int iteration, double infeasibility, bool restoring) override;

 private:
  Nlp& inner_;
  Positions jacobian_;
};

}  // namespace setu
