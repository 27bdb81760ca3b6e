#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "dual.hpp"
#include "setu/base/error.hpp"

namespace setu::balancing {

/// By Farkas' lemma contradictory totals have multipliers y with Aᵀy ≤ 0 (for positive cells) and bᵀy > 0, and the
/// dual iterates run off in such a direction: the totals with the largest |y b| are the ones in conflict.
void report_conflict(const ExactProblem& p, const Vector& x, const Vector& lambda) {
  const Vector residual = relative_residual(p, x);
  Vector part = residual.cwiseAbs();
  const double scale = lambda.cwiseAbs().maxCoeff();
  if (scale > 30) {
    for (long k = 0; k < part.size(); ++k)
      part[k] = std::max(part[k], std::abs(lambda[k]) >= 0.1 * scale ? std::abs(lambda[k]) / scale : 0.0);
  }
  std::vector<long> order(static_cast<std::size_t>(part.size()));
  std::iota(order.begin(), order.end(), 0L);
  std::stable_sort(order.begin(), order.end(), [&](long i, long j) { return part[i] > part[j]; });
  std::string text = "The totals contradict each other or the zero cells; no balanced table exists. In the conflict:";
  for (std::size_t i = 0; i < order.size() && i < 8; ++i) {
    const long k = order[i];
    if (part[k] < 1e-9) break;
    text += fmt::format("\n  '{}' (value {:.6g}, missed by {:+.3g} %)", p.names[static_cast<std::size_t>(k)], p.b[k],
                        100 * residual[k]);
  }
  throw InputError(text);
}

}  // namespace setu::balancing
