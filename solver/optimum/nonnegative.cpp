#include "nonnegative.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <vector>

namespace setu {

namespace {

constexpr double kZero = 1e-14;  ///< an entry this small has reached its bound

/// Least squares in the columns of `passive` alone; the others are zero.
Eigen::VectorXd in_passive(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, const std::vector<Eigen::Index>& passive) {
  Eigen::MatrixXd part(a.rows(), passive.size());
  for (std::size_t k = 0; k < passive.size(); ++k) part.col(static_cast<Eigen::Index>(k)) = a.col(passive[k]);
  const Eigen::VectorXd inside = part.colPivHouseholderQr().solve(b);
  Eigen::VectorXd x = Eigen::VectorXd::Zero(a.cols());
  for (std::size_t k = 0; k < passive.size(); ++k) x(passive[k]) = inside(static_cast<Eigen::Index>(k));
  return x;
}

/// Goes from x towards `target` until the first passive entry is zero, and lets the zero ones go.
void step_back(Eigen::VectorXd& x, const Eigen::VectorXd& target, std::vector<Eigen::Index>& passive) {
  double share = 1;
  for (const Eigen::Index j : passive)
    if (target(j) <= 0) share = std::min(share, x(j) / (x(j) - target(j)));
  x += share * (target - x);
  std::erase_if(passive, [&](Eigen::Index j) {
    if (x(j) > kZero) return false;
    x(j) = 0;
    return true;
  });
}

}  // namespace

Eigen::VectorXd nonnegative_least_squares(const Eigen::MatrixXd& a, const Eigen::VectorXd& b) {
  Eigen::VectorXd x = Eigen::VectorXd::Zero(a.cols());
  std::vector<Eigen::Index> passive;
  const double tolerance = 1e-13 * (1 + a.cwiseAbs().sum());
  for (Eigen::Index step = 0; step < 10 * a.cols(); ++step) {
    const Eigen::VectorXd gain = a.transpose() * (b - a * x);
    Eigen::Index best = -1;
    for (Eigen::Index j = 0; j < a.cols(); ++j)
      if (std::find(passive.begin(), passive.end(), j) == passive.end() && gain(j) > tolerance && (best < 0 || gain(j) > gain(best)))
        best = j;
    if (best < 0) break;
    passive.push_back(best);
    for (Eigen::VectorXd target = in_passive(a, b, passive);; target = in_passive(a, b, passive)) {
      bool inside = true;
      for (const Eigen::Index j : passive) inside = inside && target(j) > 0;
      if (inside) {
        x = target;
        break;
      }
      step_back(x, target, passive);
      if (passive.empty()) break;
    }
  }
  return x;
}

}  // namespace setu
