#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "dual.hpp"
#include "setu/base/error.hpp"

namespace setu::balancing {

/// By Farkas' lemma contradictory totals have multipliers y with Aᵀy ≤ 0 (for positive cells) and bᵀy > 0. The dual runs
/// off in such a direction for ever, while the multipliers of all other totals settle: the totals that still move are
/// the ones in conflict.
void report_conflict(const ExactProblem& p, const Vector& x, const Vector& step) {
  const Vector residual = relative_residual(p, x);
  const double largest = step.cwiseAbs().maxCoeff();
  const Vector part = largest > 0 ? Vector(step.cwiseAbs() / largest) : Vector(residual.cwiseAbs());
  std::vector<long> order(static_cast<std::size_t>(part.size()));
  std::iota(order.begin(), order.end(), 0L);
  std::stable_sort(order.begin(), order.end(), [&](long i, long j) { return part[i] > part[j]; });
  std::string text = "The totals contradict each other or the zero cells; no balanced table exists. In the conflict:";
  for (std::size_t i = 0; i < order.size() && i < 8; ++i) {
    const long k = order[i];
    if (part[k] < 0.1 && i > 0) break;
    text += fmt::format("\n  '{}' (value {:.6g}, missed by {:+.3g} %)", p.names[static_cast<std::size_t>(k)], p.b[k], 100 * residual[k]);
  }
  throw InputError(text);
}

}  // namespace setu::balancing
