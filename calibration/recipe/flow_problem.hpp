#pragma once
#include "flows.hpp"
#include "setu/calibration/balance/balance.hpp"

namespace setu::recipe {

/// The balancing problem of step 5 with the numbers of its cells and totals.
class FlowProblem {
 public:
  FlowProblem(const Recipe& recipe, const Controls& controls, const UseSeeds& uses, const TradeSeeds& trade, const Tariffs& tariffs);

  /// Cell of commodity c bought by user u in region r, at home (0) or abroad (1).
  [[nodiscard]] std::size_t use(std::size_t origin, std::size_t c, std::size_t u, std::size_t r) const {
    return ((origin * n_ + c) * users_ + u) * regions_ + r;
  }
  /// Cell of the flow of c from s to d for intermediate (0) or final (1) use.
  [[nodiscard]] std::size_t flow(std::size_t s, std::size_t c, std::size_t d, std::size_t k) const {
    return 2 * n_ * users_ * regions_ + ((s * n_ + c) * regions_ + d) * 2 + k;
  }
  [[nodiscard]] const std::vector<double>& priors() const { return priors_; }
  [[nodiscard]] const std::vector<TariffGoal>& tariff_goals() const { return goals_; }
  BalanceProblem problem;

 private:
  void add_cells(const UseSeeds& uses, const TradeSeeds& trade);
  void add_sales();
  void add_purchases();
  void add_imports();
  void add_pairs(const TradeSeeds& trade);
  void add_tariff_means(const TradeSeeds& trade, const Tariffs& tariffs);
  void add_tariff_mean(TariffGoal& goal, const Tariffs& tariffs);
  void add_final(const UseSeeds& uses);
  [[nodiscard]] std::string at(std::size_t r, std::size_t c) const;

  const Recipe& recipe_;
  const Controls& controls_;
  std::size_t n_, users_, regions_;
  std::vector<double> priors_;
  std::vector<TariffGoal> goals_;
};

}  // namespace setu::recipe
