#pragma once
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "setu/system/terms.hpp"

namespace setu {

class Tape;

/// A number of an equation that may depend on parameters: its value and, while a tape records, where it came from.
/// Without a tape it is a double and nothing more.
struct Coefficient {
  double value = 0;
  Index node = kNone;    ///< on the tape; kNone for constants
  Tape* tape = nullptr;  ///< null exactly for constants

  Coefficient() = default;
  Coefficient(double v) : value(v) {}  // NOLINT: implicit on purpose, equations read like the paper
  Coefficient(double v, Index n, Tape* t) : value(v), node(n), tape(n == kNone ? nullptr : t) {}

  /// False only for a zero that is zero for all parameters: what may be left out of an equation.
  [[nodiscard]] bool present() const { return value != 0 || tape; }
  friend auto operator<=>(const Coefficient& a, double b) { return a.value <=> b; }
  friend bool operator==(const Coefficient& a, double b) { return a.value == b; }
};

/// The arithmetic that leads from parameters to the coefficients of equations, written down while a model is built
/// (Griewank and Walther 2008, ch. 3 and 4, https://doi.org/10.1137/1.9780898717761; docs/algorithms.md §10). A node is
/// a parameter or an operation on earlier nodes; values of nodes are computed as the model computed them, bit for bit.
class Tape {
 public:
  enum class Op : std::uint8_t {
    Parameter,
    Add,
    Multiply,
    Divide,  ///< of two nodes
    Shift,
    Scale,
    Share,
    Inverse  ///< node + k, node·k, node / k, k / node
  };

  /// Adds parameters with these values as consecutive nodes; returns the first one's.
  Index parameters(std::span<const double> values);

  Index add(Index a, Index b) { return push({Op::Add, a, b, 0}); }
  Index multiply(Index a, Index b) { return push({Op::Multiply, a, b, 0}); }
  Index divide(Index a, Index b) { return push({Op::Divide, a, b, 0}); }
  Index shift(Index a, double k) { return push({Op::Shift, a, kNone, k}); }
  Index scale(Index a, double k) { return k == 1 ? a : push({Op::Scale, a, kNone, k}); }
  Index divide_by(Index a, double k) { return k == 1 ? a : push({Op::Share, a, kNone, k}); }
  Index divide_constant(double k, Index a) { return push({Op::Inverse, a, kNone, k}); }

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] double value(Index node) const { return value_[node]; }
  /// Sets a parameter; `evaluate` then brings all other nodes up to date.
  void set(Index parameter, double value) { value_[parameter] = value; }
  void evaluate();
  /// Replaces derivatives with respect to nodes (one per node) by derivatives with respect to the parameters among them,
  /// all else computed from these: the reverse sweep.
  void reverse(std::span<double> derivative) const;

 private:
  struct Node {
    Op op;
    Index a, b;
    double k;
  };
  Index push(const Node& node);
  [[nodiscard]] double computed(const Node& node) const;

  std::vector<Node> nodes_;
  std::vector<double> value_;
};

namespace recorded {
Coefficient add(const Coefficient& a, const Coefficient& b);
Coefficient multiply(const Coefficient& a, const Coefficient& b);
Coefficient divide(const Coefficient& a, const Coefficient& b);
}  // namespace recorded

inline Coefficient operator+(const Coefficient& a, const Coefficient& b) {
  return a.tape || b.tape ? recorded::add(a, b) : Coefficient(a.value + b.value);
}
inline Coefficient operator*(const Coefficient& a, const Coefficient& b) {
  return a.tape || b.tape ? recorded::multiply(a, b) : Coefficient(a.value * b.value);
}
inline Coefficient operator*(const Coefficient& a, double b) { return a * Coefficient(b); }
inline Coefficient operator/(const Coefficient& a, const Coefficient& b) {
  return a.tape || b.tape ? recorded::divide(a, b) : Coefficient(a.value / b.value);
}
inline Coefficient operator-(const Coefficient& a) { return a * -1.0; }
inline Coefficient operator-(const Coefficient& a, const Coefficient& b) { return a + -b; }
inline Coefficient& operator+=(Coefficient& a, const Coefficient& b) { return a = a + b; }

}  // namespace setu
