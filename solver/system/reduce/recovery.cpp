#include <cmath>

#include "setu/system/derive/evaluator.hpp"
#include "setu/system/reduce/reduction.hpp"

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

std::vector<double> Reduction::begin_adjoint(std::span<const double> x, std::span<double> g, std::span<double> lambda) const {
  for (auto sink = sinks_.rbegin(); sink != sinks_.rend(); ++sink) {  // only later sinks read a sink's variable
    const double multiplier = g[sink->variable] / sink->coef;
    lambda[sink->equation] = multiplier;
    if (multiplier != 0) equation_adjoint(*full_, sink->equation, x, -multiplier, g);
  }
  std::vector<double> right(unknowns_.size());
  for (std::size_t j = 0; j < right.size(); ++j) right[j] = g[unknowns_[j]];
  const Index n = static_cast<Index>(eliminated_.size());
  for (Index p = 0; p < n; ++p)
    for (Index q = part_begin_[p]; q < part_begin_[p + 1]; ++q)
      if (const Index j = column_[part_var_[q]]; j != kNone) right[j] += part_coef_[q] * g[eliminated_[p]];
  return right;
}

void Reduction::finish_adjoint(std::span<const double> x, std::span<const double> reduced, std::span<double> g,
                               std::span<double> lambda) const {
  for (std::size_t i = 0; i < equations_.size(); ++i) {
    lambda[equations_[i]] = reduced[i];
    if (reduced[i] != 0) equation_adjoint(*full_, equations_[i], x, -reduced[i], g);
  }
  for (auto d = substituted_.rbegin(); d != substituted_.rend(); ++d) {  // users before what they read
    const double multiplier = g[d->variable] / d->coef;
    lambda[d->equation] = multiplier;
    if (multiplier != 0) equation_adjoint(*full_, d->equation, x, -multiplier, g);
  }
}

}  // namespace setu
