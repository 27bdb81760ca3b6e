#include "setu/system/derive/evaluator.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "kernel.hpp"
#include "mentions.hpp"
#include "vector_exp.hpp"

namespace setu {

namespace {
/// Below this many mentions of variables a parallel region costs more than it saves.
constexpr std::size_t kParallelMentions = 300000;
/// Equations that are evaluated together: their exponentials are computed at once and stay in the cache.
constexpr Index kBlock = 128;
}  // namespace

double share_gap(const Terms& t, Index g) {
  double gap = -1, carry = 0;
  for (Index k = t.term_begin[g]; k < t.term_begin[g + 1]; ++k) {  // Kahan: the gap is a small difference
    const double y = t.term_coef[k] - carry;
    const double next = gap + y;
    carry = (next - gap) - y;
    gap = next;
  }
  const double rounding = 2.0 * std::numeric_limits<double>::epsilon() * (t.term_begin[g + 1] - t.term_begin[g] + 1);
  return std::abs(gap) <= rounding ? 0.0 : gap;
}

Evaluator::Evaluator(const Terms& terms, std::span<const Index> column, Index columns, std::span<const Index> also)
    : terms_(terms), column_(column.begin(), column.end()) {
  assert(static_cast<Index>(column.size()) == terms.variables);
  pattern_.rows = terms.equations();
  pattern_.columns = columns;
  x_.resize(terms.variables);
  value_.resize(terms.terms());
  sum_.resize(terms.groups());
  weight_.resize(terms.groups());
  share_gap_.assign(terms.groups(), 0.0);
  update();
  parallel_ = terms.linear_var.size() + terms.factor_var.size() > kParallelMentions;
  build_pattern(also);
}

void Evaluator::update() {
  for (Index g = 0; g < terms_.groups(); ++g)
    if (terms_.group_near_one[g]) share_gap_[g] = share_gap(terms_, g);
}

void Evaluator::build_pattern(std::span<const Index> also) {
  const Index n = terms_.equations();
  const auto also_column = [&](Index i) { return also.empty() || also[i] == kNone ? kNone : column_[also[i]]; };
  std::vector<Index> seen(pattern_.columns, kNone), count(pattern_.columns, 0);
  for (Index i = 0; i < n; ++i) {
    for_each_mention(terms_, i, [&](Place, Index, Index v) {
      const Index j = column_[v];
      if (j != kNone && seen[j] != i) seen[j] = i, ++count[j];
    });
    if (const Index j = also_column(i); j != kNone && seen[j] != i) ++count[j];
  }
  pattern_.column_begin.assign(pattern_.columns + 1, 0);
  for (Index j = 0; j < pattern_.columns; ++j) pattern_.column_begin[j + 1] = pattern_.column_begin[j] + count[j];
  pattern_.row.resize(pattern_.column_begin.back());

  linear_slot_.assign(terms_.linear_var.size(), kNone);
  factor_slot_.assign(terms_.factor_var.size(), kNone);
  level_slot_.assign(terms_.term_level.size(), kNone);
  std::vector<Index> next(pattern_.column_begin.begin(), pattern_.column_begin.end() - 1);
  std::fill(seen.begin(), seen.end(), kNone);
  for (Index i = 0; i < n; ++i) {
    for_each_mention(terms_, i, [&](Place place, Index position, Index v) {
      const Index j = column_[v];
      if (j == kNone) return;
      if (seen[j] != i) seen[j] = i, pattern_.row[next[j]++] = i;
      auto& slots = place == Place::Linear ? linear_slot_ : place == Place::Factor ? factor_slot_ : level_slot_;
      slots[position] = next[j] - 1;
    });
    if (const Index j = also_column(i); j != kNone && seen[j] != i) pattern_.row[next[j]++] = i;
  }
}

bool Evaluator::equation(Index i, double& residual) {
  const double* x = x_.data();
  double f = kernel::linear_value(terms_, i, x);
  for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g) {
    const double w = terms_.group_near_one[g]
                         ? kernel::group_value(terms_, g, share_gap_[g], x, sum_[g], [&](Index k, double v) { value_[k] = v; })
                         : sum_group(g);
    f += terms_.group_scale[g] * w;
    weight_[g] = terms_.group_scale[g] / (terms_.group_log[g] ? sum_[g] : 1.0);
  }
  residual = f;
  return std::isfinite(f);
}

/// W(S) of a group whose exponentials stand in `value_`; multiplies them by their coefficients.
double Evaluator::sum_group(Index g) {
  double total = 0;
  for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) {
    value_[k] *= terms_.term_coef[k];
    total += value_[k] * kernel::level(terms_, k, x_.data());
  }
  sum_[g] = total;
  if (!terms_.group_log[g]) return total;
  return total > 0 ? std::log(total) : std::nan("");
}

bool Evaluator::evaluate_block(Index first, Index last, std::span<double> residual) {
  const Index begin = terms_.term_begin[terms_.group_begin[first]], end = terms_.term_begin[terms_.group_begin[last]];
  for (Index k = begin; k < end; ++k) value_[k] = kernel::exponent(terms_, k, x_.data());
  exp_in_place(value_.data() + begin, static_cast<std::size_t>(end - begin));
  bool ok = true;
  for (Index i = first; i < last; ++i) ok = equation(i, residual[i]) && ok;
  return ok;
}

bool Evaluator::evaluate(std::span<const double> x, std::span<double> residual) {
  std::copy(x.begin(), x.end(), x_.begin());
  const Index n = terms_.equations(), blocks = (n + kBlock - 1) / kBlock;
  int failures = 0;
#pragma omp parallel for schedule(static) reduction(+ : failures) if (parallel_)
  for (Index b = 0; b < blocks; ++b) failures += evaluate_block(b * kBlock, std::min(n, (b + 1) * kBlock), residual) ? 0 : 1;
  return failures == 0;
}

