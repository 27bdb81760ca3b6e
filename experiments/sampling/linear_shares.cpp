#include <cmath>
#include <limits>

#include <Eigen/QR>

#include "setu/experiments/sampling/statistics.hpp"

namespace setu {

namespace {

using Eigen::Index;

/// Draws that succeeded, in deviations from their means.
struct Centred {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
};

Centred centred(const Draws& points, std::span<const double> results) {
  std::vector<std::size_t> rows;
  for (std::size_t r = 0; r < points.rows; ++r)
    if (std::isfinite(results[r])) rows.push_back(r);
  Centred c{Eigen::MatrixXd(static_cast<Index>(rows.size()), static_cast<Index>(points.columns)),
            Eigen::VectorXd(static_cast<Index>(rows.size()))};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    c.y(static_cast<Index>(i)) = results[rows[i]];
    for (std::size_t k = 0; k < points.columns; ++k) c.x(static_cast<Index>(i), static_cast<Index>(k)) = points(rows[i], k);
  }
  if (rows.empty()) return c;
  c.y.array() -= c.y.mean();
  c.x.rowwise() -= c.x.colwise().mean().eval();
  return c;
}

}  // namespace

LinearShares linear_shares(const Draws& points, std::span<const double> results, const std::vector<std::vector<std::size_t>>& groups) {
  constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
  LinearShares shares{std::vector<double>(groups.size(), kNothing), std::vector<double>(groups.size(), kNothing), kNothing};
  const Centred c = centred(points, results);
  const Index n = c.x.rows(), k = c.x.cols();
  if (n < k + 3) return shares;
  const double variance = c.y.squaredNorm();
  if (variance == 0) return shares;
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(c.x);
  const Eigen::VectorXd slope = qr.solve(c.y);
  const double left = (c.y - c.x * slope).squaredNorm();
  shares.explained = 1 - left / variance;
  // numbers that determine each other have slopes that cannot be told apart: (XᵀX)⁻¹ in the sense of least squares
  const Eigen::MatrixXd inner = c.x.transpose() * c.x;
  const Eigen::MatrixXd slope_covariance =
      inner.completeOrthogonalDecomposition().pseudoInverse() * (left / static_cast<double>(n - k - 1));
  double together = 0;  // what the groups' own parts add up to: between groups a sample has correlations that the numbers do not have
  for (std::size_t g = 0; g < groups.size(); ++g) {
    Eigen::VectorXd mine = Eigen::VectorXd::Zero(k);
    for (const std::size_t i : groups[g]) mine(static_cast<Index>(i)) = slope(static_cast<Index>(i));
    const Eigen::VectorXd gradient = inner * mine;
    shares.share[g] = mine.dot(gradient);
    together += shares.share[g];
    Eigen::VectorXd own = Eigen::VectorXd::Zero(k);
    for (const std::size_t i : groups[g]) own(static_cast<Index>(i)) = gradient(static_cast<Index>(i));
    shares.error[g] = 2 * std::sqrt(own.dot(slope_covariance * own));
  }
  if (!(together > 0))
    return {std::vector<double>(groups.size(), kNothing), std::vector<double>(groups.size(), kNothing), shares.explained};
  for (std::size_t g = 0; g < groups.size(); ++g) {
    shares.share[g] *= shares.explained / together;
    shares.error[g] *= shares.explained / together;
  }
  return shares;
}

}  // namespace setu
