#pragma once
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-overread"  // false alarms of g++ 12 when small_vector is inlined
#endif
#include <boost/container/small_vector.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <cstddef>
#include <span>
#include <utility>

#include "setu/system/write/tape.hpp"
#include "setu/system/terms.hpp"

/// The small language in which equation blocks are written: linear combinations of logged variables, sums of
/// exponentials, and their logarithms. It only builds the table of terms; nothing here is evaluated. What usual equations
/// need stands inside these objects: writing an equation allocates only where a sum is long.
namespace setu {

/// A scalar variable of the system; invalid (kNone) where its flow is masked.
struct Var {
  Index id = kNone;
  explicit operator bool() const { return id != kNone; }
};

/// coef · variable; `node` says where the coefficient came from while a tape records (kNone: a constant).
struct Part {
  Index variable = kNone;
  Index node = kNone;
  double coef = 0;

  Part() = default;
  Part(Index v, double c, Index n = kNone) : variable(v), node(n), coef(c) {}
};

/// constant + Σ coef · variable. Adding an absent Var is an error that the builder reports (see Builder).
struct Linear {
  double constant = 0;
  Tape* tape = nullptr;  ///< of the parts' nodes, if there are any
  boost::container::small_vector<Part, 8> parts;

  Linear() = default;
  Linear(double c) : constant(c) {}                // NOLINT: implicit on purpose, equations read like the paper
  Linear(Var v) { parts.push_back({v.id, 1.0}); }  // NOLINT
};

/// The parts times s, on the tape as well.
inline void scale(std::span<Part> parts, double s, Tape* tape) {
  for (auto& part : parts) {
    part.coef *= s;
    if (tape && part.node != kNone) part.node = tape->scale(part.node, s);
  }
}

inline Linear& operator+=(Linear& a, const Linear& b) {
  a.constant += b.constant;
  if (b.tape) a.tape = b.tape;
  a.parts.insert(a.parts.end(), b.parts.begin(), b.parts.end());
  return a;
}
inline Linear& operator-=(Linear& a, const Linear& b) {
  const std::size_t own = a.parts.size();
  a.constant += -1.0 * b.constant;
  if (b.tape) a.tape = b.tape;
  a.parts.insert(a.parts.end(), b.parts.begin(), b.parts.end());
  scale({a.parts.data() + own, b.parts.size()}, -1.0, a.tape);
  return a;
}
inline Linear& operator*=(Linear& a, double s) {
  a.constant *= s;
  scale({a.parts.data(), a.parts.size()}, s, a.tape);
  return a;
}
inline Linear operator*(double s, Linear a) {
  a *= s;
  return a;
}
inline Linear operator+(Linear a, const Linear& b) {
  a += b;
  return a;
}
inline Linear operator-(Linear a, const Linear& b) {
  a -= b;
  return a;
}
inline Linear operator-(Linear a) {
  a *= -1.0;
  return a;
}
/// A coefficient that depends on parameters multiplies variables only, never a constant.
Linear operator*(const Coefficient& s, Linear a);
inline Linear operator*(double s, Var v) { return s * Linear(v); }
inline Linear operator+(Var a, Var b) { return Linear(a) + Linear(b); }
inline Linear operator-(Var a, Var b) { return Linear(a) - Linear(b); }
inline Linear operator-(Var a) { return -Linear(a); }

/// A sum of terms coef · exp(exponent) · z, with z an optional Level variable. Terms with a zero coefficient are dropped.
class Sum {
 public:
  /// One term, seen in place.
  struct Term {
    double coef;
    Index node;       ///< of coef, on tape()
    Index level;      ///< z, or kNone
    double constant;  ///< of the exponent
    std::span<const Part> exponent;
  };

  /// Adds coef·exp(exponent).
  Sum& add(const Coefficient& coef, const Linear& exponent) { return add(coef, exponent, Var{}); }
  /// Adds coef·exp(exponent)·z for a Level variable z (z = 1 where absent).
  Sum& add(const Coefficient& coef, const Linear& exponent, Var z);

  /// Makes room for as many terms of about two variables.
  void reserve(std::size_t terms) {
    terms_.reserve(terms);
    parts_.reserve(2 * terms);
  }

  [[nodiscard]] std::size_t size() const { return terms_.size(); }
  [[nodiscard]] bool empty() const { return terms_.empty(); }
  [[nodiscard]] Term operator[](std::size_t i) const;
  /// Σ coef: the value of the sum at a benchmark where every variable is 0 and every z is 1.
  [[nodiscard]] double weight() const { return total().value; }
  [[nodiscard]] Coefficient total() const;
  /// Of the nodes in coefficients and exponents; null if there are none.
  [[nodiscard]] Tape* tape() const { return tape_; }

  /// Divides the coefficients by `total` and multiplies the exponents by `factor`.
  void normalise(const Coefficient& total, const Coefficient& factor);

 private:
  struct Stored {
    double coef, constant;
    Index level;
    std::uint32_t end;  // of its exponent in parts_; it begins where that of the term before ends
    Index node;         // of coef
  };
  boost::container::small_vector<Stored, 4> terms_;
  boost::container::small_vector<Part, 16> parts_;
  Tape* tape_ = nullptr;
};

enum class Wrapping : std::uint8_t {
  None,  ///< the sum itself
  Log,
  Limit  ///< zero: the place of a CES index at elasticity 1, recorded for its derivative by 1 − σ, which is `scale`'s node
};

struct Group {
  Coefficient scale = 1;
  Wrapping wrapping = Wrapping::None;
  Sum sum;
};

/// linear + Σ scale · log(sum) or scale · sum: one side of an equation.
struct Expression {
  Linear linear;
  boost::container::small_vector<Group, 1> groups;

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
Expression log_mean(Sum sum);

/// log( Σ / total ) for a stated benchmark total > 0; needed where terms have Level factors that are not 1.
Expression log_ratio(Sum sum, double total);

/// (1/ε) log Σ shareᵢ exp(ε xᵢ) with ε = 1 − sigma: the CES (or, with sigma < 0, CET) price index over `sum`, whose
/// terms have unscaled exponents. sigma = 1 gives the Cobb-Douglas form Σ shareᵢ xᵢ; near 1 it stays accurate.
Expression ces_price(const Coefficient& sigma, Sum sum);

/// An elasticity this near to 1 gives the Cobb-Douglas form.
inline constexpr double kCobbDouglas = 1e-9;
/// A logarithm with a scale above this is summed with expm1 (a CES elasticity within 0.02 of 1).
inline constexpr double kNearOneScale = 50.0;

/// The plain sum, not logged.
Expression plain(Sum sum, double scale = 1);

}  // namespace setu
