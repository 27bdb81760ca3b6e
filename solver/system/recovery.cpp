#include <cmath>

#include "setu/system/evaluator.hpp"
#include "setu/system/reduction.hpp"

namespace setu {

bool Reduction::recover(std::span<double> x) const {
  const Index n = static_cast<Index>(eliminated_.size());
  for (Index p = 0; p < n; ++p) {
    double value = part_constant_[p];
    for (Index q = part_begin_[p]; q < part_begin_[p + 1]; ++q) value += part_coef_[q] * x[part_var_[q]];
    x[eliminated_[p]] = value;
  }
  bool ok = true;
  for (const auto& sink : sinks_) {
    x[sink.variable] = 0;
    x[sink.variable] = -equation_value(*full_, sink.equation, x) / sink.coef;
    ok = ok && std::isfinite(x[sink.variable]);
  }
  return ok;
}

void Reduction::recover_tangent(std::span<const double> x, std::span<double> dx) const {
  const Index n = static_cast<Index>(eliminated_.size());
  for (Index p = 0; p < n; ++p) {
    double value = 0;
    for (Index q = part_begin_[p]; q < part_begin_[p + 1]; ++q) value += part_coef_[q] * dx[part_var_[q]];
    dx[eliminated_[p]] = value;
  }
  for (const auto& sink : sinks_) {
    dx[sink.variable] = 0;
    dx[sink.variable] = -equation_product(*full_, sink.equation, x, dx) / sink.coef;
  }
}

}  // namespace setu
