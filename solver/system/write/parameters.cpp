#include "setu/system/write/parameters.hpp"

#include <algorithm>
#include <cmath>

#include "setu/system/write/expression.hpp"

namespace setu {

bool ParameterRecord::same_structure(const Terms& t) const {
  const auto value = [&](const auto& r) { return tape_.value(r.node); };
  const auto kept = [&](const auto& r) { return (value(r) == 0) == (r.position == kNone) && std::isfinite(value(r)); };
  const auto same_sum = [&](const InScale& r) {  // 1/ε: neither at the limit nor across the one of expm1
    const double size = std::abs(value(r));
    return size < 1 / kCobbDouglas && (t.group_log[r.group] && size > kNearOneScale) == (t.group_near_one[r.group] != 0);
  };
  return std::all_of(linear.begin(), linear.end(), kept) && std::all_of(exponent.begin(), exponent.end(), kept) &&
         std::all_of(scale.begin(), scale.end(), same_sum) &&
         std::all_of(limit.begin(), limit.end(), [&](const Limit& r) { return std::abs(value(r)) <= kCobbDouglas; }) &&
         std::all_of(coef.begin(), coef.end(), [&](const InCoef& r) { return value(r) != 0 && std::isfinite(value(r)); });
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
