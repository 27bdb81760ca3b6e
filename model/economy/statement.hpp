#pragma once
#include "form.hpp"
#include "symbols.hpp"
#include "unknowns.hpp"

namespace setu::economy {

/// Turns "left = right" into one equation of the system (docs/economies.md, eqs. N1–N3).
class Statement {
 public:
  Statement(const Symbols& symbols, const Unknowns& unknowns, const EquationSystem& system)
      : symbols_(symbols), unknowns_(unknowns), system_(system) {}

  /// The residual, for the equation that goes with variable `paired`.
  [[nodiscard]] Expression residual(const Equality& equality, Environment& environment, const std::string& place, Index paired) const;
  /// The value of a variable in a formula at point x; absent ones are zero.
  [[nodiscard]] double value(const Formula& name, const Environment& environment, const std::string& place,
                             std::span<const double> x) const;

 private:
  [[nodiscard]] Form form(const Formula& f, Environment& environment, const std::string& place) const;
  [[nodiscard]] Form variable(const Formula& f, const Environment& environment, const std::string& place) const;
  [[nodiscard]] bool mentions_variable(const Formula& f) const;
  [[nodiscard]] bool vanishes(const Formula& f, Environment& environment, const std::string& place) const;
  [[nodiscard]] std::string described(const Formula& f, const Environment& environment) const;
  [[noreturn]] void refuse_zero(const Formula& divisor, const Environment& environment, const std::string& place) const;
  [[nodiscard]] double start(const Monomial& m) const;
  [[nodiscard]] double start(const Polynomial& p) const;
  [[nodiscard]] bool has_logarithm(const Polynomial& p) const;
  [[nodiscard]] Expression logarithm(const Factors& f, const std::string& place) const;
  [[nodiscard]] Expression of_sums(const Polynomial& left, const Polynomial& right, Index paired, const std::string& place) const;
  [[nodiscard]] Expression difference(const Polynomial& left, const Polynomial& right) const;

  const Symbols& symbols_;
  const Unknowns& unknowns_;
  const EquationSystem& system_;
};

}  // namespace setu::economy
