#include "core_point.hpp"

#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

double defining_coefficient(const Terms& t, Index equation, Index variable) {
  double coefficient = 0;
  for (Index l = t.linear_begin[equation]; l < t.linear_begin[equation + 1]; ++l)
    if (t.linear_var[l] == variable) coefficient += t.linear_coef[l];
  return coefficient;
}

}  // namespace

CorePoint::CorePoint(const Reduction& reduction, const Triangle& triangle) : terms_(reduction.terms()) {
  const auto& unknowns = reduction.unknowns();
  core_.reserve(triangle.core_column.size());
  for (const Index j : triangle.core_column) core_.push_back(unknowns[j]);
  definitions_.reserve(triangle.row.size());
  for (std::size_t k = 0; k < triangle.row.size(); ++k) {
    const Index equation = triangle.row[k], variable = unknowns[triangle.column[k]];
    definitions_.push_back({equation, variable, defining_coefficient(terms_, equation, variable)});
  }
}

void CorePoint::read(std::span<const double> x, std::span<double> y) const {
  for (std::size_t k = 0; k < core_.size(); ++k) y[k] = x[core_[k]];
}

void CorePoint::place(std::span<const double> y, std::span<double> x) const {
  for (std::size_t k = 0; k < core_.size(); ++k) x[core_[k]] = y[k];
  for (const Definition& d : definitions_) {
    x[d.variable] = 0;
    x[d.variable] = -equation_value(terms_, d.equation, x) / d.coefficient;
  }
}

}  // namespace setu
