#include "vector_exp.hpp"

#include <cmath>

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__)
#define SETU_LIBMVEC 1
extern "C" __attribute__((simd("notinbranch"))) double exp(double) noexcept;
#endif

namespace setu {

#ifdef SETU_LIBMVEC

namespace {

constexpr std::size_t kWidth = 8;  // every call is for whole vectors: the bits do not depend on where an element stands

__attribute__((target_clones("avx512f", "avx2", "default"))) void exp_blocks(double* v, std::size_t n) {
#pragma omp simd simdlen(8)
  for (std::size_t i = 0; i < n; ++i) v[i] = ::exp(v[i]);
}

}  // namespace

void exp_in_place(double* v, std::size_t n) {
  const std::size_t whole = n / kWidth * kWidth;
  exp_blocks(v, whole);
  if (whole == n) return;
  double rest[kWidth] = {};
  for (std::size_t i = whole; i < n; ++i) rest[i - whole] = v[i];
  exp_blocks(rest, kWidth);
  for (std::size_t i = whole; i < n; ++i) v[i] = rest[i - whole];
}

#else

void exp_in_place(double* v, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) v[i] = std::exp(v[i]);
}

#endif

}  // namespace setu
