#include "inequalities.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "setu/base/error.hpp"

namespace setu {

namespace {

/// φ(a, b) = a + b − √(a² + b² + 2µ) and its derivatives; at the kink those of the direction a = b.
struct Smoothed {
  double value, by_a, by_b;
};
Smoothed smoothed(double a, double b, double relaxation) {
  const double root = std::sqrt(a * a + b * b + 2 * relaxation);
  if (root == 0) return {0, 1 - 1 / std::numbers::sqrt2, 1 - 1 / std::numbers::sqrt2};
  // Where a or b is much the larger, the difference of a + b and the root is written without cancellation.
  const double value = a + b > 0 ? 2 * (a * b - relaxation) / (a + b + root) : a + b - root;
  return {value, 1 - a / root, 1 - b / root};
}

}  // namespace

Inequalities::Inequalities(const EquationSystem& system, const Reduction& reduction, const SparsePattern& pattern) {
  if (system.complementarities.empty()) return;
  const ByRows rows = by_rows(pattern);
  for (const auto& c : system.complementarities) {
    const auto& equations = reduction.equations();
    const auto at = std::lower_bound(equations.begin(), equations.end(), c.equation);
    const Index column = reduction.column()[c.variable];
    if (at == equations.end() || *at != c.equation || column == kNone)
      throw LogicError("the variable of " + system.equation_name(c.equation) + " must be endogenous");
    Row row{c, static_cast<Index>(at - equations.begin()), kNone, {}, 1, 0, 0};
    for (Index e = rows.pattern.column_begin[row.row]; e < rows.pattern.column_begin[row.row + 1]; ++e) {
      if (rows.pattern.row[e] == column) row.diagonal = rows.slot[e];
      row.slot.push_back(rows.slot[e]);
    }
    rows_.push_back(std::move(row));
  }
}

double Inequalities::minimum(Row& r, double f, std::span<const double> x) const {
  const Binding part = binding(r.c, f, x);
  r.by_f = part == Binding::Between ? 1 : 0;
  r.by_lower = part == Binding::Lower ? 1 : 0;
  r.by_upper = part == Binding::Upper ? 1 : 0;
  return complementarity_residual(r.c, f, x);
}

/// φ(v − lower, −φ(upper − v, −F)), the inner one only where there is an upper bound (Billups 1995).
double Inequalities::fischer_burmeister(Row& r, double f, std::span<const double> x) const {
  const double v = x[r.c.variable];
  double value = f;
  r.by_f = 1;
  r.by_lower = r.by_upper = 0;
  if (r.c.upper != kNone) {
    const Smoothed inner = smoothed(x[r.c.upper] - v, -f, relaxation_);
    value = -inner.value;
    r.by_f = inner.by_b;
    r.by_upper = inner.by_a;
  }
  if (!r.c.bounded_below()) return value;
  const Smoothed outer = smoothed(v - r.c.lower_bound(x), value, relaxation_);
  r.by_f *= outer.by_b;
  r.by_upper *= outer.by_b;
  r.by_lower = outer.by_a;
  return outer.value;
}

void Inequalities::transform(std::span<const double> x, std::span<double> residual) {
  for (Row& r : rows_) {
    double& f = residual[r.row];
    f = form_ == InequalityForm::Minimum ? minimum(r, f, x) : fischer_burmeister(r, f, x);
  }
}

void Inequalities::jacobian(std::span<double> values) const {
  for (const Row& r : rows_) {
    for (const Index slot : r.slot) values[slot] = r.by_f == 0 ? 0 : values[slot] * r.by_f;
    values[r.diagonal] += r.by_lower + r.by_upper;
  }
}

void Inequalities::product(std::span<const double> dx, std::span<double> out) const {
  for (const Row& r : rows_) {
    const double dv = dx[r.c.variable];
    double change = r.by_f == 0 ? 0 : r.by_f * out[r.row];
    if (r.c.bounded_below()) change += r.by_lower * (dv - (r.c.lower != kNone ? dx[r.c.lower] : 0));
    if (r.c.upper != kNone) change += r.by_upper * (dv - dx[r.c.upper]);
    out[r.row] = change;
  }
}

bool Inequalities::settle(std::span<double> x) const {
  bool moved = false;
  for (const Row& r : rows_) {
    if (r.by_lower != 1 && r.by_upper != 1) continue;
    const double bound = r.by_lower == 1 ? r.c.lower_bound(x) : x[r.c.upper];
    if (x[r.c.variable] == bound) continue;
    x[r.c.variable] = bound;
    moved = true;
  }
  return moved;
}

}  // namespace setu
