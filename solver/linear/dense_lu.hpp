#pragma once
#include <span>
#include <vector>

namespace setu {

/// LU with partial pivoting of a dense n × n matrix in columns, rows scaled by their largest entry (LAPACK's dgetrf).
class DenseLu {
 public:
  explicit DenseLu(int n);
  /// Storage to be filled before `factorize`: entry (i, j) at [j·n + i].
  [[nodiscard]] std::span<double> matrix() { return a_; }
  /// False if numerically singular or not finite.
  [[nodiscard]] bool factorize();
  void solve(std::span<double> b) const;
  /// b becomes A⁻ᵀ b.
  void solve_transposed(std::span<double> b) const;
  /// The same in single precision: half the memory traffic, for preconditioning. Copies the factors on first use.
  void solve_single(std::span<double> b);

 private:
  int n_;
  std::vector<double> a_, row_scale_;
  std::vector<float> single_, single_b_;
  std::vector<int> pivot_;
};

/// While it lives, the BLAS (if it is OpenBLAS) works in one thread: the same bits whatever the number of threads, and
/// no contention with our own.
class SequentialBlas {
 public:
  SequentialBlas();
  ~SequentialBlas();
  SequentialBlas(const SequentialBlas&) = delete;
  SequentialBlas& operator=(const SequentialBlas&) = delete;

 private:
  int threads_ = 0;
};

}  // namespace setu
