#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "setu/system/derive/evaluator.hpp"

namespace setu {

/// The exact Hessian of Σ λ_i F_i in the evaluator's columns, lower triangle (docs/algorithms.md, eqs. A6–A7).
/// The pattern is found once; values are written by slot. A logarithm of a long sum couples all variables of the sum,
/// so look at `pair_count` first where memory matters. The evaluator must outlive the Hessian.
class Hessian {
 public:
  explicit Hessian(const Evaluator& evaluator);

  [[nodiscard]] const SparsePattern& pattern() const { return pattern_; }

  /// ∇²(Σ λ_i F_i) at the evaluator's last accepted point; one λ per equation.
  void values(std::span<const double> lambda, std::span<double> out) const;

  /// Number of second derivatives that a Hessian on this table would have to keep track of (an upper bound of its
  /// nonzeros, and its memory in units of four bytes).
  static std::int64_t pair_count(const Terms& terms, std::span<const Index> column);

 private:
  struct Block {  // variables that may interact: those of one term, or of all terms under one logarithm
    Index equation, group, first_term, last_term;
    std::int64_t first_slot;
    Index first_column, columns;
  };
  void find_blocks();
  void build_pattern();
  void add_block(const Block& block, double lambda, std::span<double> out, std::vector<double>& gradient) const;
  double& entry(const Block& b, Index p, Index q, std::span<double> out) const;

  const Evaluator& evaluator_;
  SparsePattern pattern_;
  std::vector<Block> blocks_;
  std::vector<Index> block_column_;                // columns of each block, ascending
  std::vector<Index> local_factor_, local_level_;  // position within its block, or kNone
  std::vector<Index> slot_;                        // packed lower triangle of each block
  mutable std::vector<double> gradient_;
};

}  // namespace setu
