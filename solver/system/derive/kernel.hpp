#pragma once
#include <cmath>
#include <span>

#include "setu/system/terms.hpp"
#include "vector_exp.hpp"

/// The arithmetic of one group of terms, shared by the evaluator and by single-equation evaluation.
namespace setu::kernel {

inline double exponent(const Terms& t, Index k, const double* x) {
  double a = 0;
  for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) a += t.factor_exponent[f] * x[t.factor_var[f]];
  return a;
}

inline double level(const Terms& t, Index k, const double* x) { return t.term_level[k] == kNone ? 1.0 : x[t.term_level[k]]; }

/// S − 1 of a group near one, summed with expm1.
template <class Store>
double growth_sum(const Terms& t, Index g, double share_gap, const double* x, Store store) {
  double total = share_gap;
  for (Index k = t.term_begin[g]; k < t.term_begin[g + 1]; ++k) {
    const double growth = std::expm1(exponent(t, k, x)), z = level(t, k, x);
    total += t.term_coef[k] * (z * growth + (z - 1.0));
    store(k, t.term_coef[k] * (growth + 1.0));
  }
  return total;
}

/// S of any other group; the exponentials are those of `exp_in_place`, bit for bit, wherever an equation is evaluated.
template <class Store>
double plain_sum(const Terms& t, Index g, const double* x, Store store) {
  constexpr Index kTogether = 32;
  double power[kTogether], total = 0;
  const Index end = t.term_begin[g + 1];
  for (Index first = t.term_begin[g]; first < end; first += kTogether) {
    const Index n = end - first < kTogether ? end - first : kTogether;
    for (Index k = 0; k < n; ++k) power[k] = exponent(t, first + k, x);
    exp_in_place(power, static_cast<std::size_t>(n));
    for (Index k = 0; k < n; ++k) {
      const double v = power[k] * t.term_coef[first + k];
      total += v * level(t, first + k, x);
      store(first + k, v);
    }
  }
  return total;
}

/// W_g(S_g) of eq. A1. Hands coef·exp(·) of each term to `store(k, value)` and S to `sum`. NaN when log needs S > 0.
template <class Store>
double group_value(const Terms& t, Index g, double share_gap, const double* x, double& sum, Store store) {
  const bool near_one = t.group_near_one[g] != 0;
  const double total = near_one ? growth_sum(t, g, share_gap, x, store) : plain_sum(t, g, x, store);
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
