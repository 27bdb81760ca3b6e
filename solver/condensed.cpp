#include "condensed.hpp"

#include <algorithm>

#include "dense_lu.hpp"

namespace setu {

namespace {

/// Core columns that one forward substitution carries along: their values fill a few cache lines per row.
constexpr Index kStrip = 32;

/// One nonzero of a row: where its value stands, and which triangle or core position its column has.
struct Entry {
  Index slot, position;
};

/// Rows of one part of the matrix, split by whether their column belongs to the triangle or to the core.
struct RowPart {
  std::vector<Index> begin{0};
  std::vector<Entry> entry;
};

class Condensed final : public LinearSolver {
 public:
  Condensed(const SparsePattern& pattern, Triangle triangle)
      : triangle_(std::move(triangle)),
        triangle_size_(static_cast<Index>(triangle_.row.size())),
        core_size_(static_cast<Index>(triangle_.core_row.size())),
        pivot_slot_(triangle_size_),
        values_(pattern.nonzeros()),
        lu_(core_size_),
        forward_(triangle_size_),
        core_(core_size_) {
    split(pattern);
  }

  bool factorize(std::span<const double> values) override {
    std::copy(values.begin(), values.end(), values_.begin());
    for (const Index slot : pivot_slot_)
      if (values_[slot] == 0) return false;
    const Index strips = (core_size_ + kStrip - 1) / kStrip;
#pragma omp parallel
    {
      Strip strip(triangle_size_);
#pragma omp for schedule(dynamic)
      for (Index s = 0; s < strips; ++s) form_strip(s * kStrip, strip);
    }
    const SequentialBlas sequential;
    return lu_.factorize();
  }

  void solve(std::span<double> b) override {
    const SequentialBlas sequential;
    for (Index k = 0; k < triangle_size_; ++k) forward_[k] = (b[triangle_.row[k]] - read(triangle_rows_, k)) / pivot(k);
    for (Index i = 0; i < core_size_; ++i) core_[i] = b[triangle_.core_row[i]] - read(core_rows_, i);
    lu_.solve(core_);
    for (Index k = 0; k < triangle_size_; ++k) {
      double value = b[triangle_.row[k]];
      for (Index e = triangle_core_.begin[k]; e < triangle_core_.begin[k + 1]; ++e)
        value -= values_[triangle_core_.entry[e].slot] * core_[triangle_core_.entry[e].position];
      forward_[k] = (value - read(triangle_rows_, k)) / pivot(k);
    }
    for (Index k = 0; k < triangle_size_; ++k) b[triangle_.column[k]] = forward_[k];
    for (Index i = 0; i < core_size_; ++i) b[triangle_.core_column[i]] = core_[i];
  }

  [[nodiscard]] std::int64_t factor_nonzeros() const override {
    return static_cast<std::int64_t>(core_size_) * core_size_ + static_cast<std::int64_t>(values_.size());
  }

 private:
  /// The rows of A_dd⁻¹ A_dc in one strip of core columns; rows that are zero are not touched.
  struct Strip {
    explicit Strip(Index rows) : value(static_cast<std::size_t>(rows) * kStrip), nonzero(rows) {}
    [[nodiscard]] double* row(Index k) { return &value[static_cast<std::size_t>(k) * kStrip]; }
    std::vector<double> value;
    std::vector<std::uint8_t> nonzero;
  };

