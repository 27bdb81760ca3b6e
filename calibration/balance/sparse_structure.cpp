#include "sparse_structure.hpp"

#include <cmath>

#include "setu/base/error.hpp"

namespace setu::balancing {

namespace {
/// Added to the Hessian's unit diagonal, so that totals which follow from others do not stop the factorisation.
constexpr double ridge = 1e-11;
}  // namespace

SparseStructure::SparseStructure(const ConstrainedProblem& problem)
    : a_(static_cast<long>(problem.totals.size()), static_cast<long>(problem.cells.size())) {
  std::vector<Eigen::Triplet<double, long>> triplets;
  triplets.reserve(problem.terms.size());
  for (const auto& t : problem.terms) {
    if (t.total >= problem.totals.size() || t.cell >= problem.cells.size())
      throw LogicError("ConstrainedProblem: a term without its total or cell.");
    if (!std::isfinite(t.coefficient))
      throw InputError("The total '" + problem.totals[t.total].name + "' has a coefficient that is not a finite number.");
    triplets.emplace_back(static_cast<long>(t.total), static_cast<long>(t.cell), t.coefficient);
  }
  a_.setFromTriplets(triplets.begin(), triplets.end());
  transposed_ = a_.transpose();
}

void SparseStructure::spread(const Eigen::VectorXd& lambda, std::vector<double>& s) const {
  Eigen::Map<Eigen::VectorXd>(s.data(), static_cast<long>(s.size())) = a_.transpose() * lambda;
}

void SparseStructure::gather(const std::vector<double>& x, Eigen::VectorXd& sum, Eigen::VectorXd& gross) const {
  sum = Eigen::VectorXd::Zero(a_.rows());
  gross = sum;
  for (long j = 0; j < a_.outerSize(); ++j)
    for (Matrix::InnerIterator it(a_, j); it; ++it) {
      const double part = it.value() * x[static_cast<std::size_t>(j)];
      sum[it.row()] += part;
      gross[it.row()] += std::abs(part);
    }
}

Eigen::VectorXd SparseStructure::solve(const std::vector<double>& d, const Eigen::VectorXd& soft, const Eigen::VectorXd& rhs) {
  const Eigen::Map<const Eigen::VectorXd> diagonal(d.data(), static_cast<long>(d.size()));
  Matrix h = a_ * diagonal.asDiagonal() * transposed_;
  Eigen::VectorXd scale = h.diagonal() + soft;
  for (long k = 0; k < scale.size(); ++k) scale[k] = scale[k] > 0 ? 1 / std::sqrt(scale[k]) : 1.0;
  Matrix with_soft(h.rows(), h.cols());
  with_soft.setIdentity();
  with_soft.diagonal() = soft.array() + 0.0;
  h = scale.asDiagonal() * Matrix(h + with_soft) * scale.asDiagonal();
  if (!analysed_) solver_.analyzePattern(h);
  analysed_ = true;
  solver_.setShift(ridge);
  solver_.factorize(h);
  if (solver_.info() != Eigen::Success) throw LogicError("balance: the Hessian could not be factorised.");
  return scale.asDiagonal() * Eigen::VectorXd(solver_.solve(scale.asDiagonal() * rhs));
}

void SparseStructure::each_term(const std::function<void(std::size_t, std::size_t, double)>& visit) const {
  for (long j = 0; j < a_.outerSize(); ++j)
    for (Matrix::InnerIterator it(a_, j); it; ++it) visit(static_cast<std::size_t>(it.row()), static_cast<std::size_t>(j), it.value());
}

}  // namespace setu::balancing
