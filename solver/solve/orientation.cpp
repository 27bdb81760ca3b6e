#include "setu/solver/solve/orientation.hpp"

#include <Eigen/SparseLU>

#include "setu/system/derive/evaluator.hpp"

namespace setu {

int jacobian_sign(const Problem& problem, std::span<const double> x) {
  const EquationSystem& system = *problem.system;
  std::vector<Index> column(system.terms.variables, kNone);
  Index columns = 0;
  for (Index v = 0; v < system.terms.variables; ++v)
    if (!problem.closure.exogenous[v]) column[v] = columns++;
  Evaluator evaluator(system.terms, column, columns);
  std::vector<double> residual(system.terms.equations()), values(evaluator.pattern().nonzeros());
  if (columns != system.terms.equations() || !evaluator.evaluate(x, residual)) return 0;
  evaluator.jacobian(values);
  const SparsePattern& p = evaluator.pattern();
  const Eigen::Map<const Eigen::SparseMatrix<double, Eigen::ColMajor, Index>> jacobian(p.rows, p.columns, p.nonzeros(),
                                                                                       p.column_begin.data(), p.row.data(), values.data());
  Eigen::SparseLU<Eigen::SparseMatrix<double, Eigen::ColMajor, Index>> lu;
  lu.compute(jacobian);
  if (lu.info() != Eigen::Success) return 0;
  return lu.signDeterminant() > 0 ? 1 : -1;
}

}  // namespace setu
