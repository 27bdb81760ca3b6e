#pragma once
#include "flows.hpp"
#include "setu/calibration/balance/balance.hpp"

namespace setu::recipe {

/// The balancing problem of step 5 with the numbers of its cells and totals.
class FlowProblem {
 public:
  FlowProblem(const Recipe& recipe, const Controls& controls, const UseSeeds& uses, const TradeSeeds& trade, const Tariffs& tariffs);

  [[nodiscard]] std::size_t use(std::size_t origin, std::size_t c, std::size_t u, std::size_t r) const { return at_.use(origin, c, u, r); }
  [[nodiscard]] std::size_t flow(std::size_t s, std::size_t c, std::size_t d, std::size_t k) const { return at_.flow(s, c, d, k); }
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
  [[nodiscard]] std::string label(std::size_t r, std::size_t c) const;

  const Recipe& recipe_;
  const Controls& controls_;
  FlowCells at_;
  std::size_t n_, users_, regions_;
  std::vector<double> priors_;
  std::vector<TariffGoal> goals_;
};

}  // namespace setu::recipe
