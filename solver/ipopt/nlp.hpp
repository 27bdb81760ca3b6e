#pragma once
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "setu/solver/certificate.hpp"
#include "setu/solver/options.hpp"

namespace setu {

/// Positions of the entries of a sparse matrix, by row and column; entries at one position are added up.
struct Positions {
  std::vector<Index> row, column;
  [[nodiscard]] Index size() const { return static_cast<Index>(row.size()); }
};

/// Beyond this a bound is none.
inline constexpr double kUnbounded = 1e20;

/// minimise f(y) subject to lower ≤ y ≤ upper and g_lower ≤ g(y) ≤ g_upper, as an optimiser sees it.
class Nlp {
 public:
  virtual ~Nlp() = default;
  [[nodiscard]] virtual Index unknowns() const = 0;
  [[nodiscard]] virtual Index constraints() const = 0;
  virtual void bounds(std::span<double> lower, std::span<double> upper, std::span<double> g_lower, std::span<double> g_upper) const = 0;
  virtual void start(std::span<double> y) const = 0;
  [[nodiscard]] virtual const Positions& jacobian_positions() const = 0;
  [[nodiscard]] virtual const Positions& hessian_positions() const = 0;  ///< lower triangle

  /// f and g at y; false where they cannot be evaluated. The derivatives below are at the last y that was evaluated and are
  /// false where there are none.
  [[nodiscard]] virtual bool evaluate(std::span<const double> y, double& f, std::span<double> g) = 0;
  [[nodiscard]] virtual bool gradient(std::span<double> out) = 0;
  [[nodiscard]] virtual bool jacobian(std::span<double> values) = 0;
  /// Of objective_weight · f + Σ multiplier · g.
  [[nodiscard]] virtual bool hessian(double objective_weight, std::span<const double> multipliers, std::span<double> values) = 0;
  /// Says whether to go on after an iteration.
  [[nodiscard]] virtual bool go_on(int /*iteration*/, double /*infeasibility*/, bool /*restoring*/) { return true; }
};

struct NlpResult {
  RunStatus status = RunStatus::NotRun;
  std::string message;      ///< Ipopt's own status in words
  bool infeasible = false;  ///< it ended at a point that is locally nearest to the constraints
  int iterations = 0;
  double objective = 0, infeasibility = std::numeric_limits<double>::infinity();  ///< f and the largest violation at the last point
  std::vector<double> y;
  std::vector<double> multipliers;   ///< per constraint: ∇f + Σ multiplier · ∇g − lower + upper = 0
  std::vector<double> lower, upper;  ///< multipliers of the bounds, ≥ 0
};

struct NlpOption {
  std::string name;
  std::string text;    ///< where the option is a word
  double number = 0;   ///< else
  bool whole = false;  ///< the number is an integer
};

/// Ipopt's interior-point method with MUMPS and the given options (docs/algorithms.md §8). Not safe to call from several
/// threads: Ipopt 3.11.9 with MUMPS has global state.
NlpResult solve_nlp(Nlp& nlp, const std::vector<NlpOption>& options);

}  // namespace setu
