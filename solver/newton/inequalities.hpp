#pragma once
#include <span>
#include <vector>

#include "setu/system/derive/complementarity.hpp"
#include "setu/system/reduce/reduction.hpp"
#include "setu/system/sparse.hpp"

namespace setu {

/// How a complementarity is written as one equation Φ(v, F) = 0 (docs/algorithms.md §12).
///   Minimum           mid(v − upper, F, v − lower): exact, piecewise smooth, one part at a time (A20)
///   FischerBurmeister a + b − √(a² + b² + 2µ) in place of min(a, b): its square is smooth; with µ > 0 the product of
///                     two sides is µ instead of zero (A21)
enum class InequalityForm { Minimum, FischerBurmeister };

/// The complementarity rows of a reduced system. The evaluator gives F, its derivatives and an entry for v in each of
/// these rows; this turns them into Φ and its derivatives. Nothing is allocated after construction.
class Inequalities {
 public:
  Inequalities(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern);

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  void use(InequalityForm form, double relaxation = 0) { form_ = form, relaxation_ = relaxation; }

  /// Replaces F by Φ in the rows of `residual` and remembers the weights for the derivatives below.
  void transform(std::span<const double> x, std::span<double> residual);
  /// Replaces the rows of the Jacobian of F by those of Φ.
  void jacobian(std::span<double> values) const;
  /// Replaces dF by dΦ in the rows of `out`, for the full-length direction dx.
  void product(std::span<const double> dx, std::span<double> out) const;

  /// Sets every variable that stands on a bound, as judged at the last `transform`, exactly to it. Returns whether
  /// anything moved.
  bool settle(std::span<double> x) const;

 private:
  struct Row {
    Complementarity c;
    Index row;                                    ///< of the reduced system
    Index diagonal;                               ///< slot of v
    std::vector<Index> slot;                      ///< all slots of the row
    double by_f = 1, by_lower = 0, by_upper = 0;  ///< ∂Φ by F, by v − lower and by v − upper
  };
  double minimum(Row& r, double f, std::span<const double> x) const;
  double fischer_burmeister(Row& r, double f, std::span<const double> x) const;

  std::vector<Row> rows_;
  InequalityForm form_ = InequalityForm::Minimum;
  double relaxation_ = 0;
};

}  // namespace setu
