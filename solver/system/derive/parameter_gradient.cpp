#include "setu/system/derive/evaluator.hpp"
#include "setu/system/write/parameters.hpp"
#include "kernel.hpp"

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
  for (std::size_t k = 0; k < value.size(); ++k) square += limit.addends[k].share * (value[k] - mean) * (value[k] - mean);
  return square / 2;
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

}  // namespace setu
