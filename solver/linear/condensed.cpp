#include <algorithm>

#include "block_preconditioner.hpp"
#include "condensation.hpp"
#include "core_operator.hpp"
#include "dense_lu.hpp"
#include "gmres.hpp"
#include "linear_solver.hpp"

namespace setu {

namespace {

/// Steps of GMRES before the preconditioner is given up.
constexpr int kMaxKrylovSteps = 60;
/// A preconditioner that needed this many steps is formed anew at the next point: about what forming it costs.
constexpr int kTired = 30;
/// Smaller cores are factorised densely each time, which is as fast.
constexpr Index kSmallestKrylovCore = 256;

/// The whole core as one dense matrix: exact, cubic in its size.
class DenseCore {
 public:
  DenseCore(const SparsePattern& pattern, const Triangle& triangle) : matrix_(pattern, triangle), lu_(matrix_.core_size()) {}

  [[nodiscard]] bool factorize(std::span<const double> values) {
    if (!matrix_.set_values(values)) return false;
    matrix_.schur(lu_.matrix().data());
    return lu_.factorize();
  }
  DenseLu& lu() { return lu_; }

 private:
  Condensation matrix_;
  DenseLu lu_;
};

/// Eliminates the triangle by substitution; the Schur complement of the core is applied, never formed, and GMRES is
/// preconditioned by blocks or, for small cores and where blocks fail, by a dense factorisation (docs/algorithms.md §4).
/// A core that is too large for that falls back to a sparse factorisation of the whole matrix.
class Condensed final : public LinearSolver {
 public:
  Condensed(const SparsePattern& pattern, Triangle triangle, const Grouping& grouping)
      : pattern_(pattern),
        triangle_(std::move(triangle)),
        operator_(pattern, triangle_),
        blocks_(operator_, grouping),
        gmres_(operator_.core_size(), std::min(kMaxKrylovSteps, std::max(1, operator_.core_size()))),
        core_(operator_.core_size()),
        by_blocks_(blocks_.possible() && operator_.core_size() >= kSmallestKrylovCore) {}

  bool factorize(std::span<const double> values) override {
    usable_ = false;
    return take(values) && renew();
  }

  bool refresh(std::span<const double> values) override {
    if (sparse_) return sparse_->refresh(values);
    if (!usable_ || tired_ || operator_.core_size() < kSmallestKrylovCore) return factorize(values);
    exact_ = false;
    return take(values);
  }

  bool solve(std::span<double> b, double tolerance) override {
    const SequentialBlas sequential;
    if (!sparse_) {
      operator_.eliminate(b, core_);
      if (solve_core(false, tolerance)) {
        operator_.complete(core_, b);
        return true;
      }
    }
    return sparse_ && sparse_->solve(b, tolerance);
  }

  bool solve_transposed(std::span<double> b, double tolerance) override {
    const SequentialBlas sequential;
    if (!sparse_) {
      operator_.eliminate_transposed(b, core_);
      if (solve_core(true, tolerance)) {
        operator_.complete_transposed(core_, b);
        return true;
      }
    }
    return sparse_ && sparse_->solve_transposed(b, tolerance);
  }

  [[nodiscard]] bool settled() const override { return usable_ && !tired_; }
  void forget() override {
    usable_ = exact_ = tired_ = false;
    by_blocks_ = blocks_.possible() && operator_.core_size() >= kSmallestKrylovCore;
    if (sparse_) factorizations_ += sparse_->factorizations();
    sparse_.reset();
  }

  [[nodiscard]] int factorizations() const override { return factorizations_ + (sparse_ ? sparse_->factorizations() : 0); }

  [[nodiscard]] std::int64_t factor_nonzeros() const override {
    const auto n = static_cast<std::int64_t>(operator_.core_size());
    return operator_.nonzeros() + (dense_ ? n * n : blocks_.nonzeros());
  }

 private:
  bool take(std::span<const double> values) {
    values_.assign(values.begin(), values.end());
    return operator_.set_values(values);
  }

  /// Makes a preconditioner from the present values: blocks where they serve, else the dense factorisation. A failure
  /// of the blocks proves nothing; a failure of the dense one means a singular matrix.
  bool renew() {
    ++factorizations_;
    tired_ = exact_ = false;
    usable_ = by_blocks_ && blocks_.build();
    return usable_ || renew_exactly();
  }

  bool renew_exactly() {
    by_blocks_ = false;
    if (static_cast<std::size_t>(operator_.core_size()) > kLargestDenseCore) {
      sparse_ = make_klu(pattern_, definitions_first(triangle_));
      return sparse_->factorize(values_);
    }
    if (!dense_) dense_ = std::make_unique<DenseCore>(pattern_, triangle_);
    const SequentialBlas sequential;
    return usable_ = exact_ = dense_->factorize(values_);
  }

  /// `core_` becomes S⁻¹ core_ or S⁻ᵀ core_: directly where the factors are exact, else by GMRES, with a new
  /// preconditioner where the present one has become useless, and an exact one at last. False if that is singular or
  /// `sparse_` has taken over.
  bool solve_core(bool transposed, double tolerance) {
    if (!usable_) return false;
    if (!exact_ && iterate(transposed, tolerance)) return true;
    if (!exact_ && (!renew() || sparse_)) return false;
    if (!exact_ && iterate(transposed, tolerance)) return true;
    if (!exact_ && (!renew_exactly() || sparse_)) return false;
    transposed ? dense_->lu().solve_transposed(core_) : dense_->lu().solve(core_);
    return true;
  }

  /// Leaves `core_` as it was, and returns false, when the preconditioner is too far away.
  bool iterate(bool transposed, double tolerance) {
    const auto result =
        gmres_.solve([&](auto in, auto out) { transposed ? operator_.apply_transposed(in, out) : operator_.apply(in, out); },
                     [&](auto in, auto out) { precondition(transposed, in, out); }, tolerance, core_);
    tired_ = tired_ || result.iterations >= kTired;
    return result.converged;
  }

  void precondition(bool transposed, std::span<const double> in, std::span<double> out) {
    if (by_blocks_) {
      transposed ? blocks_.apply_transposed(in, out) : blocks_.apply(in, out);
      return;
    }
    std::copy(in.begin(), in.end(), out.begin());
    transposed ? dense_->lu().solve_transposed(out) : dense_->lu().solve_single(out);
  }

  const SparsePattern& pattern_;
  Triangle triangle_;
  CoreOperator operator_;
  BlockPreconditioner blocks_;
  Gmres gmres_;
  std::vector<double> core_, values_;
  std::unique_ptr<DenseCore> dense_;
  std::unique_ptr<LinearSolver> sparse_;  ///< of the whole matrix, once everything else has failed
  int factorizations_ = 0;
  bool by_blocks_;
  bool usable_ = false;  ///< there is a preconditioner
  bool exact_ = false;   ///< it is the dense factorisation of the present values
  bool tired_ = false;   ///< it needed many steps
};

}  // namespace

std::unique_ptr<LinearSolver> make_condensed(const SparsePattern& pattern, Triangle triangle, const Grouping& grouping) {
  return std::make_unique<Condensed>(pattern, std::move(triangle), grouping);
}

}  // namespace setu
