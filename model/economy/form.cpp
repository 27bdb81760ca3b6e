#include "form.hpp"

#include <cmath>

#include "setu/base/error.hpp"

namespace setu::economy {

void FormAlgebra::fail(const std::string& what) const { throw InputError(place_ + ": " + what); }

Form FormAlgebra::constant(double value) {
  if (value == 0) return {};
  Factors f;
  f.monomial.coef = value;
  return {f};
}

Form FormAlgebra::add(Form a, const Form& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Form FormAlgebra::negate(Form a) {
  for (auto& f : a) f.monomial.coef = -f.monomial.coef;
  return a;
}

Factors FormAlgebra::times(const Factors& a, const Factors& b) const {
  Factors f = a;
  f.monomial.coef *= b.monomial.coef;
  f.monomial.exponents.insert(f.monomial.exponents.end(), b.monomial.exponents.begin(), b.monomial.exponents.end());
  if (a.monomial.level != kNone && b.monomial.level != kNone)
    fail("two unknowns or rates of any sign are multiplied; give their product, or one of them plus one, a name of its own.");
  if (b.monomial.level != kNone) f.monomial.level = b.monomial.level;
  f.powers.insert(f.powers.end(), b.powers.begin(), b.powers.end());
  return f;
}

Form FormAlgebra::multiply(const Form& a, const Form& b) const {
  Form result;
  for (const auto& x : a)
    for (const auto& y : b) result.push_back(times(x, y));
  return result;
}

Factors FormAlgebra::raised(const Factors& a, double exponent) const {
  Factors f = a;
  if (a.monomial.level != kNone && exponent != 1) fail("a power of, or a division by, an unknown or rate of any sign has no place here.");
  f.monomial.coef = std::pow(a.monomial.coef, exponent);
  if (!std::isfinite(f.monomial.coef)) fail("a power of a negative number is not a number.");
  for (auto& [id, e] : f.monomial.exponents) e *= exponent;
  for (auto& [sum, e] : f.powers) e *= exponent;
  return f;
}

Form FormAlgebra::power(const Form& a, double exponent) const {
  if (exponent == 0) return constant(1);
  if (exponent == 1) return a;
  if (a.empty()) {
    if (exponent < 0) fail("the formula divides by something that is zero at the start.");
    return {};
  }
  if (a.size() == 1) return {raised(a[0], exponent)};
  Factors f;
  f.powers.emplace_back(polynomial(a), exponent);
  return {f};
}

bool FormAlgebra::is_polynomial(const Form& a) {
  for (const auto& f : a)
    if (!f.powers.empty()) return false;
  return true;
}

Polynomial FormAlgebra::polynomial(const Form& a) const {
  if (!is_polynomial(a)) fail("a power of a sum stands inside another sum; give the inner one a name and an equation of its own.");
  Polynomial result;
  for (const auto& f : a) result.push_back(f.monomial);
  return result;
}

}  // namespace setu::economy
