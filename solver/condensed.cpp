#include "condensation.hpp"
#include "dense_lu.hpp"
#include "gmres.hpp"
#include "linear_solver.hpp"

namespace setu {

namespace {

/// A factorisation is renewed when GMRES needs more steps than this: about what one factorisation costs.
constexpr int kMaxKrylovSteps = 30;

/// Smaller cores are factorised anew each time, which is as fast.
constexpr Index kSmallestKrylovCore = 256;

/// Eliminates the triangle by substitution and factorises the dense Schur complement of the core. After `refresh` the
/// Schur complement is only applied, never formed, and the old factors precondition (docs/algorithms.md §4).
class Condensed final : public LinearSolver {
 public:
  Condensed(const SparsePattern& pattern, Triangle triangle)
      : matrix_(pattern, std::move(triangle)),
        nonzeros_(pattern.nonzeros()),
        lu_(matrix_.core_size()),
        gmres_(matrix_.core_size(), kMaxKrylovSteps),
        triangle_(matrix_.triangle_size()),
        core_(matrix_.core_size()),
        zero_(pattern.rows, 0.0) {}

  bool factorize(std::span<const double> values) override {
    factorized_ = false;
    return matrix_.set_values(values) && factorize();
  }

  bool refresh(std::span<const double> values) override {
    if (!factorized_ || matrix_.core_size() < kSmallestKrylovCore) return factorize(values);
    stale_ = true;
    return matrix_.set_values(values);
  }

  bool solve(std::span<double> b, double tolerance) override {
    const SequentialBlas sequential;
    const Triangle& t = matrix_.triangle();
    matrix_.substitute(b, {}, triangle_);
    for (Index i = 0; i < matrix_.core_size(); ++i) core_[i] = b[t.core_row[i]] - matrix_.core_row_times(i, triangle_);
    if (!solve_core(tolerance)) return false;
    matrix_.substitute(b, core_, triangle_);
    for (Index k = 0; k < matrix_.triangle_size(); ++k) b[t.column[k]] = triangle_[k];
    for (Index i = 0; i < matrix_.core_size(); ++i) b[t.core_column[i]] = core_[i];
    return true;
  }

  [[nodiscard]] int factorizations() const override { return factorizations_; }

  [[nodiscard]] std::int64_t factor_nonzeros() const override {
    return static_cast<std::int64_t>(matrix_.core_size()) * matrix_.core_size() + nonzeros_;
  }

 private:
  bool factorize() {
    ++factorizations_;
    matrix_.schur(lu_.matrix().data());
    const SequentialBlas sequential;
    factorized_ = lu_.factorize();
    stale_ = false;
    return factorized_;
  }

  bool solve_core(double tolerance) {
    if (stale_ && !iterate(tolerance) && !factorize()) return false;
    if (!stale_) lu_.solve(core_);
    return true;
  }

  /// GMRES on the core. Leaves `core_` as it was, and returns false, when the old factors are too far away.
  bool iterate(double tolerance) {
    return gmres_.solve([this](auto in, auto out) { apply_core(in, out); },
                        [this](auto in, auto out) {
                          std::copy(in.begin(), in.end(), out.begin());
                          lu_.solve_single(out);
                        },
                        tolerance, core_).converged;
  }

  /// out = (A_cc − A_cd A_dd⁻¹ A_dc) in.
  void apply_core(std::span<const double> in, std::span<double> out) {
    matrix_.substitute(zero_, in, triangle_);
    for (Index i = 0; i < matrix_.core_size(); ++i)
      out[i] = matrix_.core_row_times(i, triangle_) + matrix_.core_core_times(i, in);
  }

  Condensation matrix_;
  std::int64_t nonzeros_;
  DenseLu lu_;
  Gmres gmres_;
  std::vector<double> triangle_, core_, zero_;
  int factorizations_ = 0;
  bool factorized_ = false;  ///< the factors are usable
  bool stale_ = false;       ///< the values have moved since
};

}  // namespace

std::unique_ptr<LinearSolver> make_condensed(const SparsePattern& pattern, Triangle triangle) {
  return std::make_unique<Condensed>(pattern, std::move(triangle));
}

}  // namespace setu
