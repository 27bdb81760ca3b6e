#pragma once
#include <string>
#include <vector>

#include "setu/calibration/synthetic/synthetic.hpp"
#include "setu/experiments/welfare/decomposition.hpp"
#include "setu/model/assembly/model.hpp"
#include "setu/solver/solve/solve.hpp"

namespace setu::test {

/// A model with shocks being collected: what a scenario is, without the text.
class Bench {
 public:
  explicit Bench(const Database& database, const ModelOptions& options = {}, const std::vector<Swap>& swaps = {});

  /// Log variable: multiply its level by `factor`. Level variable: set it to `factor`.
  Bench& shock(const std::string& reference, double factor);
  /// Every present element of a block.
  Bench& shock_all(const std::string& block, double factor);
  /// Sets every power of tms to 1 + scale·(power − 1): 0 removes the world's tariffs, 2 doubles them.
  Bench& scale_tariffs(double scale);
  [[nodiscard]] Problem problem() const;
  /// Solves and requires a certificate (a GoogleTest failure otherwise).
  Solution solve(Method method = Method::Newton) const;
  [[nodiscard]] Decomposition decompose(const Solution& solution) const;
  /// The same, after which the price of saving in `solution` is the integrated one.
  [[nodiscard]] Decomposition integrate(Solution& solution) const;

  [[nodiscard]] double x(const Solution& solution, const std::string& reference) const;
  [[nodiscard]] const EquationSystem& system() const { return model_.system; }
  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const Closure& closure() const { return closure_; }

 private:
  /// 1e-9, or for databases in single precision (or with almost no saving) a tiny share of world income.
  [[nodiscard]] double walras_tolerance() const;
  Model model_;
  Closure closure_;
  ShockPath path_;
};

/// Id of "qxs(a,b,c)". Throws std::invalid_argument where its flow is zero.
Index id_of(const EquationSystem& system, const std::string& reference);

/// A small synthetic economy with everything switched on that GTAP v7 knows.
Database rich_economy(std::uint64_t seed = 7, bool foreign_capital = false);

/// "(commodity,source,destination)" of the first trade flow that bears a tariff.
std::string taxed_route(const Database& database);

/// Largest difference over variables of `block` between two solutions of the same system.
double block_difference(const EquationSystem& system, const std::string& block, const Solution& a, const Solution& b);

/// max |a − b| over all endogenous variables.
double largest_difference(const Closure& closure, const Solution& a, const Solution& b);

}  // namespace setu::test
