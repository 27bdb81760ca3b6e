#include <klu.h>

#include <algorithm>

#include "condensation.hpp"
#include "linear_solver.hpp"

namespace setu {

namespace {

/// A refactorisation keeps the pivots of an earlier point. It is trusted while its pivot growth and its estimate of the
/// reciprocal condition (smallest over largest pivot of the row-scaled matrix) stay above these values. Fresh pivots
/// below the second mean a singular matrix.
constexpr double kWorstGrowth = 1e-6;
constexpr double kWorstCondition = 1e-15;

class Klu final : public LinearSolver {
 public:
  Klu(const SparsePattern& pattern, KluSettings settings) : pattern_(pattern) {
    klu_defaults(&common_);
    common_.btf = settings.btf ? 1 : 0;
    common_.ordering = settings.ordering == KluOrdering::Colamd ? 1 : 0;
    common_.scale = 2;  // rows scaled by their largest entry
    int* columns = pattern_.column_begin.data();
    int* rows = pattern_.row.data();
    symbolic_ = settings.ordering == KluOrdering::Given
                    ? klu_analyze_given(pattern_.columns, columns, rows, pointer(settings.rows), pointer(settings.columns), &common_)
                    : klu_analyze(pattern_.columns, columns, rows, &common_);
  }
  Klu(const Klu&) = delete;
  Klu& operator=(const Klu&) = delete;
  ~Klu() override {
    klu_free_numeric(&numeric_, &common_);
    klu_free_symbolic(&symbolic_, &common_);
  }

  bool factorize(std::span<const double> values) override {
    if (!symbolic_) return false;
    ++factorizations_;
    values_.assign(values.begin(), values.end());
    return refactor() || factor();
  }

  bool solve(std::span<double> b, double) override { return klu_solve(symbolic_, numeric_, pattern_.columns, 1, b.data(), &common_) != 0; }

  bool solve_transposed(std::span<double> b, double) override {
    return klu_tsolve(symbolic_, numeric_, pattern_.columns, 1, b.data(), &common_) != 0;
  }

  void forget() override { klu_free_numeric(&numeric_, &common_); }  // its pivots
  [[nodiscard]] int factorizations() const override { return factorizations_; }

  [[nodiscard]] std::int64_t factor_nonzeros() const override {
    return numeric_ ? static_cast<std::int64_t>(numeric_->lnz) + numeric_->unz + symbolic_->nzoff : 0;
  }

 private:
  static int* pointer(std::vector<Index>& order) { return order.empty() ? nullptr : order.data(); }

  bool refactor() {
    if (!numeric_) return false;
    int* columns = pattern_.column_begin.data();
    int* rows = pattern_.row.data();
    if (!klu_refactor(columns, rows, values_.data(), symbolic_, numeric_, &common_)) return false;
    if (!klu_rgrowth(columns, rows, values_.data(), symbolic_, numeric_, &common_)) return false;
    if (common_.rgrowth < kWorstGrowth) return false;
    return klu_rcond(symbolic_, numeric_, &common_) && common_.rcond > kWorstCondition;
  }

  bool factor() {
    klu_free_numeric(&numeric_, &common_);
    numeric_ = klu_factor(pattern_.column_begin.data(), pattern_.row.data(), values_.data(), symbolic_, &common_);
    const bool ok = numeric_ && common_.status == KLU_OK && klu_rcond(symbolic_, numeric_, &common_) && common_.rcond > kWorstCondition;
    if (!ok) klu_free_numeric(&numeric_, &common_);
    return ok;
  }

  SparsePattern pattern_;
  std::vector<double> values_;
  int factorizations_ = 0;
  klu_common common_{};
  klu_symbolic* symbolic_ = nullptr;
  klu_numeric* numeric_ = nullptr;
};

}  // namespace

KluSettings definitions_first(const Triangle& t) {
  KluSettings settings{KluOrdering::Given, false, t.row, t.column};
  settings.rows.insert(settings.rows.end(), t.core_row.begin(), t.core_row.end());
  settings.columns.insert(settings.columns.end(), t.core_column.begin(), t.core_column.end());
  return settings;
}

std::unique_ptr<LinearSolver> make_klu(const SparsePattern& pattern, const KluSettings& settings) {
  return std::make_unique<Klu>(pattern, settings);
}

}  // namespace setu
