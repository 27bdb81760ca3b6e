#include "linear_solver.hpp"
#include "setu/base/error.hpp"

#ifdef SETU_HAVE_UMFPACK
#include <umfpack.h>

namespace setu {

namespace {

class Umfpack final : public LinearSolver {
 public:
  explicit Umfpack(const SparsePattern& pattern) : pattern_(pattern), work_(pattern.columns) {
    umfpack_di_defaults(control_);
    control_[UMFPACK_IRSTEP] = 0;
    umfpack_di_symbolic(pattern_.rows, pattern_.columns, pattern_.column_begin.data(), pattern_.row.data(), nullptr, &symbolic_, control_,
                        info_);
  }
  Umfpack(const Umfpack&) = delete;
  Umfpack& operator=(const Umfpack&) = delete;
  ~Umfpack() override {
    umfpack_di_free_numeric(&numeric_);
    umfpack_di_free_symbolic(&symbolic_);
  }

  bool factorize(std::span<const double> values) override {
    if (!symbolic_) return false;
    ++factorizations_;
    values_.assign(values.begin(), values.end());
    umfpack_di_free_numeric(&numeric_);
    return umfpack_di_numeric(pattern_.column_begin.data(), pattern_.row.data(), values_.data(), symbolic_, &numeric_, control_, info_) ==
           UMFPACK_OK;
  }

  bool solve(std::span<double> b, double) override { return solve(UMFPACK_A, b); }
  bool solve_transposed(std::span<double> b, double) override { return solve(UMFPACK_At, b); }

  [[nodiscard]] int factorizations() const override { return factorizations_; }

  [[nodiscard]] std::int64_t factor_nonzeros() const override { return static_cast<std::int64_t>(info_[UMFPACK_LNZ] + info_[UMFPACK_UNZ]); }

 private:
  bool solve(int system, std::span<double> b) {
    const int status = umfpack_di_solve(system, pattern_.column_begin.data(), pattern_.row.data(), values_.data(), work_.data(), b.data(),
                                        numeric_, control_, info_);
    std::copy(work_.begin(), work_.end(), b.begin());
    return status == UMFPACK_OK;
  }

  SparsePattern pattern_;
  std::vector<double> values_, work_;
  double control_[UMFPACK_CONTROL]{}, info_[UMFPACK_INFO]{};
  int factorizations_ = 0;
  void* symbolic_ = nullptr;
  void* numeric_ = nullptr;
};

}  // namespace

std::unique_ptr<LinearSolver> make_umfpack(const SparsePattern& pattern) { return std::make_unique<Umfpack>(pattern); }

}  // namespace setu

#else

namespace setu {
std::unique_ptr<LinearSolver> make_umfpack(const SparsePattern&) {
  throw InputError(
      "This build has no UMFPACK. Use the direct solver KLU, or install libsuitesparse-dev and configure "
      "with -DSETU_UMFPACK=ON.");
}
}  // namespace setu

#endif
