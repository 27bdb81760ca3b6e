#pragma once
#include <Eigen/Core>

namespace setu::balancing {

/// h ← h − bᵀ b in the lower triangle (LAPACK's symmetric rank-k update).
void subtract_gram(Eigen::MatrixXd& h, const Eigen::MatrixXd& b);

/// Solves h x = rhs for a positive semidefinite h given by its lower triangle, which is destroyed. The unit diagonal of
/// the scaled matrix is raised by 1e-11, a hundred times more each time the factorisation breaks down. Rows of zeros
/// give x = 0.
Eigen::VectorXd solve_semidefinite(Eigen::MatrixXd& h, const Eigen::VectorXd& scale_of, const Eigen::VectorXd& rhs);

}  // namespace setu::balancing
