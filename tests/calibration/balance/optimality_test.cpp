#include <gtest/gtest.h>

#include <algorithm>

#include "tables.hpp"

namespace setu {
namespace {

double cost(double x, double prior, BalanceMethod method) {
  const double size = std::abs(x), from = std::abs(prior);
  if (method == BalanceMethod::LeastSquares) return (x - prior) * (x - prior) / (2 * from);
  return (size > 0 ? size * std::log(size / from) : 0) - size + from;
}

/// The definition itself: no exchange between two rows and two columns, which keeps all margins, makes a table within
/// the bounds that is nearer to the prior.
TEST(BalanceOptimality, NoExchangeWithinTheBoundsIsNearer) {
  for (const auto method : {BalanceMethod::CrossEntropy, BalanceMethod::LeastSquares})
    for (unsigned seed = 1; seed <= 8; ++seed) {
      auto t = test::random_table(seed, 8, 9, 0.1);
      const auto inside = balance(t, BalanceMethod::Gras).cells;
      for (std::size_t at = 0; at < inside.size(); at += 2) {
        const double width = std::abs(inside[at]);
        test::set_bounds(t, at, inside[at] - 0.04 * width, inside[at] + 0.03 * width);
      }
      for (std::size_t at = 0; at < inside.size(); at += 3)
        if (inside[at] != 0) t.prior[at] *= at % 2 ? 1.3 : 0.8;
      const auto x = balance(t, method).cells;
      int tried = 0;
      for (std::size_t i = 0; i < 8; ++i)
        for (std::size_t k = 0; k < 8; ++k)
          for (std::size_t j = 0; j < 9; ++j)
            for (std::size_t l = 0; l < 9; ++l) {
              const std::size_t cells[] = {i * 9 + j, i * 9 + l, k * 9 + j, k * 9 + l};
              if (i == k || j == l || std::any_of(std::begin(cells), std::end(cells), [&](std::size_t c) { return x[c] == 0; })) continue;
              double step = 1e300, change = 0, scale = 0;
              for (const auto c : cells) step = std::min(step, 1e-3 * std::abs(x[c]));
              bool allowed = true;
              for (std::size_t n = 0; n < 4; ++n) {
                const std::size_t c = cells[n];
                const double now = x[c] + (n == 0 || n == 3 ? step : -step);
                allowed = allowed && now >= t.lower[c] && now <= t.upper[c];
                change += cost(now, t.prior[c], method) - cost(x[c], t.prior[c], method);
                scale += std::abs(x[c]) + std::abs(t.prior[c]);
              }
              if (!allowed) continue;
              ++tried;
              EXPECT_GE(change, -1e-12 * scale);
            }
      EXPECT_GT(tried, 50);
    }
}

}  // namespace
}  // namespace setu
