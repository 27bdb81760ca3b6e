#pragma once
#include <span>
#include <vector>

#include "condensation.hpp"

namespace setu {

/// The Schur complement of the core, S = A_cc − A_cd A_dd⁻¹ A_dc (docs/algorithms.md, eq. A9), as an operator: one sweep
/// over the definitions, level by level, and never a matrix. Definitions of one level read only earlier levels and the
/// core, so threads share a level and every sum belongs to one of them: the bits do not depend on their number.
///
/// Positions: core unknowns are 0 … core_size()−1, the triangle follows in order of levels.
class CoreOperator {
 public:
  struct Entry {
    Index slot, position;  ///< where its value stands in the pattern; position of its column
  };

  CoreOperator(const SparsePattern& pattern, const Triangle& triangle);

  [[nodiscard]] Index core_size() const { return core_; }
  [[nodiscard]] Index triangle_size() const { return static_cast<Index>(pivot_slot_.size()); }
  [[nodiscard]] Index size() const { return core_ + triangle_size(); }
  [[nodiscard]] std::int64_t nonzeros() const { return static_cast<std::int64_t>(entries_.size()); }

  /// Takes the values of A, by pattern. False if a pivot of the triangle is zero or not finite.
  [[nodiscard]] bool set_values(std::span<const double> values);

  /// out = S in and out = Sᵀ in; both of core_size().
  void apply(std::span<const double> in, std::span<double> out);
  void apply_transposed(std::span<const double> in, std::span<double> out);

  /// A y = b in two halves, around a solve with S: out = b_c − A_cd A_dd⁻¹ b_d, then b (by row) becomes y (by column).
  void eliminate(std::span<const double> b, std::span<double> out);
  void complete(std::span<const double> core, std::span<double> b);
  /// The same for Aᵀ y = b: b by column, y by row.
  void eliminate_transposed(std::span<const double> b, std::span<double> out);
  void complete_transposed(std::span<const double> core, std::span<double> b);

  /// Row of matrix entries in positions: triangle position k (from 0, in level order) or core row i. Triangle rows are
  /// scaled by their pivot and leave it out: z_k = −Σ value z.
  [[nodiscard]] std::span<const Entry> triangle_row(Index k) const { return row(k); }
  [[nodiscard]] std::span<const double> triangle_values(Index k) const { return row_values(k); }
  [[nodiscard]] std::span<const Entry> core_row(Index i) const { return row(triangle_size() + i); }
  [[nodiscard]] std::span<const double> core_values(Index i) const { return row_values(triangle_size() + i); }

  /// Column of the matrix at a position, and row of the matrix at a triangle position or core row.
  [[nodiscard]] Index column_at(Index position) const { return column_[position]; }
  [[nodiscard]] Index row_at(Index position) const { return row_[position]; }

 private:
  [[nodiscard]] std::span<const Entry> row(Index r) const { return {entries_.data() + begin_[r], entries_.data() + begin_[r + 1]}; }
  [[nodiscard]] std::span<const double> row_values(Index r) const { return {values_.data() + begin_[r], values_.data() + begin_[r + 1]}; }
  void order_by_level(const SparsePattern& rows, const Triangle& triangle);
  void add_rows(const SparsePattern& rows, const std::vector<Index>& slots);
  void sweep(const double* b);
  [[nodiscard]] double times(Index r, const double* z) const;
  void core_rows(std::span<double> out, const double* b) const;
  void gather_transposed(std::span<const double> in);

  Index core_ = 0;
  std::vector<Index> column_, row_;    // by position: core first, then the triangle
  std::vector<Index> level_begin_{0};  // triangle positions by level
  std::vector<Index> pivot_slot_;
  std::vector<double> inverse_pivot_;
  std::vector<Index> begin_{0};  // rows of the triangle, then of the core
  std::vector<Entry> entries_;
  std::vector<double> values_;
  std::vector<double> z_, right_;  // work: one value per position, b per position
  bool parallel_ = false;
};

}  // namespace setu
