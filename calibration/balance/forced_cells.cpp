#include <algorithm>
#include <cmath>
#include <limits>

#include "forced_cells.hpp"

namespace setu::balancing {
namespace {

/// Smallest and largest value that each total can take while its cells stay within their bounds.
struct Range {
  Eigen::VectorXd low, high, gross;
};

Range ranges(const ConvexProblem& p, const Structure& structure) {
  const long n = p.value.size();
  Range r{Eigen::VectorXd::Zero(n), Eigen::VectorXd::Zero(n), Eigen::VectorXd::Zero(n)};
  structure.each_term([&](std::size_t k, std::size_t j, double a) {
    if (a == 0) return;
    const auto total = static_cast<long>(k);
    const double one = a * p.lower[j], two = a * p.upper[j];
    r.low[total] += std::min(one, two);
    r.high[total] += std::max(one, two);
    if (std::isfinite(one)) r.gross[total] = std::max(r.gross[total], std::abs(one));
    if (std::isfinite(two)) r.gross[total] = std::max(r.gross[total], std::abs(two));
  });
  return r;
}

/// A total counts as at the end of its range when the rest is rounding of its terms.
constexpr double rounding = 1e-14;

}  // namespace

std::vector<std::size_t> force_cells(ConvexProblem& p, const Structure& structure) {
  std::vector<char> forces(static_cast<std::size_t>(p.value.size()));
  for (;;) {
    const Range r = ranges(p, structure);
    std::vector<std::size_t> unreachable;
    bool any = false;
    for (long k = 0; k < p.value.size(); ++k) {
      const double slack = rounding * std::max(std::abs(p.value[k]), r.gross[k]);
      const bool soft = p.soft[k] > 0;
      const auto total = static_cast<std::size_t>(k);
      if (!soft && (p.value[k] < r.low[k] - 1e3 * slack || p.value[k] > r.high[k] + 1e3 * slack)) unreachable.push_back(total);
      // 1: the lower end, 2: the upper end
      forces[total] = soft || r.low[k] == r.high[k]     ? char{0}
                      : p.value[k] <= r.low[k] + slack  ? char{1}
                      : p.value[k] >= r.high[k] - slack ? char{2}
                                                        : char{0};
    }
    if (!unreachable.empty()) return unreachable;
    structure.each_term([&](std::size_t k, std::size_t j, double a) {
      if (!forces[k] || a == 0 || p.lower[j] == p.upper[j]) return;
      const bool to_lower = (forces[k] == 1) == (a > 0);
      (to_lower ? p.upper[j] : p.lower[j]) = to_lower ? p.lower[j] : p.upper[j];
      any = true;
    });
    if (!any) return {};
  }
}

}  // namespace setu::balancing
