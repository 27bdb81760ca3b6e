#include "setu/system/derive/complementarity.hpp"

#include <algorithm>
#include <limits>

#include "setu/system/derive/evaluator.hpp"

namespace setu {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

struct Distances {
  double below, above;  ///< v − lower and v − upper
};

Distances distances(const Complementarity& c, std::span<const double> x) {
  return {c.lower == kNone ? kInfinite : x[c.variable] - x[c.lower], c.upper == kNone ? -kInfinite : x[c.variable] - x[c.upper]};
}

/// Copies equation i of `from` to the end of `to`.
void append_copy(const Terms& from, Index i, Terms& to) {
  to.constant.push_back(from.constant[i]);
  for (Index l = from.linear_begin[i]; l < from.linear_begin[i + 1]; ++l) {
    to.linear_var.push_back(from.linear_var[l]);
    to.linear_coef.push_back(from.linear_coef[l]);
  }
  to.linear_begin.push_back(static_cast<Index>(to.linear_var.size()));
  for (Index g = from.group_begin[i]; g < from.group_begin[i + 1]; ++g) {
    to.group_scale.push_back(from.group_scale[g]);
    to.group_log.push_back(from.group_log[g]);
    to.group_near_one.push_back(from.group_near_one[g]);
    for (Index k = from.term_begin[g]; k < from.term_begin[g + 1]; ++k) {
      to.term_coef.push_back(from.term_coef[k]);
      to.term_level.push_back(from.term_level[k]);
      for (Index f = from.factor_begin[k]; f < from.factor_begin[k + 1]; ++f) {
        to.factor_var.push_back(from.factor_var[f]);
        to.factor_exponent.push_back(from.factor_exponent[f]);
      }
      to.factor_begin.push_back(static_cast<Index>(to.factor_var.size()));
    }
    to.term_begin.push_back(to.terms());
  }
  to.group_begin.push_back(to.groups());
}

/// v − bound = 0.
void append_bound(Index v, Index bound, Terms& to) {
  to.constant.push_back(0);
  for (const auto& [variable, coef] : {std::pair{v, 1.0}, std::pair{bound, -1.0}}) {
    to.linear_var.push_back(variable);
    to.linear_coef.push_back(coef);
  }
  to.linear_begin.push_back(static_cast<Index>(to.linear_var.size()));
  to.group_begin.push_back(to.groups());
}

}  // namespace

double complementarity_residual(const Complementarity& c, double f, std::span<const double> x) {
  const auto [below, above] = distances(c, x);
  return std::min(below, std::max(above, f));
}

Binding binding(const Complementarity& c, double f, std::span<const double> x) {
  const auto [below, above] = distances(c, x);
  if (below < std::max(above, f)) return Binding::Lower;
  return above > f ? Binding::Upper : Binding::Between;
}

std::vector<Binding> active_set(const EquationSystem& system, std::span<const double> x) {
  std::vector<Binding> active;
  for (const auto& c : system.complementarities) active.push_back(binding(c, equation_value(system.terms, c.equation, x), x));
  return active;
}

EquationSystem at_active_set(const EquationSystem& system, std::span<const Binding> active) {
  EquationSystem smooth = system;
  smooth.complementarities.clear();
  smooth.terms = {};
  smooth.terms.variables = system.terms.variables;
  std::size_t next = 0;
  for (Index i = 0; i < system.terms.equations(); ++i) {
    const auto& all = system.complementarities;
    const bool here = next < all.size() && all[next].equation == i;
    const Binding part = here ? active[next] : Binding::Between;
    if (part == Binding::Between) append_copy(system.terms, i, smooth.terms);
    else append_bound(all[next].variable, part == Binding::Lower ? all[next].lower : all[next].upper, smooth.terms);
    next += here ? 1 : 0;
  }
  return smooth;
}

}  // namespace setu
