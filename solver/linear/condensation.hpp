#pragma once
#include <span>
#include <vector>

#include "setu/system/reduce/reduction.hpp"
#include "setu/system/sparse.hpp"

namespace setu {

/// Which entries of a square matrix can be eliminated by substitution alone (docs/algorithms.md §4). Rows
/// `row[k]` with pivot columns `column[k]`, k = 0 …, form a lower triangular matrix; the rest is the core.
struct Triangle {
  std::vector<Index> row, column;
  std::vector<Index> core_row, core_column;
};

/// Picks the triangle from the definitions of a reduced system: equations that give an unknown explicitly. A
/// definition that closes a circle goes to the core.
Triangle find_triangle(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern);

/// Core columns that one substitution carries along: their values fill a few cache lines per row.
inline constexpr Index kStrip = 32;

/// A square matrix A in the blocks [A_dd A_dc; A_cd A_cc] with A_dd triangular (docs/algorithms.md §4, eq. A9):
/// substitutions with A_dd and the Schur complement of the core. Values are set, then read by all functions.
class Condensation {
 public:
  /// Work space for kStrip columns of the triangle; rows that are zero are marked instead of touched.
  struct Strip {
    explicit Strip(Index rows) : value(static_cast<std::size_t>(rows) * kStrip), nonzero(rows) {}
    [[nodiscard]] double* row(Index k) { return &value[static_cast<std::size_t>(k) * kStrip]; }
    [[nodiscard]] const double* row(Index k) const { return &value[static_cast<std::size_t>(k) * kStrip]; }
    std::vector<double> value;
    std::vector<std::uint8_t> nonzero;
  };

  Condensation(const SparsePattern& pattern, Triangle triangle);

  [[nodiscard]] const Triangle& triangle() const { return triangle_; }
  [[nodiscard]] Index triangle_size() const { return static_cast<Index>(triangle_.row.size()); }
  [[nodiscard]] Index core_size() const { return static_cast<Index>(triangle_.core_row.size()); }

  /// Takes the values of A, by pattern. False if a pivot of the triangle is zero.
  [[nodiscard]] bool set_values(std::span<const double> values);

  /// A_cc − A_cd A_dd⁻¹ A_dc into `out`, dense, core_size² by columns. Strips are shared among threads.
  void schur(double* out) const;

  /// μ = −A_dd⁻ᵀ A_cdᵀ λ: the multipliers of the triangle's rows that belong to multipliers λ of the core rows.
  void adjoint(std::span<const double> lambda, std::span<double> mu) const;

  /// Rows of −A_dd⁻¹ A_dc in core columns [first, first + kStrip): how the triangle follows the core.
  void follow(Index first, Strip& strip) const;
  /// The transpose: adds −A_dcᵀ A_dd⁻ᵀ strip to `out` (core_size × kStrip by rows). Destroys the strip.
  void follow_transposed(Strip& strip, std::span<double> out) const;

 private:
  struct Entry {
    Index slot, position;  // where its value stands; triangle or core position of its column
  };
  struct RowPart {
    std::vector<Index> begin{0};
    std::vector<Entry> entry;
  };
  void split(const SparsePattern& pattern);
  Index add_row(const SparsePattern& by_rows, const std::vector<Index>& slot, Index i, Index pivot_column, RowPart& triangle,
                RowPart& core);
  [[nodiscard]] double pivot(Index k) const { return values_[pivot_slot_[k]]; }
  bool add_core(const RowPart& part, Index i, Index first, double scale, double* out) const;
  bool add_rows(const RowPart& part, Index i, double scale, const Strip& strip, double* out) const;
  void form_strip(Index first, Strip& strip, double* out) const;

  Triangle triangle_;
  std::vector<Index> pivot_slot_;
  std::vector<Index> position_;        // of each column, in the triangle or in the core
  std::vector<std::uint8_t> in_core_;  // per column
  RowPart triangle_rows_, triangle_core_, core_rows_, core_core_;
  std::vector<double> values_;
};

}  // namespace setu
