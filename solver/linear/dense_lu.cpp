#include "dense_lu.hpp"

#include <algorithm>
#include <cmath>

extern "C" {
void dgetrf_(const int* m, const int* n, double* a, const int* lda, int* pivot, int* info);
void dgetrs_(const char* transposed, const int* n, const int* columns, const double* a, const int* lda, const int* pivot, double* b,
             const int* ldb, int* info);
void sgetrs_(const char* transposed, const int* n, const int* columns, const float* a, const int* lda, const int* pivot, float* b,
             const int* ldb, int* info);
void openblas_set_num_threads(int) __attribute__((weak));
int openblas_get_num_threads() __attribute__((weak));
}

namespace setu {

namespace {
/// Smallest over largest pivot of the row-scaled matrix, below which it counts as singular: a pivot at rounding level.
constexpr double kSingular = 1e-15;
}  // namespace

DenseLu::DenseLu(int n) : n_(n), a_(static_cast<std::size_t>(n) * n), row_scale_(n), pivot_(n) {}

bool DenseLu::factorize() {
  const auto n = static_cast<std::size_t>(n_);
  single_.clear();
  if (n == 0) return true;
  std::fill(row_scale_.begin(), row_scale_.end(), 0.0);
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < n; ++i) row_scale_[i] = std::max(row_scale_[i], std::abs(a_[j * n + i]));
  for (double& s : row_scale_) {
    if (!(s > 0) || !std::isfinite(s)) return false;
    s = 1 / s;
  }
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t i = 0; i < n; ++i) a_[j * n + i] *= row_scale_[i];
  int info = 0;
  dgetrf_(&n_, &n_, a_.data(), &n_, pivot_.data(), &info);
  if (info != 0) return false;
  double smallest = std::abs(a_[0]), largest = smallest;
  for (std::size_t i = 0; i < n; ++i) {
    smallest = std::min(smallest, std::abs(a_[i * n + i]));
    largest = std::max(largest, std::abs(a_[i * n + i]));
  }
  return std::isfinite(largest) && smallest > kSingular * largest;
}

void DenseLu::solve(std::span<double> b) const {
  if (n_ == 0) return;
  for (int i = 0; i < n_; ++i) b[i] *= row_scale_[i];
  const int one = 1;
  int info = 0;
  dgetrs_("N", &n_, &one, a_.data(), &n_, pivot_.data(), b.data(), &n_, &info);
}

void DenseLu::solve_transposed(std::span<double> b) const {
  if (n_ == 0) return;
  const int one = 1;
  int info = 0;
  dgetrs_("T", &n_, &one, a_.data(), &n_, pivot_.data(), b.data(), &n_, &info);
  for (int i = 0; i < n_; ++i) b[i] *= row_scale_[i];
}

void DenseLu::solve_single(std::span<double> b) {
  if (n_ == 0) return;
  if (single_.empty()) {
    single_.resize(a_.size());
    std::transform(a_.begin(), a_.end(), single_.begin(), [](double v) { return static_cast<float>(v); });
  }
  single_b_.resize(b.size());
  for (int i = 0; i < n_; ++i) single_b_[i] = static_cast<float>(b[i] * row_scale_[i]);
  const int one = 1;
  int info = 0;
  sgetrs_("N", &n_, &one, single_.data(), &n_, pivot_.data(), single_b_.data(), &n_, &info);
  std::copy(single_b_.begin(), single_b_.end(), b.begin());
}

SequentialBlas::SequentialBlas() {
  if (!openblas_set_num_threads || !openblas_get_num_threads) return;
  threads_ = openblas_get_num_threads();
  openblas_set_num_threads(1);
}

SequentialBlas::~SequentialBlas() {
  if (threads_ > 0) openblas_set_num_threads(threads_);
}

}  // namespace setu
