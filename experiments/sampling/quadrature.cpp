#include <cmath>
#include <numbers>

#include <Eigen/Cholesky>
#include <fmt/format.h>

#include "designs.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace {

/// Numbers = means + standard deviations × (root · unit), for each row of `unit`.
void place(Draws& unit, std::span<const Uncertain> numbers, const Draws& root) {
  const std::size_t n = numbers.size();
  std::vector<double> x(n);
  for (std::size_t r = 0; r < unit.rows; ++r) {
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j) sum += root(i, j) * unit(r, j);
      x[i] = numbers[i].distribution.expectation() + numbers[i].distribution.deviation() * sum;
    }
    for (std::size_t i = 0; i < n; ++i) unit(r, i) = x[i];
  }
}

void check_possible(const Draws& points, std::span<const Uncertain> numbers, SampleMethod method) {
  for (std::size_t r = 0; r < points.rows; ++r)
    for (std::size_t i = 0; i < points.columns; ++i)
      if (!numbers[i].distribution.possible(points(r, i)))
        throw InputError(
            fmt::format("[design]: kind = \"{}\" needs '{}' at {:.6g}, where its distribution ({}) has no mass: with {} uncertain numbers "
                        "the points lie up to "
                        "{:.2g} standard deviations from the mean. Vary fewer numbers, or use latin_hypercube, sobol or random.",
                        to_string(method), numbers[i].name, points(r, i), numbers[i].distribution.text(), numbers.size(),
                        std::abs(points(r, i) - numbers[i].distribution.expectation()) / numbers[i].distribution.deviation()));
}

Sample finished(Draws points, std::vector<double> weights, std::span<const Uncertain> numbers, SampleMethod method) {
  check_possible(points, numbers, method);
  return {std::move(points), std::move(weights), 0};
}

std::vector<std::size_t> all(std::size_t n) {
  std::vector<std::size_t> list(n);
  for (std::size_t i = 0; i < n; ++i) list[i] = i;
  return list;
}

/// The lower triangle L with L Lᵀ = the correlation.
Draws triangle(const Draws& correlation) {
  const auto n = static_cast<Eigen::Index>(correlation.rows);
  const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> c(correlation.values.data(), n, n);
  const Eigen::LLT<Eigen::MatrixXd> cholesky(c);
  const Eigen::MatrixXd lower = cholesky.matrixL();
  if (cholesky.info() != Eigen::Success || (n > 0 && lower.diagonal().minCoeff() < 1e-6))
    throw InputError(
        "[design]: kind = \"liu\" needs correlations that leave each number some freedom of its own, and these determine one by the "
        "others. Use latin_hypercube, sobol or random.");
  Draws out(correlation.rows, correlation.rows);
  for (std::size_t i = 0; i < out.rows; ++i)
    for (std::size_t j = 0; j <= i; ++j) out(i, j) = lower(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  return out;
}

}  // namespace

Sample stroud(std::span<const Uncertain> numbers, const Dependence& dependence) {
  const std::size_t n = numbers.size();
  for (const auto& x : numbers)
    if (!x.distribution.symmetric())
      throw InputError(
          fmt::format("[design]: kind = \"stroud\" is for symmetric distributions, and that of '{}' is not ({}). Use liu, "
                      "latin_hypercube, sobol or random.",
                      x.name, x.distribution.text()));
  // S8: pairs of coordinates are points of a circle of radius √2, a last odd one is ±1
  Draws points(2 * n, n);
  for (std::size_t k = 0; k < 2 * n; ++k) {
    const auto turn = static_cast<double>(k + 1) * std::numbers::pi / static_cast<double>(n);
    for (std::size_t r = 1; r <= n / 2; ++r) {
      const double angle = static_cast<double>(2 * r - 1) * turn;
      points(k, 2 * r - 2) = std::numbers::sqrt2 * std::cos(angle);
      points(k, 2 * r - 1) = std::numbers::sqrt2 * std::sin(angle);
    }
    if (n % 2 == 1) points(k, n - 1) = k % 2 == 0 ? -1 : 1;
  }
  place(points, numbers, square_root(dependence.correlation, all(n)));
  return finished(std::move(points), std::vector<double>(2 * n, 0.5 / static_cast<double>(n)), numbers, SampleMethod::Stroud);
}

Sample liu(std::span<const Uncertain> numbers, const Dependence& dependence) {
  const std::size_t n = numbers.size();
  const auto count = static_cast<double>(n);
  const Draws lower = triangle(dependence.correlation);
  Draws points(2 * n, n);
  std::vector<double> weights(2 * n), skewness(n);
  for (std::size_t k = 0; k < n; ++k) {
    // S9: the skewness of the k-th independent number that gives the k-th uncertain number its own
    double left = numbers[k].distribution.skewness();
    for (std::size_t l = 0; l < k; ++l) left -= std::pow(lower(k, l), 3) * skewness[l];
    skewness[k] = left / std::pow(lower(k, k), 3);
    const double root = std::sqrt(count + skewness[k] * skewness[k] / 4);
    const double high = skewness[k] / 2 + root, low = skewness[k] / 2 - root;
    points(2 * k, k) = high;
    points(2 * k + 1, k) = low;
    weights[2 * k] = -low / (2 * count * root);
    weights[2 * k + 1] = high / (2 * count * root);
  }
  place(points, numbers, lower);
  return finished(std::move(points), std::move(weights), numbers, SampleMethod::Liu);
}

}  // namespace setu
