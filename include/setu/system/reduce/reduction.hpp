#pragma once
#include <optional>
#include <span>
#include <vector>

#include "setu/system/closure.hpp"
#include "setu/system/system.hpp"

namespace setu {

struct ReductionOptions {
  bool drop_sinks = true;  ///< leave out equations whose variable nobody else reads
  bool substitute = true;  ///< write log-linear definitions into their users
  /// A definition with L parts (after substitution) and U places of use is substituted when L ≤ short_length or
  /// L·U ≤ fill_limit; otherwise it stays an unknown. docs/algorithms.md §3 says what was measured.
  Index short_length = 8;
  Index fill_limit = 256;
  bool updatable = false;        ///< keep what `update` needs: 13 bytes a variable and one an equation
  std::vector<Index> keep = {};  ///< endogenous variables that stay unknowns, with the equations paired with them
};

/// A smaller system with exactly the same solutions (docs/algorithms.md §3).
///
/// - Given variables that never move are folded into coefficients.
/// - A sink is an equation that alone mentions some endogenous variable, linearly: it is left out and evaluated
///   afterwards. Sinks are peeled repeatedly.
/// - A log-linear definition is substituted into every exponent and linear part. Definitions that define each other
///   in a circle, and definitions used as an unlogged factor, stay implicit.
///
/// Variables keep their ids: points of the reduced system are full-length points whose eliminated entries are ignored
/// until `recover` fills them.
class Reduction {
 public:
  /// `moves[v]` is 1 for given variables whose value will change along the path; the others are fixed at `start`.
  Reduction(const EquationSystem& system, const Closure& closure, std::span<const std::uint8_t> moves, std::span<const double> start,
            const ReductionOptions& options = {});

  [[nodiscard]] const Terms& terms() const { return terms_; }
  /// Variable ids of the unknowns, by column, and ids of the remaining equations in the full system, by row.
  [[nodiscard]] const std::vector<Index>& unknowns() const { return unknowns_; }
  [[nodiscard]] const std::vector<Index>& equations() const { return equations_; }
  /// Column of each variable, or kNone where it is given or eliminated.
  [[nodiscard]] const std::vector<Index>& column() const { return column_; }

  /// Per row the variable that it is complementary with, or kNone; empty where the system has no inequalities. These rows
  /// are kept as they are, and their variables stay unknowns.
  [[nodiscard]] const std::vector<Index>& complements() const { return complements_; }

  /// Fills the eliminated entries of x from the others. Returns false if a sink cannot be evaluated (its entry is NaN).
  bool recover(std::span<double> x) const;
  /// The same for a direction: fills the eliminated entries of dx at the (recovered) point x.
  void recover_tangent(std::span<const double> x, std::span<double> dx) const;

  /// Takes changed numbers (coefficients, exponents, scales, constants) from the full table, whose structure must be as it
  /// was; the fixed variables keep their values. False, and the reduction must be made anew, where the reduced structure
  /// would differ: something cancels that did not, or the reverse. Needs `updatable`.
  [[nodiscard]] bool update();

  /// The transpose, for F_xᵀ λ = g over the endogenous variables at the (recovered) point x: `begin_adjoint` takes g (full
  /// length, destroyed), writes λ of the sinks and returns the right-hand side of the reduced system's transposed
  /// equations, by column; `finish_adjoint` takes their solution, by row, and completes λ (docs/algorithms.md §9).
  [[nodiscard]] std::vector<double> begin_adjoint(std::span<const double> x, std::span<double> g, std::span<double> lambda) const;
  void finish_adjoint(std::span<const double> x, std::span<const double> reduced, std::span<double> g, std::span<double> lambda) const;

 private:
  friend class Reducer;
  struct Explicit {  ///< an equation that gives a variable, with the variable's coefficient in it
    Index equation, variable;
    double coef;
  };
  struct Kept {  ///< what `update` needs
    std::vector<std::uint8_t> fixed, dropped;
    std::vector<Index> position;
    std::vector<double> start;
  };
  const Terms* full_ = nullptr;
  Terms terms_;
  std::vector<Index> unknowns_, equations_, column_, complements_;
  std::vector<Explicit> sinks_;        // in order of evaluation
  std::vector<Index> eliminated_;      // substituted variables
  std::vector<Explicit> substituted_;  // and what defines them
  std::vector<Index> part_begin_{0}, part_var_;
  std::vector<double> part_coef_, part_constant_;
  std::optional<Kept> kept_;
};

}  // namespace setu
