#pragma once
#include <utility>
#include <vector>

#include "setu/system/terms.hpp"

/// The small language in which equation blocks are written: linear combinations of logged variables, sums of
/// exponentials, and their logarithms. It only builds the table of terms; nothing here is evaluated.
namespace setu {

/// A scalar variable of the system; invalid (kNone) where its flow is masked.
struct Var {
  Index id = kNone;
  explicit operator bool() const { return id != kNone; }
};

/// constant + Σ coef · variable. Adding an absent Var is an error that the builder reports (see Builder).
struct Linear {
  double constant = 0;
  std::vector<std::pair<Index, double>> parts;

  Linear() = default;
  Linear(double c) : constant(c) {}                // NOLINT: implicit on purpose, equations read like the paper
  Linear(Var v) { parts.emplace_back(v.id, 1.0); } // NOLINT
};

inline Linear& operator+=(Linear& a, const Linear& b) {
  a.constant += b.constant;
  a.parts.insert(a.parts.end(), b.parts.begin(), b.parts.end());
  return a;
}
inline Linear operator*(double s, Linear a) {
  a.constant *= s;
  for (auto& part : a.parts) part.second *= s;
  return a;
}
inline Linear operator+(Linear a, const Linear& b) { return a += b; }
inline Linear operator-(Linear a, const Linear& b) { return a += -1.0 * b; }
inline Linear operator-(const Linear& a) { return -1.0 * a; }
inline Linear operator*(double s, Var v) { return s * Linear(v); }
inline Linear operator+(Var a, Var b) { return Linear(a) + Linear(b); }
inline Linear operator-(Var a, Var b) { return Linear(a) - Linear(b); }
inline Linear operator-(Var a) { return -1.0 * Linear(a); }

/// coef · exp(exponent) · z, with z an optional Level variable.
struct Term {
  double coef = 0;
  Linear exponent;
  Index level = kNone;
};

/// A sum of terms. Terms with a zero coefficient are dropped.
class Sum {
 public:
  /// Adds coef·exp(exponent).
  Sum& add(double coef, const Linear& exponent) { return add(coef, exponent, Var{}); }
  /// Adds coef·exp(exponent)·z for a Level variable z (z = 1 where absent).
  Sum& add(double coef, const Linear& exponent, Var z) {
    if (coef != 0) terms_.push_back({coef, exponent, z.id});
    return *this;
  }
  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  [[nodiscard]] bool empty() const { return terms_.empty(); }
  /// Σ coef: the value of the sum at a benchmark where every variable is 0 and every z is 1.
  [[nodiscard]] double weight() const;

 private:
  std::vector<Term> terms_;
};

struct Group {
  double scale = 1;
  bool log = false;
  Sum sum;
};

/// linear + Σ scale · log(sum) or scale · sum: one side of an equation.
struct Expression {
  Linear linear;
  std::vector<Group> groups;

  Expression() = default;
  Expression(Linear l) : linear(std::move(l)) {}  // NOLINT
  Expression(Var v) : linear(v) {}                // NOLINT
  Expression(double c) : linear(c) {}             // NOLINT
};

Expression operator+(Expression a, const Expression& b);
Expression operator-(Expression a, const Expression& b);
Expression operator*(double s, Expression a);

/// log( Σ / Σ at weight ): zero at a benchmark where all logged variables are zero. The sum's coefficients are values
/// or shares in any common unit; they are normalised by their total, which must be positive.
Expression log_mean(const Sum& sum);

/// log( Σ / total ) for a stated benchmark total > 0; needed where terms have Level factors that are not 1.
Expression log_ratio(const Sum& sum, double total);

/// (1/ε) log Σ shareᵢ exp(ε xᵢ) with ε = 1 − sigma: the CES (or, with sigma < 0, CET) price index over `sum`, whose
/// terms have unscaled exponents. sigma = 1 gives the Cobb-Douglas form Σ shareᵢ xᵢ; near 1 it stays accurate.
Expression ces_price(double sigma, const Sum& sum);

/// The plain sum, not logged.
Expression plain(const Sum& sum, double scale = 1);

}  // namespace setu