void Evaluator::jacobian(std::span<double> values) const {
  std::fill(values.begin(), values.end(), 0.0);
  const Index n = terms_.equations();
  const auto add = [&](Index slot, double v) {
    if (slot != kNone) values[slot] += v;
  };
#pragma omp parallel for schedule(static) if (parallel_)
  for (Index i = 0; i < n; ++i) {
    for (Index l = terms_.linear_begin[i]; l < terms_.linear_begin[i + 1]; ++l) add(linear_slot_[l], terms_.linear_coef[l]);
    for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g)
      for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) {
        const double v = weight_[g] * value_[k];
        const double vz = v * kernel::level(terms_, k, x_.data());
        for (Index f = terms_.factor_begin[k]; f < terms_.factor_begin[k + 1]; ++f) add(factor_slot_[f], vz * terms_.factor_exponent[f]);
        add(level_slot_[k], v);
      }
  }
}

void Evaluator::product(std::span<const double> dx, std::span<double> out) const {
  const Index n = terms_.equations();
#pragma omp parallel for schedule(static) if (parallel_)
  for (Index i = 0; i < n; ++i) {
    double sum = 0;
    for (Index l = terms_.linear_begin[i]; l < terms_.linear_begin[i + 1]; ++l) sum += terms_.linear_coef[l] * dx[terms_.linear_var[l]];
    for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g)
      for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) {
        double change = kernel::level(terms_, k, x_.data()) * kernel::exponent(terms_, k, dx.data());
        if (terms_.term_level[k] != kNone) change += dx[terms_.term_level[k]];
        sum += weight_[g] * value_[k] * change;
      }
    out[i] = sum;
  }
}

void Evaluator::second(std::span<const double> dx, std::span<double> out) const {
  const Index n = terms_.equations();
#pragma omp parallel for schedule(static) if (parallel_)
  for (Index i = 0; i < n; ++i) {
    out[i] = 0;
    for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g) {
      double first = 0, second = 0;  // derivatives of S
      for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) {
        const double z = kernel::level(terms_, k, x_.data()), rate = kernel::exponent(terms_, k, dx.data());
        const double dz = terms_.term_level[k] != kNone ? dx[terms_.term_level[k]] : 0;
        first += value_[k] * (z * rate + dz);
        second += value_[k] * rate * (z * rate + 2 * dz);
      }
      out[i] += weight_[g] * second;  // weight = scale · W′(S)
      if (terms_.group_log[g]) out[i] -= terms_.group_scale[g] == 0 ? 0 : weight_[g] * weight_[g] * first * first / terms_.group_scale[g];
    }
  }
}

void Evaluator::adjoint(std::span<const double> weight, std::span<double> out) const {
  std::fill(out.begin(), out.end(), 0.0);
  for (Index i = 0; i < terms_.equations(); ++i) {
    if (weight[i] == 0) continue;
    for (Index l = terms_.linear_begin[i]; l < terms_.linear_begin[i + 1]; ++l)
      out[terms_.linear_var[l]] += weight[i] * terms_.linear_coef[l];
    for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g)
      for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) {
        const double v = weight[i] * weight_[g] * value_[k];
        const double vz = v * kernel::level(terms_, k, x_.data());
        for (Index f = terms_.factor_begin[k]; f < terms_.factor_begin[k + 1]; ++f)
          out[terms_.factor_var[f]] += vz * terms_.factor_exponent[f];
        if (terms_.term_level[k] != kNone) out[terms_.term_level[k]] += v;
      }
  }
}

void Evaluator::adjoint_change(std::span<const double> weight, std::span<const double> dx, std::span<double> out) const {
  std::fill(out.begin(), out.end(), 0.0);
  for (Index i = 0; i < terms_.equations(); ++i) {
    if (weight[i] == 0) continue;
    for (Index g = terms_.group_begin[i]; g < terms_.group_begin[i + 1]; ++g)
      if (weight_[g] != 0) add_group_change(g, weight[i], dx, out);
  }
}

void Evaluator::add_group_change(Index g, double weight, std::span<const double> dx, std::span<double> out) const {
  const auto rate = [&](Index k) { return kernel::exponent(terms_, k, dx.data()); };
  const auto level_rate = [&](Index k) { return terms_.term_level[k] != kNone ? dx[terms_.term_level[k]] : 0.0; };
  double first = 0;  // dS
  if (terms_.group_log[g])
    for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k)
      first += value_[k] * (kernel::level(terms_, k, x_.data()) * rate(k) + level_rate(k));
  const double by_sum = weight * weight_[g];  // weight_ = scale · W′(S)
  const double change = terms_.group_log[g] ? -by_sum * first * weight_[g] / terms_.group_scale[g] : 0;
  for (Index k = terms_.term_begin[g]; k < terms_.term_begin[g + 1]; ++k) {
    const double z = kernel::level(terms_, k, x_.data()), r = rate(k);
    const double in_exponent = value_[k] * (change * z + by_sum * (z * r + level_rate(k)));
    for (Index f = terms_.factor_begin[k]; f < terms_.factor_begin[k + 1]; ++f)
      out[terms_.factor_var[f]] += in_exponent * terms_.factor_exponent[f];
    if (terms_.term_level[k] != kNone) out[terms_.term_level[k]] += value_[k] * (change + by_sum * r);
  }
}

}  // namespace setu
