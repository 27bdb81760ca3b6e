#pragma once
#include "estimate.hpp"
#include "setu/calibration/balance/constrained_balance.hpp"

namespace setu::recipe {

/// Numbers of the cells: those of the flows, then value added of activity a in region r.
struct EstimateCells : FlowCells {
  using FlowCells::FlowCells;
  [[nodiscard]] std::size_t value_added(std::size_t a, std::size_t r) const { return count() + a * regions + r; }
  [[nodiscard]] std::size_t all() const { return count() + n * regions; }
};

/// The world as one problem: every purchase at home and abroad, every flow between regions, value added of every
/// activity. Accounts are exact, sources are totals with errors (docs/data.md, U9).
class EstimationProblem {
 public:
  EstimationProblem(const Recipe& recipe, const std::vector<double>& priors, const Rates& rates, const std::vector<Evidence>& evidence);

  ConstrainedProblem problem;
  std::vector<std::size_t> total_of;  ///< by evidence: its total

 private:
  void add_accounts();
  void add_imports();
  void add_evidence(const Evidence& e);
  void add_trade(std::size_t total, std::size_t s, std::size_t d, const std::vector<std::size_t>& sectors, double sign);
  [[nodiscard]] double paid(std::size_t origin, std::size_t c, std::size_t u, std::size_t r) const;
  std::size_t total(std::string name, double value, double error);
  void term(std::size_t total, std::size_t cell, double coefficient);

  const Recipe& recipe_;
  const Rates& rates_;
  EstimateCells at_;
};

}  // namespace setu::recipe
