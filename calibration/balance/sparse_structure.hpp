#pragma once
#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <utility>

#include "structure.hpp"

namespace setu::balancing {

/// Any totals: A is a sparse matrix, its Newton systems are factorised with one symbolic analysis.
class SparseStructure : public Structure {
 public:
  using Matrix = Eigen::SparseMatrix<double, Eigen::ColMajor, long>;
  explicit SparseStructure(Matrix a) : a_(std::move(a)), transposed_(a_.transpose()) {}
  explicit SparseStructure(const ConstrainedProblem& problem);
  void spread(const Eigen::VectorXd& lambda, std::vector<double>& s) const override;
  void gather(const std::vector<double>& x, Eigen::VectorXd& sum, Eigen::VectorXd& gross) const override;
  Eigen::VectorXd solve(const std::vector<double>& d, const Eigen::VectorXd& soft, const Eigen::VectorXd& rhs) override;
  void each_term(const std::function<void(std::size_t, std::size_t, double)>& visit) const override;

 private:
  Matrix a_, transposed_;
  Eigen::SimplicialLDLT<Matrix> solver_;
  bool analysed_ = false;
};

}  // namespace setu::balancing
