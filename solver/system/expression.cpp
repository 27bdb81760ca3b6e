#include "setu/system/expression.hpp"

#include <cmath>

#include "setu/base/error.hpp"

namespace setu {

double Sum::weight() const {
  double total = 0;
  for (const auto& term : terms_) total += term.coef;
  return total;
}

Expression operator+(Expression a, const Expression& b) {
  a.linear += b.linear;
  a.groups.insert(a.groups.end(), b.groups.begin(), b.groups.end());
  return a;
}

Expression operator*(double s, Expression a) {
  a.linear = s * std::move(a.linear);
  for (auto& group : a.groups) group.scale *= s;
  return a;
}

Expression operator-(Expression a, const Expression& b) { return std::move(a) + (-1.0) * b; }

namespace {

Sum normalised(const Sum& sum, double exponent_scale, double total) {
  if (!(total > 0)) throw LogicError("a logarithm of a sum whose benchmark total is not positive");
  Sum result;
  for (const auto& term : sum.terms())
    result.add(term.coef / total, exponent_scale * term.exponent, Var{term.level});
  return result;
}

Expression logged(double scale, Sum sum) {
  const auto& terms = sum.terms();
  if (terms.size() == 1 && terms[0].level == kNone)
    return Expression(scale * (Linear(std::log(terms[0].coef)) + terms[0].exponent));
  Expression e;
  e.groups.push_back({scale, true, std::move(sum)});
  return e;
}

}  // namespace

Expression log_mean(const Sum& sum) { return log_ratio(sum, sum.weight()); }

Expression log_ratio(const Sum& sum, double total) { return logged(1.0, normalised(sum, 1.0, total)); }

Expression ces_price(double sigma, const Sum& sum) {
  const double epsilon = 1.0 - sigma;
  if (std::abs(epsilon) > 1e-9) return logged(1.0 / epsilon, normalised(sum, epsilon, sum.weight()));
  const Sum shares = normalised(sum, 1.0, sum.weight());
  Linear index;
  for (const auto& term : shares.terms()) index += term.coef * term.exponent;
  return Expression(std::move(index));
}

Expression plain(const Sum& sum, double scale) {
  Expression e;
  if (!sum.empty()) e.groups.push_back({scale, false, sum});
  return e;
}

}  // namespace setu
