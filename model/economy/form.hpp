#pragma once
#include <string>
#include <utility>
#include <vector>

#include "setu/system/write/expression.hpp"

/// What an equation's side looks like once sums are written out: a sum of products of powers.
namespace setu::economy {

/// coef · exp(Σ exponent · x) · z
struct Monomial {
  double coef = 1;
  std::vector<std::pair<Index, double>> exponents;
  Index level = kNone;
};
using Polynomial = std::vector<Monomial>;

/// monomial · Π polynomial^power
struct Factors {
  Monomial monomial;
  std::vector<std::pair<Polynomial, double>> powers;
};
/// Σ of them; empty is zero.
using Form = std::vector<Factors>;

/// The operations on forms. They throw InputError ("PLACE: …") for what has no such form: a power of a sum inside a sum
/// under a power, a product of two unknowns of any sign, a division by zero.
class FormAlgebra {
 public:
  explicit FormAlgebra(const std::string& place) : place_(place) {}
  static Form constant(double value);
  static Form add(Form a, const Form& b);
  static Form negate(Form a);
  [[nodiscard]] Form multiply(const Form& a, const Form& b) const;
  [[nodiscard]] Form divide(const Form& a, const Form& b) const { return multiply(a, power(b, -1)); }
  [[nodiscard]] Form power(const Form& a, double exponent) const;
  /// The form as a sum of monomials. Throws when a power of a sum stands in it.
  [[nodiscard]] Polynomial polynomial(const Form& a) const;
  static bool is_polynomial(const Form& a);

 private:
  [[nodiscard]] Factors times(const Factors& a, const Factors& b) const;
  [[nodiscard]] Factors raised(const Factors& a, double exponent) const;
  [[noreturn]] void fail(const std::string& what) const;
  const std::string& place_;
};

}  // namespace setu::economy