  void split(const SparsePattern& pattern) {
    std::vector<Index> begin(pattern.rows + 1, 0), position(pattern.columns);
    std::vector<std::uint8_t> in_core(pattern.columns, 0);
    for (Index k = 0; k < triangle_size_; ++k) position[triangle_.column[k]] = k;
    for (Index k = 0; k < core_size_; ++k) {
      position[triangle_.core_column[k]] = k;
      in_core[triangle_.core_column[k]] = 1;
    }
    std::vector<Index> column_of(pattern.row.size()), slot_of(pattern.row.size());
    for (const Index i : pattern.row) ++begin[i + 1];
    for (Index i = 0; i < pattern.rows; ++i) begin[i + 1] += begin[i];
    std::vector<Index> next(begin.begin(), begin.end() - 1);
    for (Index j = 0; j < pattern.columns; ++j)
      for (Index p = pattern.column_begin[j]; p < pattern.column_begin[j + 1]; ++p) {
        const Index at = next[pattern.row[p]]++;
        column_of[at] = j;
        slot_of[at] = p;
      }
    const auto add_row = [&](Index i, Index pivot_column, RowPart& triangle, RowPart& core) {
      Index pivot_slot = kNone;
      for (Index at = begin[i]; at < begin[i + 1]; ++at) {
        const Index j = column_of[at];
        if (j == pivot_column) pivot_slot = slot_of[at];
        else (in_core[j] ? core : triangle).entry.push_back({slot_of[at], position[j]});
      }
      triangle.begin.push_back(static_cast<Index>(triangle.entry.size()));
      core.begin.push_back(static_cast<Index>(core.entry.size()));
      return pivot_slot;
    };
    for (Index k = 0; k < triangle_size_; ++k)
      pivot_slot_[k] = add_row(triangle_.row[k], triangle_.column[k], triangle_rows_, triangle_core_);
    for (Index k = 0; k < core_size_; ++k) add_row(triangle_.core_row[k], kNone, core_rows_, core_core_);
  }

  [[nodiscard]] double pivot(Index k) const { return values_[pivot_slot_[k]]; }

  /// Σ over the row's triangle entries of value · forward_.
  [[nodiscard]] double read(const RowPart& part, Index i) const {
    double sum = 0;
    for (Index e = part.begin[i]; e < part.begin[i + 1]; ++e)
      sum += values_[part.entry[e].slot] * forward_[part.entry[e].position];
    return sum;
  }

  /// out −= Σ value · strip rows, over the triangle entries of row i. Returns whether anything was subtracted.
  bool subtract(const RowPart& part, Index i, Strip& strip, double* out) const {
    bool any = false;
    for (Index e = part.begin[i]; e < part.begin[i + 1]; ++e) {
      const Index k = part.entry[e].position;
      if (!strip.nonzero[k]) continue;
      any = true;
      const double a = values_[part.entry[e].slot];
      const double* x = strip.row(k);
      for (Index w = 0; w < kStrip; ++w) out[w] -= a * x[w];
    }
    return any;
  }

  /// Adds the row's entries in core columns [first, first + kStrip).
  bool add_core(const RowPart& part, Index i, Index first, double* out) const {
    bool any = false;
    for (Index e = part.begin[i]; e < part.begin[i + 1]; ++e) {
      const Index w = part.entry[e].position - first;
      if (w < 0 || w >= kStrip) continue;
      out[w] += values_[part.entry[e].slot];
      any = true;
    }
    return any;
  }

  /// Columns [first, first + kStrip) of the Schur complement A_cc − A_cd A_dd⁻¹ A_dc.
  void form_strip(Index first, Strip& strip) {
    for (Index k = 0; k < triangle_size_; ++k) {
      double row[kStrip] = {};
      const bool own = add_core(triangle_core_, k, first, row);
      strip.nonzero[k] = subtract(triangle_rows_, k, strip, row) || own ? 1 : 0;
      if (!strip.nonzero[k]) continue;
      const double inverse = 1 / pivot(k);
      double* out = strip.row(k);
      for (Index w = 0; w < kStrip; ++w) out[w] = row[w] * inverse;
    }
    const Index width = std::min(kStrip, core_size_ - first);
    double* schur = lu_.matrix().data();
    for (Index i = 0; i < core_size_; ++i) {
      double row[kStrip] = {};
      add_core(core_core_, i, first, row);
      subtract(core_rows_, i, strip, row);
      for (Index w = 0; w < width; ++w) schur[static_cast<std::size_t>(first + w) * core_size_ + i] = row[w];
    }
  }

  Triangle triangle_;
  Index triangle_size_, core_size_;
  std::vector<Index> pivot_slot_;
  RowPart triangle_rows_, triangle_core_, core_rows_, core_core_;
  std::vector<double> values_;
  DenseLu lu_;
  std::vector<double> forward_, core_;
};

}  // namespace

std::unique_ptr<LinearSolver> make_condensed(const SparsePattern& pattern, Triangle triangle) {
  return std::make_unique<Condensed>(pattern, std::move(triangle));
}

}  // namespace setu
