#pragma once
#include <Eigen/Core>

namespace setu {

/// x ≥ 0 that makes ‖A x − b‖ least (Lawson and Hanson 1974, algorithm NNLS, https://doi.org/10.1137/1.9781611971217): small
/// dense problems.
Eigen::VectorXd nonnegative_least_squares(const Eigen::MatrixXd& a, const Eigen::VectorXd& b);

}  // namespace setu
