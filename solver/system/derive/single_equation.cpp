#include "kernel.hpp"
#include "setu/system/derive/evaluator.hpp"

namespace setu {

double equation_value(const Terms& t, Index i, std::span<const double> x) {
  double f = kernel::linear_value(t, i, x.data());
  double sum = 0;
  for (Index g = t.group_begin[i]; g < t.group_begin[i + 1]; ++g)
    f += t.group_scale[g] * kernel::group_value(t, g, t.group_near_one[g] ? share_gap(t, g) : 0.0, x.data(), sum, [](Index, double) {});
  return f;
}

double equation_product(const Terms& t, Index i, std::span<const double> x, std::span<const double> dx) {
  double total = kernel::linear_value(t, i, dx.data()) - t.constant[i];
  for (Index g = t.group_begin[i]; g < t.group_begin[i + 1]; ++g) {
    double sum = 0, change = 0;
    kernel::group_value(t, g, t.group_near_one[g] ? share_gap(t, g) : 0.0, x.data(), sum, [&](Index k, double v) {
      double d = kernel::level(t, k, x.data()) * kernel::exponent(t, k, dx.data());
      if (t.term_level[k] != kNone) d += dx[t.term_level[k]];
      change += v * d;
    });
    total += t.group_scale[g] / (t.group_log[g] ? sum : 1.0) * change;
  }
  return total;
}

void equation_adjoint(const Terms& t, Index i, std::span<const double> x, double weight, std::span<double> out) {
  for (Index l = t.linear_begin[i]; l < t.linear_begin[i + 1]; ++l) out[t.linear_var[l]] += weight * t.linear_coef[l];
  for (Index g = t.group_begin[i]; g < t.group_begin[i + 1]; ++g) {
    double sum = 0;
    const double gap = t.group_near_one[g] ? share_gap(t, g) : 0.0;
    kernel::group_value(t, g, gap, x.data(), sum, [](Index, double) {});
    const double by_sum = weight * t.group_scale[g] / (t.group_log[g] ? sum : 1.0);
    kernel::group_value(t, g, gap, x.data(), sum, [&](Index k, double value) {
      const double v = by_sum * value;
      const double vz = v * kernel::level(t, k, x.data());
      for (Index f = t.factor_begin[k]; f < t.factor_begin[k + 1]; ++f) out[t.factor_var[f]] += vz * t.factor_exponent[f];
      if (t.term_level[k] != kNone) out[t.term_level[k]] += v;
    });
  }
}

}  // namespace setu
