#pragma once
#include <memory>
#include <span>
#include <vector>

#include "core_operator.hpp"
#include "dense_lu.hpp"
#include "grouping.hpp"

namespace setu {

/// An approximate inverse of the core's Schur complement, one dense block a group (docs/algorithms.md §4, eq. A18):
///
///   M = [B  E; F  G],   B = diag(B_g),   B_g = Schur complement of group g's core unknowns, seen only through the
///                                        definitions that carry g
///
/// with E, F, G the exact columns and rows of the core unknowns that belong to no group (the world's rate of return).
/// Applied in single precision. The blocks do not depend on each other: threads share them, each works one by itself.
class BlockPreconditioner {
 public:
  /// `op` must outlive it.
  BlockPreconditioner(CoreOperator& op, const Grouping& grouping);

  /// False when there is no grouping, or when too many unknowns belong to no group.
  [[nodiscard]] bool possible() const { return possible_; }
  /// Forms and factorises the blocks from the operator's values. False if one of them is singular.
  [[nodiscard]] bool build();

  /// out = M⁻¹ in and out = M⁻ᵀ in. The caller holds a SequentialBlas.
  void apply(std::span<const double> in, std::span<double> out);
  void apply_transposed(std::span<const double> in, std::span<double> out);

  [[nodiscard]] std::int64_t nonzeros() const { return nonzeros_; }

 private:
  struct Block {
    std::vector<Index> rows, columns;  // core rows and core positions
    std::vector<Index> triangle;       // triangle positions that carry the group, in level order
    std::unique_ptr<DenseLu> lu;
    std::vector<double> part;  // work: its share of a vector
  };
  struct Local;
  void split(const Grouping& grouping);
  void make_square(Block& block, const Grouping& grouping);
  bool form(Block& block, Local& local);
  bool form_border();
  void solve_blocks(std::span<const double> in, std::span<double> out, bool transposed);
  [[nodiscard]] double border_dot(const std::vector<double>& vectors, std::size_t k, std::span<const double> x) const;

  CoreOperator& op_;
  std::vector<Block> blocks_;
  std::vector<Index> border_rows_, border_columns_;
  std::vector<double> border_column_, border_row_, border_follow_;  // E, F and B⁻¹E, one vector of the core's size each
  std::unique_ptr<DenseLu> border_lu_;
  std::vector<double> border_part_, work_;
  std::int64_t nonzeros_ = 0;
  bool possible_ = false;
};

}  // namespace setu
