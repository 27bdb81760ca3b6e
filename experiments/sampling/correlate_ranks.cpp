#include <algorithm>
#include <numeric>

#include <Eigen/Cholesky>
#include <boost/math/distributions/normal.hpp>

#include "designs.hpp"
#include "random.hpp"

namespace setu {

namespace {

/// Positions of `values` in ascending order.
std::vector<std::size_t> ascending(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  return order;
}

/// Normal scores Φ⁻¹(i / (N + 1)), shuffled by column, with exactly the group's correlation in the sample (S11).
Eigen::MatrixXd scores(std::size_t draws, std::span<const std::size_t> group, const Dependence& dependence, Random& random) {
  const auto rows = static_cast<Eigen::Index>(draws), columns = static_cast<Eigen::Index>(group.size());
  Eigen::MatrixXd r(rows, columns);
  std::vector<double> column(draws);
  for (Eigen::Index c = 0; c < columns; ++c) {
    for (std::size_t i = 0; i < draws; ++i)
      column[i] = boost::math::quantile(boost::math::normal(), static_cast<double>(i + 1) / static_cast<double>(draws + 1));
    for (std::size_t i = draws; i > 1; --i) std::swap(column[i - 1], column[random.below(i)]);
    for (std::size_t i = 0; i < draws; ++i) r(static_cast<Eigen::Index>(i), c) = column[i];
  }
  const Eigen::MatrixXd found = r.transpose() * r / static_cast<double>(draws);
  const Eigen::LLT<Eigen::MatrixXd> lower(found);
  const Draws wanted = square_root(dependence.normal, group);
  Eigen::MatrixXd root(columns, columns);
  for (Eigen::Index i = 0; i < columns; ++i)
    for (Eigen::Index j = 0; j < columns; ++j) root(i, j) = wanted(static_cast<std::size_t>(i), static_cast<std::size_t>(j));
  // rows become root · L⁻¹ · row: whitened by what was found, then given what is wanted
  const Eigen::MatrixXd white = lower.matrixL().solve(r.transpose());
  return (root * white).transpose();
}

}  // namespace

void correlate_ranks(Draws& uniforms, const Dependence& dependence, std::uint64_t seed, std::uint64_t stream) {
  Random random(seed, stream);
  std::vector<double> column(uniforms.rows), wanted(uniforms.rows);
  for (const auto& group : dependence.groups) {
    if (group.size() < 2) continue;
    const Eigen::MatrixXd target = scores(uniforms.rows, group, dependence, random);
    for (std::size_t g = 0; g < group.size(); ++g) {
      for (std::size_t r = 0; r < uniforms.rows; ++r) {
        column[r] = uniforms(r, group[g]);
        wanted[r] = target(static_cast<Eigen::Index>(r), static_cast<Eigen::Index>(g));
      }
      const auto order = ascending(wanted);
      std::sort(column.begin(), column.end());
      for (std::size_t k = 0; k < order.size(); ++k) uniforms(order[k], group[g]) = column[k];
    }
  }
}

}  // namespace setu
