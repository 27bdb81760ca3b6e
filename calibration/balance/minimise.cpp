#include <algorithm>
#include <cmath>
#include <limits>

#include "forced_cells.hpp"
#include "structure.hpp"

// docs/balancing.md, E4-E6.

namespace setu::balancing {
namespace {

using Vector = Eigen::VectorXd;

/// No free cell may change by more than this power of e (or multiple of its prior, for least squares) in one step.
constexpr double longest_step = 2.0;

struct Point {
  Vector lambda, gradient, gross;
  std::vector<double> x;
  double value = 0, worst = 0;
};

class Minimiser {
 public:
  Minimiser(const ConvexProblem& p, Structure& structure) : p_(p), structure_(structure) {}

  /// The cells that answer λ, the dual's value and gradient there.
  void evaluate(Point& at) const {
    structure_.spread(at.lambda, at.x);
    at.value = 0.5 * p_.soft.dot(at.lambda.cwiseAbs2()) - p_.value.dot(at.lambda);
    for (std::size_t j = 0; j < at.x.size(); ++j) at.x[j] = respond(j, at.x[j], at.value);
    structure_.gather(at.x, at.gradient, at.gross);
    at.gradient += p_.soft.cwiseProduct(at.lambda) - p_.value;
    at.worst = relative(at).cwiseAbs().maxCoeff();
  }

  /// Newton's direction. Cells that rest on a bound count a little while the point is far off, so that a total all of
  /// whose cells do still has one.
  Vector direction(const Point& at) {
    const double rest = std::clamp(at.worst, 1e-12, 1e-2);
    d_.resize(at.x.size());
    for (std::size_t j = 0; j < d_.size(); ++j) {
      const double slope = p_.distance == Distance::CrossEntropy
                               ? std::max(std::abs(at.x[j]), p_.caution.flattest * rest * std::abs(p_.prior[j]))
                               : std::abs(p_.prior[j]);
      d_[j] = p_.lower[j] == p_.upper[j] ? 0 : slope / p_.w(j) * (free(at, j) ? 1 : rest);
    }
    return structure_.solve(d_, p_.soft, -at.gradient);
  }

  /// Shortens the step until the dual falls enough (Armijo), or, near the solution, where rounding may hide the fall of the dual,
  /// which goes with its square, until the residual does.
  bool advance(Point& at, Point& next, const Vector& step) {
    structure_.spread(step, d_);
    double longest = 0;
    for (std::size_t j = 0; j < d_.size(); ++j)
      if (free(at, j)) longest = std::max(longest, std::abs(d_[j]) / p_.w(j));
    double length = std::min(1.0, longest_step / std::max(longest, 1e-300));
    const double slope = at.gradient.dot(step);
    for (int attempt = 0; attempt < 40; ++attempt, length /= 2) {
      next.lambda = at.lambda + length * step;
      evaluate(next);
      if (next.value <= at.value + 1e-4 * length * slope || (at.worst < p_.caution.unresolved && next.worst < 0.9 * at.worst)) {
        std::swap(at, next);
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] Vector relative(const Point& at) const {
    const Vector size = at.gross.cwiseMax(p_.value.cwiseAbs());
    return (size.array() > 0).select(at.gradient.array() / size.array(), 0.0);
  }

 private:
  [[nodiscard]] bool free(const Point& at, std::size_t j) const { return at.x[j] > p_.lower[j] && at.x[j] < p_.upper[j]; }

  /// x(s) within the bounds; adds the conjugate s x − φ(x) to `value`.
  double respond(std::size_t j, double s, double& value) const {
    const double prior = p_.prior[j], low = p_.lower[j], high = p_.upper[j];
    if (low == high) {
      value += s * low;
      return low;
    }
    const double w = p_.w(j), size = std::abs(prior);
    if (p_.distance == Distance::LeastSquares) {
      const double x = std::clamp(prior + size * s / w, low, high);
      value += s * x - w * (x - prior) * (x - prior) / (2 * size);
      return x;
    }
    const double wish = prior * std::exp(std::copysign(1.0, prior) * s / w);
    if (wish >= low && wish <= high) {
      value += w * (std::abs(wish) - size);
      return wish;
    }
    const double x = std::clamp(wish, low, high), now = std::abs(x);
    value += s * x - w * ((now > 0 ? now * std::log(now / size) : 0.0) - now + size);
    return x;
  }

  const ConvexProblem& p_;
  Structure& structure_;
  std::vector<double> d_;
};

}  // namespace

ConvexResult minimise(ConvexProblem& p, Structure& structure, const BalanceOptions& options) {
  ConvexResult result;
  result.unreachable = force_cells(p, structure);
  Minimiser minimiser(p, structure);
  Point at, next;
  at.x.resize(p.prior.size());
  next.x.resize(p.prior.size());
  at.lambda = Vector::Zero(p.value.size());
  result.direction = Vector::Zero(p.value.size());
  double best = std::numeric_limits<double>::infinity();
  int since = 0;
  if (p.value.size() > 0) minimiser.evaluate(at);
  else at.x = p.prior;
  while (p.value.size() > 0 && result.unreachable.empty() && at.worst > options.tolerance && result.iterations < options.max_iterations &&
         since < (at.worst <= options.good_enough ? 2 : p.caution.patience)) {
    result.direction = minimiser.direction(at);
    if (!result.direction.allFinite() || !minimiser.advance(at, next, result.direction)) break;
    ++result.iterations;
    since = at.worst < 0.5 * best ? 0 : since + 1;
    if (since == 0) best = at.worst;
  }
  result.converged = result.unreachable.empty() && at.worst <= std::max(options.tolerance, options.good_enough);
  if (p.value.size() > 0) result.residual = minimiser.relative(at);
  result.worst = at.worst;
  result.x = std::move(at.x);
  return result;
}

}  // namespace setu::balancing
