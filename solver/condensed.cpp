#include "condensation.hpp"
#include "dense_lu.hpp"
#include "linear_solver.hpp"

namespace setu {

namespace {

/// Eliminates the triangle by substitution and factorises the dense Schur complement of the core.
class Condensed final : public LinearSolver {
 public:
  Condensed(const SparsePattern& pattern, Triangle triangle)
      : matrix_(pattern, std::move(triangle)),
        nonzeros_(pattern.nonzeros()),
        lu_(matrix_.core_size()),
        triangle_(matrix_.triangle_size()),
        core_(matrix_.core_size()) {}

  bool factorize(std::span<const double> values) override {
    if (!matrix_.set_values(values)) return false;
    matrix_.schur(lu_.matrix().data());
    const SequentialBlas sequential;
    return lu_.factorize();
  }

  void solve(std::span<double> b) override {
    const SequentialBlas sequential;
    const Triangle& t = matrix_.triangle();
    matrix_.substitute(b, {}, triangle_);
    for (Index i = 0; i < matrix_.core_size(); ++i) core_[i] = b[t.core_row[i]] - matrix_.core_row_times(i, triangle_);
    lu_.solve(core_);
    matrix_.substitute(b, core_, triangle_);
    for (Index k = 0; k < matrix_.triangle_size(); ++k) b[t.column[k]] = triangle_[k];
    for (Index i = 0; i < matrix_.core_size(); ++i) b[t.core_column[i]] = core_[i];
  }

  [[nodiscard]] std::int64_t factor_nonzeros() const override {
    return static_cast<std::int64_t>(matrix_.core_size()) * matrix_.core_size() + nonzeros_;
  }

 private:
  Condensation matrix_;
  std::int64_t nonzeros_;
  DenseLu lu_;
  std::vector<double> triangle_, core_;
};

}  // namespace

std::unique_ptr<LinearSolver> make_condensed(const SparsePattern& pattern, Triangle triangle) {
  return std::make_unique<Condensed>(pattern, std::move(triangle));
}

}  // namespace setu
