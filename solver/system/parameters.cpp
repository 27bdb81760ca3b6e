#include "setu/system/parameters.hpp"

#include <algorithm>
#include <cmath>

#include "kernel.hpp"
#include "setu/system/expression.hpp"

namespace setu {

namespace {

double limit_derivative(const ParameterRecord::Limit& limit, std::span<const double> x) {
  double mean = 0, square = 0;
  std::vector<double> value;
  for (const auto& addend : limit.addends) {
    double v = addend.constant;
    for (const auto& [id, a] : addend.exponent) v += a * x[id];
    value.push_back(v);
    mean += addend.share * v;
  }
  for (std::size_t k = 0; k < value.size(); ++k)
    square += limit.addends[k].share * (value[k] - mean) * (value[k] - mean);
  return limit.scale * square / 2;
}

}  // namespace

std::vector<double> ParameterRecord::gradient(const Evaluator& e, std::span<const double> lambda) const {
  const Terms& t = e.terms();
  const auto x = e.point();
  std::vector<double> d(tape_.size(), 0.0);
  for (const auto& r : linear) d[r.node] += lambda[r.equation] * x[r.variable];
  for (const auto& r : scale) {
    double sum = 0;
    const double gap = t.group_near_one[r.group] ? share_gap(t, r.group) : 0.0;
    d[r.node] += lambda[r.equation] * kernel::group_value(t, r.group, gap, x.data(), sum, [](Index, double) {});
  }
  const auto term = [&](Index group, Index k) {  // ∂F/∂(logarithm of term k)
    return e.group_weights()[group] * e.term_values()[k] * kernel::level(t, k, x.data());
  };
  for (const auto& r : coef) d[r.node] += lambda[r.equation] * term(r.group, r.term) / t.term_coef[r.term];
  for (const auto& r : exponent) d[r.node] += lambda[r.equation] * term(r.group, r.term) * x[r.variable];
  for (const auto& r : limit) d[r.node] += lambda[r.equation] * limit_derivative(r, x);
  tape_.reverse(d);
  d.resize(parameters_);
  return d;
}

bool ParameterRecord::same_structure(const Terms& t) const {
  const auto zero = [&](Index node) { return tape_.value(node) == 0; };
  const auto kept = [&](const auto& r) { return zero(r.node) == (r.position == kNone); };
  const auto near_one = [&](const InScale& r) {
    return (t.group_log[r.group] && std::abs(tape_.value(r.node)) > kNearOneScale) == (t.group_near_one[r.group] != 0);
  };
  const auto at_one = [&](Index node) { return std::abs(tape_.value(node)) <= kCobbDouglas; };
  return std::all_of(linear.begin(), linear.end(), kept) && std::all_of(exponent.begin(), exponent.end(), kept) &&
         std::all_of(scale.begin(), scale.end(), near_one) && std::none_of(epsilon.begin(), epsilon.end(), at_one) &&
         std::all_of(limit.begin(), limit.end(), [&](const Limit& r) { return at_one(r.node); }) &&
         std::none_of(coef.begin(), coef.end(), [&](const InCoef& r) { return zero(r.node); });
}

void ParameterRecord::write(Terms& t) const {
  for (const auto& r : linear)
    if (r.position != kNone) t.linear_coef[r.position] = tape_.value(r.node);
  for (const auto& r : scale) t.group_scale[r.group] = tape_.value(r.node);
  for (const auto& r : coef) t.term_coef[r.term] = tape_.value(r.node);
  for (const auto& r : exponent)
    if (r.position != kNone) t.factor_exponent[r.position] = tape_.value(r.node);
}

bool ParameterRecord::apply(std::span<const double> values, Terms& terms) {
  std::vector<double> before(values.size());
  for (Index p = 0; p < parameters_; ++p) {
    before[p] = tape_.value(p);
    tape_.set(p, values[p]);
  }
  tape_.evaluate();
  const bool same = same_structure(terms);
  if (!same) {
    for (Index p = 0; p < parameters_; ++p) tape_.set(p, before[p]);
    tape_.evaluate();
  }
  if (same) write(terms);
  return same;
}

}  // namespace setu
