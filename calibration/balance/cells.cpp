#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "setu/base/error.hpp"
#include "structure.hpp"

namespace setu::balancing {

void prepare(ConvexProblem& p, const std::function<std::string(std::size_t)>& cell_name) {
  for (std::size_t j = 0; j < p.prior.size(); ++j) {
    const auto fail = [&](const std::string& what) { throw InputError(cell_name(j) + " " + what + "."); };
    if (!std::isfinite(p.prior[j])) fail("is not a finite number");
    if (!(p.w(j) > 0) || !std::isfinite(p.w(j))) fail(fmt::format("has the weight {}; it must be positive", p.w(j)));
    double &low = p.lower[j], &high = p.upper[j];
    if (std::isnan(low) || std::isnan(high) || low > high)
      fail(fmt::format("has a lower bound of {:.10g} above its upper bound of {:.10g}", low, high));
    if (low == high) {
      if (!std::isfinite(low)) fail("is fixed at a value that is not finite");
      continue;
    }
    if (p.prior[j] == 0) {
      if (low > 0 || high < 0)
        fail(fmt::format("is zero and may not change, but is to lie between {:.10g} and {:.10g}; give it a prior or fix it", low, high));
      low = high = 0;
    } else if (p.distance == Distance::CrossEntropy) {
      if (p.prior[j] > 0 ? high < 0 : low > 0)
        fail(fmt::format("has the prior {:.10g}, whose sign cross-entropy keeps, but its bounds {:.10g} and {:.10g} are of the other sign",
                         p.prior[j], low, high));
      (p.prior[j] > 0 ? low : high) = p.prior[j] > 0 ? std::max(low, 0.0) : std::min(high, 0.0);
    }
  }
}

double distance(const ConvexProblem& p, const std::vector<double>& x) {
  double total = 0;
  for (std::size_t j = 0; j < x.size(); ++j) {
    const double from = std::abs(p.prior[j]), size = std::abs(x[j]);
    if (from == 0) continue;
    if (p.distance == Distance::LeastSquares) total += p.w(j) * (x[j] - p.prior[j]) * (x[j] - p.prior[j]) / (2 * from);
    else if (x[j] == 0 || (x[j] > 0) == (p.prior[j] > 0)) total += p.w(j) * ((size > 0 ? size * std::log(size / from) : 0.0) - size + from);
  }
  return total;
}

ConvexProblem cells_of(const ConstrainedProblem& problem) {
  ConvexProblem p;
  p.distance = problem.distance;
  for (const auto& cell : problem.cells) {
    p.prior.push_back(cell.prior);
    p.weight.push_back(cell.weight);
    p.lower.push_back(cell.lower);
    p.upper.push_back(cell.upper);
  }
  const auto n = static_cast<long>(problem.totals.size());
  p.value = p.soft = Eigen::VectorXd::Zero(n);
  for (long k = 0; k < n; ++k) {
    const auto& total = problem.totals[static_cast<std::size_t>(k)];
    if (!std::isfinite(total.value)) throw InputError("The total '" + total.name + "' is not a finite number.");
    if (!(total.error >= 0) || !std::isfinite(total.error))
      throw InputError(
          fmt::format("The total '{}' has the standard error {}; it must be zero (exact) or positive.", total.name, total.error));
    p.value[k] = total.value;
    if (total.error > 0) p.soft[k] = total.error * total.error / std::max(std::abs(total.value), total.error);
  }
  p.name = [&problem](std::size_t k) { return problem.totals[k].name; };
  return p;
}

}  // namespace setu::balancing
