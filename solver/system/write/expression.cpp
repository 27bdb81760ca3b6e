#include "setu/system/write/expression.hpp"

#include <cmath>
#include <string>

#include "setu/base/error.hpp"

namespace setu {

namespace {

/// What the tape does not write down is refused, so that no dependence on a parameter is lost in silence.
[[noreturn]] void not_recorded(const char* what) {
  throw LogicError(std::string("equations with recorded parameters cannot have ") + what);
}

Coefficient on(Tape* tape, double value, Index node) { return {value, node, tape}; }

}  // namespace

Linear operator*(const Coefficient& s, Linear a) {
  if (s.tape && a.constant != 0) not_recorded("a constant that depends on them");
  a.constant *= s.value;
  for (auto& part : a.parts) {
    const Coefficient product = on(a.tape, part.coef, part.node) * s;
    part.coef = product.value;
    part.node = product.node;
  }
  if (s.tape) a.tape = s.tape;
  return a;
}

Sum& Sum::add(const Coefficient& coef, const Linear& exponent, Var z) {
  if (coef == 0 && coef.tape) not_recorded("a term that vanishes at their present values");
  if (coef == 0) return *this;
  if (coef.tape || exponent.tape) tape_ = coef.tape ? coef.tape : exponent.tape;
  parts_.insert(parts_.end(), exponent.parts.begin(), exponent.parts.end());
  terms_.push_back({coef.value, exponent.constant, z.id, static_cast<std::uint32_t>(parts_.size()), coef.node});
  return *this;
}

Sum::Term Sum::operator[](std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : terms_[i - 1].end;
  const Stored& t = terms_[i];
  return {t.coef, t.node, t.level, t.constant, {parts_.data() + begin, t.end - begin}};
}

Coefficient Sum::total() const {
  Coefficient total;
  for (const auto& term : terms_) total += on(tape_, term.coef, term.node);
  return total;
}

void Sum::normalise(const Coefficient& total, const Coefficient& factor) {
  if (!(total > 0))
    throw InputError("a total whose logarithm the model takes is not positive in this data: a sum of spending, income, trade or output");
  if (factor.tape) tape_ = factor.tape;
  for (auto& term : terms_) {
    const Coefficient share = on(tape_, term.coef, term.node) / total;
    term.coef = share.value;
    term.node = share.node;
    if (factor.tape && term.constant != 0) not_recorded("a constant exponent that depends on them");
    term.constant *= factor.value;
  }
  for (auto& part : parts_) {
    const Coefficient product = on(tape_, part.coef, part.node) * factor;
    part.coef = product.value;
    part.node = product.node;
  }
}

Expression operator+(Expression a, const Expression& b) {
  a.linear += b.linear;
  a.groups.insert(a.groups.end(), b.groups.begin(), b.groups.end());
  return a;
}

Expression operator*(double s, Expression a) {
  a.linear *= s;
  for (auto& group : a.groups) group.scale = group.scale * s;
  return a;
}

Expression operator-(Expression a, const Expression& b) {
  const std::size_t own = a.groups.size();
  a.linear = std::move(a.linear) - b.linear;
  a.groups.insert(a.groups.end(), b.groups.begin(), b.groups.end());
  for (std::size_t g = own; g < a.groups.size(); ++g) a.groups[g].scale = a.groups[g].scale * -1.0;
  return a;
}

namespace {

Expression logged(const Coefficient& scale, Sum sum) {
  if (sum.size() == 1 && sum[0].level == kNone) {
    if (sum[0].node != kNone && sum[0].coef != 1) not_recorded("a logarithm of one coefficient that depends on them");
    Linear only(std::log(sum[0].coef) + sum[0].constant);
    only.parts.assign(sum[0].exponent.begin(), sum[0].exponent.end());
    only.tape = sum.tape();
    return Expression(scale * std::move(only));
  }
  Expression e;
  e.groups.push_back({scale, Wrapping::Log, std::move(sum)});
  return e;
}

/// Σ shareᵢ xᵢ, and its place for the derivative by ε = 1 − σ.
Expression cobb_douglas(const Coefficient& epsilon, Sum shares) {
  if (shares.tape()) not_recorded("shares or exponents of a CES index that depend on them");
  Expression e;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    e.linear.constant += shares[i].coef * shares[i].constant;
    for (const auto& part : shares[i].exponent) e.linear.parts.push_back({part.variable, shares[i].coef * part.coef});
  }
  if (epsilon.tape && shares.size() > 1) e.groups.push_back({epsilon, Wrapping::Limit, std::move(shares)});
  return e;
}

}  // namespace

Expression log_mean(Sum sum) {
  sum.normalise(sum.total(), 1.0);
  return logged(1.0, std::move(sum));
}

Expression log_ratio(Sum sum, double total) {
  sum.normalise(total, 1.0);
  return logged(1.0, std::move(sum));
}

Expression ces_price(const Coefficient& sigma, Sum sum) {
  const Coefficient epsilon = 1.0 - sigma;
  const bool at_one = std::abs(epsilon.value) <= kCobbDouglas;
  sum.normalise(sum.total(), at_one ? Coefficient(1.0) : epsilon);
  return at_one ? cobb_douglas(epsilon, std::move(sum)) : logged(1.0 / epsilon, std::move(sum));
}

Expression plain(Sum sum, double scale) {
  Expression e;
  if (!sum.empty()) e.groups.push_back({scale, Wrapping::None, std::move(sum)});
  return e;
}

}  // namespace setu
