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
  return {c.bounded_below() ? x[c.variable] - c.lower_bound(x) : kInfinite, c.upper == kNone ? -kInfinite : x[c.variable] - x[c.upper]};
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

/// v − bound = 0, where the bound is a variable or, for kNone, the number `at`.
void append_bound(Index v, Index bound, double at, Terms& to) {
  to.constant.push_back(bound == kNone ? -at : 0);
  for (const auto& [variable, coef] : {std::pair{v, 1.0}, std::pair{bound, -1.0}}) {
    if (variable == kNone) continue;
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
    else append_bound(all[next].variable, part == Binding::Lower ? all[next].lower : all[next].upper, all[next].floor, smooth.terms);
    next += here ? 1 : 0;
  }
  return smooth;
}

bool floor_binds(const EquationSystem& system, std::span<const double> x) {
  return std::any_of(system.floors.begin(), system.floors.end(), [&](const Floor& f) { return !(x[f.variable] > f.at); });
}

std::vector<std::string> at_floor(const EquationSystem& system, std::span<const double> x) {
  std::vector<std::string> names;
  for (const Floor& f : system.floors)
    if (!(x[f.variable] > f.at)) names.push_back(system.variable_name(f.variable));
  return names;
}

std::vector<Complementarity> complementarities_of(std::span<const Floor> floors) {
  std::vector<Complementarity> all;
  for (const Floor& f : floors) all.push_back({f.equation, f.variable, kNone, kNone, f.at});
  return all;
}

EquationSystem with_floors(const EquationSystem& system) {
  EquationSystem all = system;
  const auto floors = complementarities_of(system.floors);
  all.complementarities.insert(all.complementarities.end(), floors.begin(), floors.end());
  std::sort(all.complementarities.begin(), all.complementarities.end(),
            [](const auto& a, const auto& b) { return a.equation < b.equation; });
  all.floors.clear();
  return all;
}

const EquationSystem& holding_at(const EquationSystem& system, std::span<const double> x, EquationSystem& storage) {
  if (!floor_binds(system, x)) return system;
  storage = with_floors(system);
  return storage;
}

}  // namespace setu
