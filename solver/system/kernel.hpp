#pragma once
#include <cmath>
#include <span>

#include "setu/system/terms.hpp"

/// The arithmetic of one group of terms, shared by the evaluator and by single-equation evaluation.
namespace setu::kernel {

inline double exponent(const Terms& t, Index k, const double* x) {
  double a = 0;
  for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) a += t.factor_exponent[f] * x[t.factor_var[f]];
  return a;
}

inline double level(const Terms& t, Index k, const double* x) {
  return t.term_level[k] == kNone ? 1.0 : x[t.term_level[k]];
}

/// W_g(S_g) of eq. A1. Hands coef·exp(·) of each term to `store(k, value)` and S to `sum`. NaN when log needs S > 0.
template <class Store>
double group_value(const Terms& t, Index g, double share_gap, const double* x, double& sum, Store store) {
  const bool near_one = t.group_near_one[g] != 0;
  double total = near_one ? share_gap : 0.0;  // S − 1 or S
  for (Index k = t.term_begin[g]; k < t.term_begin[g + 1]; ++k) {
    const double a = exponent(t, k, x);
    const double z = level(t, k, x);
    if (near_one) {
      const double growth = std::expm1(a);
      total += t.term_coef[k] * (z * growth + (z - 1.0));
      store(k, t.term_coef[k] * (growth + 1.0));
    } else {
      const double v = t.term_coef[k] * std::exp(a);
      total += v * z;
      store(k, v);
    }
  }
  sum = near_one ? 1.0 + total : total;
  if (!t.group_log[g]) return sum;
  if (!(sum > 0)) return std::nan("");
  return near_one ? std::log1p(total) : std::log(sum);
}

inline double linear_value(const Terms& t, Index i, const double* x) {
  double f = t.constant[i];
  for (Index l = t.linear_begin[i]; l < t.linear_begin[i + 1]; ++l) f += t.linear_coef[l] * x[t.linear_var[l]];
  return f;
}

}  // namespace setu::kernel
