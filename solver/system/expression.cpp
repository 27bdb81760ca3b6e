#include "setu/system/expression.hpp"

#include <cmath>

#include "setu/base/error.hpp"

namespace setu {

Sum& Sum::add(double coef, const Linear& exponent, Var z) {
  if (coef == 0) return *this;
  parts_.insert(parts_.end(), exponent.parts.begin(), exponent.parts.end());
  terms_.push_back({coef, exponent.constant, z.id, static_cast<std::uint32_t>(parts_.size())});
  return *this;
}

Sum::Term Sum::operator[](std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : terms_[i - 1].end;
  const Stored& t = terms_[i];
  return {t.coef, t.level, t.constant, {parts_.data() + begin, t.end - begin}};
}

double Sum::weight() const {
  double total = 0;
  for (const auto& term : terms_) total += term.coef;
  return total;
}

void Sum::normalise(double total, double factor) {
  if (!(total > 0)) throw LogicError("a logarithm of a sum whose benchmark total is not positive");
  for (auto& term : terms_) {
    term.coef /= total;
    term.constant *= factor;
  }
  for (auto& part : parts_) part.coef *= factor;
}

Expression operator+(Expression a, const Expression& b) {
  a.linear += b.linear;
  a.groups.insert(a.groups.end(), b.groups.begin(), b.groups.end());
  return a;
}

Expression operator*(double s, Expression a) {
  a.linear *= s;
  for (auto& group : a.groups) group.scale *= s;
  return a;
}

Expression operator-(Expression a, const Expression& b) {
  const std::size_t own = a.groups.size();
  a.linear = std::move(a.linear) - b.linear;
  a.groups.insert(a.groups.end(), b.groups.begin(), b.groups.end());
  for (std::size_t g = own; g < a.groups.size(); ++g) a.groups[g].scale *= -1.0;
  return a;
}

namespace {

Expression logged(double scale, Sum sum) {
  if (sum.size() == 1 && sum[0].level == kNone) {
    Linear only(std::log(sum[0].coef) + sum[0].constant);
    only.parts.assign(sum[0].exponent.begin(), sum[0].exponent.end());
    return Expression(scale * std::move(only));
  }
  Expression e;
  e.groups.push_back({scale, true, std::move(sum)});
  return e;
}

}  // namespace

Expression log_mean(Sum sum) {
  const double total = sum.weight();
  return log_ratio(std::move(sum), total);
}

Expression log_ratio(Sum sum, double total) {
  sum.normalise(total, 1.0);
  return logged(1.0, std::move(sum));
}

Expression ces_price(double sigma, Sum sum) {
  const double epsilon = 1.0 - sigma;
  const bool cobb_douglas = std::abs(epsilon) <= 1e-9;
  sum.normalise(sum.weight(), cobb_douglas ? 1.0 : epsilon);
  if (!cobb_douglas) return logged(1.0 / epsilon, std::move(sum));
  Linear index;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    index.constant += sum[i].coef * sum[i].constant;
    for (const auto& part : sum[i].exponent) index.parts.push_back({part.variable, sum[i].coef * part.coef});
  }
  return Expression(std::move(index));
}

Expression plain(Sum sum, double scale) {
  Expression e;
  if (!sum.empty()) e.groups.push_back({scale, false, std::move(sum)});
  return e;
}

}  // namespace setu
