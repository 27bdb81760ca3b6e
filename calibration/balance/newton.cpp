#include <Eigen/SparseCholesky>
#include <algorithm>
#include <cmath>

#include "dual.hpp"
#include "setu/base/error.hpp"

// docs/data.md, B1-B4. With multipliers λ the cells are x = x⁰ exp(sign(x⁰) (Aᵀλ) / w), and λ minimises the convex
// D(λ) = Σ w |x(λ)| − bᵀλ, whose gradient is Ax − b and whose Hessian is A diag(|x| / w) Aᵀ.

namespace setu {
namespace balancing {
namespace {

/// No cell may change by more than this power of e in one step: far from the solution the quadratic model of an
/// exponential is worthless beyond it.
constexpr double longest_step = 2.0;
/// Added to the Hessian's unit diagonal, so that totals which follow from others do not stop the factorisation.
constexpr double ridge = 1e-11;

struct Point {
  Vector lambda, x, residual;
  double value = 0;
};

Point evaluate(const ExactProblem& p, Vector lambda) {
  Point point;
  point.x = p.a.transpose() * lambda;
  for (long j = 0; j < point.x.size(); ++j) point.x[j] = p.prior[j] * std::exp(std::copysign(1.0, p.prior[j]) * point.x[j] / p.weight[j]);
  point.residual = p.a * point.x - p.b;
  point.value = p.weight.dot(point.x.cwiseAbs()) - p.b.dot(lambda);
  point.lambda = std::move(lambda);
  return point;
}

/// Newton's direction: the Hessian scaled to a unit diagonal, plus the ridge, factorised with one symbolic analysis.
class Direction {
 public:
  explicit Direction(const ExactProblem& p) : p_(p), transposed_(p.a.transpose()) {}

  Vector operator()(const Point& at) {
    const Vector d = at.x.cwiseAbs().cwiseQuotient(p_.weight);
    Matrix h = p_.a * d.asDiagonal() * transposed_;
    Vector scale = h.diagonal();
    for (long k = 0; k < scale.size(); ++k) scale[k] = scale[k] > 0 ? 1 / std::sqrt(scale[k]) : 1.0;
    h = scale.asDiagonal() * h * scale.asDiagonal();
    if (!analysed_) {
      solver_.analyzePattern(h);
      analysed_ = true;
    }
    solver_.setShift(ridge);
    solver_.factorize(h);
    if (solver_.info() != Eigen::Success) throw LogicError("balance: the Hessian could not be factorised.");
    return -(scale.asDiagonal() * Vector(solver_.solve(scale.asDiagonal() * at.residual)));
  }

 private:
  const ExactProblem& p_;
  Matrix transposed_;
  Eigen::SimplicialLDLT<Matrix> solver_;
  bool analysed_ = false;
};

/// Shortens the step until D falls enough (Armijo). Near the solution D no longer resolves the gain, so a step that
/// lowers the residual is taken as well.
bool advance(const ExactProblem& p, Point& at, const Vector& step) {
  const Vector change = (p.a.transpose() * step).cwiseQuotient(p.weight);
  double length = std::min(1.0, longest_step / std::max(change.cwiseAbs().maxCoeff(), 1e-300));
  const double slope = at.residual.dot(step);
  const double before = relative_residual(p, at.x).cwiseAbs().maxCoeff();
  for (int attempt = 0; attempt < 40; ++attempt, length /= 2) {
    Point next = evaluate(p, at.lambda + length * step);
    const bool falls = next.value <= at.value + 1e-4 * length * slope;
    if (falls || relative_residual(p, next.x).cwiseAbs().maxCoeff() < 0.9 * before) {
      at = std::move(next);
      return true;
    }
  }
  return false;
}

}  // namespace

Point solve(const ExactProblem& p, const BalanceOptions& options, int& iterations) {
  Point at = evaluate(p, Vector::Zero(p.b.size()));
  Direction direction(p);
  Vector step = Vector::Zero(p.b.size());
  for (iterations = 0; iterations < options.max_iterations; ++iterations) {
    if (relative_residual(p, at.x).cwiseAbs().maxCoeff() <= options.tolerance) return at;
    step = direction(at);
    if (!advance(p, at, step)) break;
  }
  report_conflict(p, at.x, step);
}

}  // namespace balancing

namespace {

double cell_distance(double x, double prior, double weight) {
  const double size = std::abs(x), from = std::abs(prior);
  return weight * ((size > 0 ? size * std::log(size / from) : 0.0) - size + from);
}

}  // namespace

BalanceResult balance(const BalanceProblem& problem, const BalanceOptions& options) {
  BalanceResult result;
  result.cells.assign(problem.cells().size(), 0.0);
  result.reached.assign(problem.totals().size(), 0.0);
  if (problem.totals().empty()) {
    for (std::size_t j = 0; j < result.cells.size(); ++j) result.cells[j] = problem.cells()[j].prior;
    return result;
  }
  const auto exact_problem = balancing::reduce(problem);
  const auto point = balancing::solve(exact_problem, options, result.iterations);
  result.max_residual = balancing::relative_residual(exact_problem, point.x).cwiseAbs().maxCoeff();
  for (long j = 0; j < point.x.size(); ++j) {
    const long origin = exact_problem.origin[static_cast<std::size_t>(j)];
    if (origin >= 0) result.cells[static_cast<std::size_t>(origin)] = point.x[j];
    result.distance += cell_distance(point.x[j], exact_problem.prior[j], exact_problem.weight[j]);
  }
  for (const auto& t : problem.terms()) result.reached[t.total] += t.coefficient * result.cells[t.cell];
  return result;
}

}  // namespace setu
