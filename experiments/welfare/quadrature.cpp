#include "quadrature.hpp"

#include <cmath>
#include <span>

namespace setu {

namespace {

/// Points and weights on [−1, 1] of the non-negative half, from 1 down to the middle.
using Half = std::vector<QuadraturePoint>;

Half half_rule(int level) {
  const double alpha = std::sqrt(2.0 / 3.0), beta = std::sqrt(0.2);
  if (level == 0) return {{1, 1.0 / 6}, {beta, 5.0 / 6}};
  if (level == 1) return {{1, 11.0 / 210}, {alpha, 72.0 / 245}, {beta, 125.0 / 294}, {0, 16.0 / 35}};
  return {{1, 0.0158271919734802},    {0.942882415695480, 0.0942738402188500},
          {alpha, 0.155071987336585}, {0.641853342345781, 0.188821573960182},
          {beta, 0.199773405226859},  {0.236383199662150, 0.224926465333340},
          {0, 0.242611071901408}};
}

/// The whole rule on [0, 1].
std::vector<QuadraturePoint> whole(const Half& half) {
  std::vector<QuadraturePoint> rule;
  for (const auto& [t, weight] : half) rule.push_back({0.5 * (1 - t), 0.5 * weight});
  for (std::size_t i = half.size(); i-- > 0;)
    if (half[i].t != 0) rule.push_back({0.5 * (1 + half[i].t), 0.5 * half[i].weight});
  return rule;
}

/// The rule in s.
std::vector<QuadraturePoint> even_rule(int level) {
  const auto once = whole(half_rule(level));
  if (level <= 2) return once;
  const int parts = 1 << (level - 2);
  std::vector<QuadraturePoint> rule;
  for (int part = 0; part < parts; ++part)
    for (const auto& [t, weight] : once)
      if (part > 0 && t == 0) rule.back().weight += weight / parts;  // where two parts meet
      else rule.push_back({(part + t) / parts, weight / parts});
  return rule;
}

}  // namespace

std::vector<QuadraturePoint> quadrature_rule(int level, double rate) {
  auto rule = even_rule(level);
  if (rate == 0) return rule;
  const double scale = std::expm1(rate);
  for (auto& [t, weight] : rule) {
    weight *= rate * std::exp(rate * t) / scale;
    t = std::expm1(rate * t) / scale;  // exactly 0 and 1 at the ends
  }
  return rule;
}

}  // namespace setu
