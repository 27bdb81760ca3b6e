#include "statement.hpp"

#include <cmath>

#include "setu/base/error.hpp"

namespace setu::economy {

bool Statement::mentions_variable(const Formula& f) const {
  if (f.kind == Kind::Name && !symbols_.is_number(f.name)) return true;
  for (const auto& part : f.parts)
    if (mentions_variable(part)) return true;
  return false;
}

Form Statement::variable(const Formula& f, const Environment& environment, const std::string& place) const {
  const Index id = unknowns_.id(system_, f.name, Symbols::elements(f, environment), place);
  if (id == kNone) return {};
  Factors factors;
  if (system_.unit(id) == Unit::Level) {
    factors.monomial.level = id;
  } else {
    factors.monomial.coef = system_.level0[id];
    factors.monomial.exponents.emplace_back(id, 1.0);
  }
  return {factors};
}

/// Zero whatever the other factors are: a number that is zero, or a variable that is absent.
bool Statement::vanishes(const Formula& f, Environment& environment, const std::string& place) const {
  if (!mentions_variable(f)) return symbols_.evaluate(f, environment, place) == 0;
  if (f.kind == Kind::Name) return variable(f, environment, place).empty();
  if (f.kind == Kind::Negate) return vanishes(f.parts[0], environment, place);
  if (f.kind == Kind::Multiply) return vanishes(f.parts[0], environment, place) || vanishes(f.parts[1], environment, place);
  return f.kind == Kind::Divide && vanishes(f.parts[0], environment, place);
}

/// "'PM[OIL]'" or what else the divisor names, for a complaint.
std::string Statement::described(const Formula& f, const Environment& environment) const {
  if (f.kind == Kind::Name) return display(f.name, Symbols::elements(f, environment));
  for (const auto& part : f.parts)
    if (const std::string name = described(part, environment); !name.empty()) return name;
  return {};
}

void Statement::refuse_zero(const Formula& divisor, const Environment& environment, const std::string& place) const {
  const std::string name = described(divisor, environment);
  std::string where;
  for (const auto& [index, element] : environment) where += (where.empty() ? " (where " : ", ") + index + " is " + element;
  throw InputError(place + ": the formula divides by something that is zero at the start" + (name.empty() ? "" : ": '" + name + "'") +
                   (where.empty() ? "" : where + ")") + "; what is multiplied by zero may divide by it.");
}

Form Statement::form(const Formula& f, Environment& environment, const std::string& place) const {
  if (!mentions_variable(f)) return FormAlgebra::constant(symbols_.evaluate(f, environment, place));
  const FormAlgebra algebra(place);
  const auto part = [&](std::size_t i) { return form(f.parts[i], environment, place); };
  switch (f.kind) {
    case Kind::Name: return variable(f, environment, place);
    case Kind::Negate: return FormAlgebra::negate(part(0));
    case Kind::Add: return FormAlgebra::add(part(0), part(1));
    case Kind::Subtract: return FormAlgebra::add(part(0), FormAlgebra::negate(part(1)));
    case Kind::Multiply:  // 0 p^(1 − σ) is zero also where p is absent
      if (vanishes(f.parts[0], environment, place) || vanishes(f.parts[1], environment, place)) return {};
      return algebra.multiply(part(0), part(1));
    case Kind::Divide: {
      if (mentions_variable(f.parts[0]) && vanishes(f.parts[0], environment, place)) return {};
      const Form divisor = part(1);
      if (divisor.empty()) refuse_zero(f.parts[1], environment, place);
      return algebra.divide(part(0), divisor);
    }
    case Kind::Power:
      if (mentions_variable(f.parts[1])) throw InputError(place + ": an exponent holds a variable; exponents must be numbers.");
      {
        const Form base = part(0);
        const double exponent = symbols_.evaluate(f.parts[1], environment, place);
        if (base.empty() && exponent < 0) refuse_zero(f.parts[0], environment, place);
        return algebra.power(base, exponent);
      }
    case Kind::Sum:
    case Kind::Product: {
      Form result = f.kind == Kind::Sum ? Form{} : FormAlgebra::constant(1);
      symbols_.for_each(f.bindings, place, environment, [&] {
        result = f.kind == Kind::Sum ? FormAlgebra::add(std::move(result), part(0)) : algebra.multiply(result, part(0));
      });
      return result;
    }
    case Kind::Call:
      if (f.name == "sqrt") return algebra.power(part(0), 0.5);
      throw InputError(place + ": " + f.name + "() of a variable has no place in an equation; write powers and products.");
    case Kind::Number: break;
  }
  throw LogicError("unknown kind of formula");
}

double Statement::start(const Monomial& m) const { return m.level == kNone ? m.coef : m.coef * system_.level0[m.level]; }

double Statement::start(const Polynomial& p) const {
  double sum = 0;
  for (const auto& m : p) sum += start(m);
  return sum;
}

/// A sum that stays positive when its terms of any sign vanish.
bool Statement::has_logarithm(const Polynomial& p) const {
  bool anchored = false;
  for (const auto& m : p) anchored = anchored || (m.level == kNone && m.coef > 0);
  return anchored && start(p) > 0;
}

namespace {

Linear linear(const Monomial& m, double scale) {
  Linear l;
  for (const auto& [id, exponent] : m.exponents) l.parts.push_back({id, scale * exponent});
  return l;
}

Sum sum(const Polynomial& p, double total) {
  Sum result;
  for (const auto& m : p) result.add(m.coef / total, linear(m, 1), Var{m.level});
  return result;
}

}  // namespace

/// log coef + Σ exponent · x + Σ power · log(sum)                                              (docs/economies.md, eq. N1)
Expression Statement::logarithm(const Factors& f, const std::string& place) const {
  if (f.monomial.level != kNone || !(f.monomial.coef > 0))
    throw InputError(place +
                     ": one side is a product with a negative factor or an unknown of any sign, the other a power of "
                     "a sum; give the power a name and an equation of its own.");
  Expression e(Linear(std::log(f.monomial.coef)) + linear(f.monomial, 1));
  for (const auto& [polynomial, power] : f.powers) {
    if (!has_logarithm(polynomial)) throw InputError(place + ": a sum under a power is not positive at the start values.");
    const double total = start(polynomial);
    e = e + power * Expression(Linear(std::log(total))) + power * log_ratio(sum(polynomial, 1), total);
  }
  return e;
}

/// (left − right) / Σ |terms at the start|, for sums that may change their sign                (docs/economies.md, eq. N3)
Expression Statement::difference(const Polynomial& left, const Polynomial& right) const {
  double size = 0;
  for (const auto* side : {&left, &right})
    for (const auto& m : *side) size += std::abs(start(m));
  if (size == 0) size = 1;
  Linear direct;
  Sum rest;
  const auto add = [&](const Monomial& m, double sign) {
    if (!m.exponents.empty()) rest.add(sign * m.coef / size, linear(m, 1), Var{m.level});
    else if (m.level != kNone) direct.parts.push_back({m.level, sign * m.coef / size});
    else direct.constant += sign * m.coef / size;
  };
  for (const auto& m : left) add(m, 1);
  for (const auto& m : right) add(m, -1);
  return Expression(direct) + plain(rest);
}

/// log(left) = log(right) with negative terms moved to the other side, or their difference     (docs/economies.md, eq. N2)
Expression Statement::of_sums(const Polynomial& left, const Polynomial& right, Index paired, const std::string& place) const {
  Polynomial sides[2];
  for (int s = 0; s < 2; ++s)
    for (Monomial m : s == 0 ? left : right) {
      const bool move = start(m) < 0;
      if (move) m.coef = -m.coef;
      sides[move ? 1 - s : s].push_back(std::move(m));
    }
  const bool any_sign = system_.unit(paired) == Unit::Level;
  if (any_sign || !has_logarithm(sides[0]) || !has_logarithm(sides[1])) return difference(left, right);
  const auto log_of = [&](const Polynomial& p) {
    Factors f;
    if (p.size() == 1 && p[0].level == kNone) f.monomial = p[0];
    else f.powers.emplace_back(p, 1.0);
    return logarithm(f, place);
  };
  return log_of(sides[0]) - log_of(sides[1]);
}

Expression Statement::residual(const Equality& equality, Environment& environment, const std::string& place, Index paired) const {
  const FormAlgebra algebra(place);
  const Form left = form(equality.left, environment, place), right = form(equality.right, environment, place);
  if (FormAlgebra::is_polynomial(left) && FormAlgebra::is_polynomial(right))
    return of_sums(algebra.polynomial(left), algebra.polynomial(right), paired, place);
  const auto side = [&](const Form& f) {
    if (f.size() == 1 && (f[0].monomial.level == kNone || !f[0].powers.empty())) return logarithm(f[0], place);
    Factors sum_of;
    sum_of.powers.emplace_back(algebra.polynomial(f), 1.0);
    return logarithm(sum_of, place);
  };
  if (left.empty() || right.empty()) throw InputError(place + ": one side is zero, the other a power of a sum.");
  return side(left) - side(right);
}

double Statement::value(const Formula& name, const Environment& environment, const std::string& place, std::span<const double> x) const {
  const Index id = unknowns_.id(system_, name.name, Symbols::elements(name, environment), place);
  return id == kNone ? 0 : system_.value(id, x);
}

}  // namespace setu::economy
