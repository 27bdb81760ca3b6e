#include "scaling.hpp"

#include <algorithm>
#include <cmath>

namespace setu::balancing {
namespace {

/// Positive and negative parts of a row's or column's sum before its own factor is applied: Σ p s and Σ n / s.
struct Parts {
  std::vector<double> up, down;
};

/// The factor r with up·r − down/r = total (E8; E7 where nothing is negative); 1 for a free or empty total.
double factor(double up, double down, double total) {
  if (std::isnan(total) || (up == 0 && down == 0)) return 1;
  if (up == 0) return total < 0 ? -down / total : 1;
  if (down == 0) return total / up;
  const double root = std::sqrt(total * total + 4 * up * down);
  // Of the two equal forms, the one without cancellation.
  return total >= 0 ? (total + root) / (2 * up) : 2 * down / (root - total);
}

class Scaling {
 public:
  explicit Scaling(const TableProblem& t) : t_(t), n_(t.columns.size()), r_(t.rows.size(), 1.0), s_(n_, 1.0) {}

  void rows() {
    for (std::size_t i = 0; i < r_.size(); ++i) {
      double up = 0, down = 0;
      for (std::size_t j = 0; j < n_; ++j) {
        const double p = t_.prior[i * n_ + j];
        if (p > 0) up += p * s_[j];
        if (p < 0) down -= p / s_[j];
      }
      r_[i] = factor(up, down, t_.row_totals[i]);
    }
  }
  void columns() {
    Parts sums{std::vector<double>(n_, 0.0), std::vector<double>(n_, 0.0)};
    for (std::size_t i = 0; i < r_.size(); ++i)
      for (std::size_t j = 0; j < n_; ++j) {
        const double p = t_.prior[i * n_ + j];
        if (p > 0) sums.up[j] += p * r_[i];
        if (p < 0) sums.down[j] -= p / r_[i];
      }
    for (std::size_t j = 0; j < n_; ++j) s_[j] = factor(sums.up[j], sums.down[j], t_.column_totals[j]);
  }
  void fill(std::vector<double>& x) const {
    for (std::size_t i = 0, at = 0; i < r_.size(); ++i)
      for (std::size_t j = 0; j < n_; ++j, ++at) {
        const double p = t_.prior[at];
        x[at] = p == 0 ? 0 : p > 0 ? p * r_[i] * s_[j] : p / (r_[i] * s_[j]);
      }
  }

 private:
  const TableProblem& t_;
  std::size_t n_;
  std::vector<double> r_, s_;
};

/// Largest relative miss of the given margins, in the measure of BalanceOptions::tolerance.
double worst_margin(const TableProblem& t, const std::vector<double>& x) {
  const std::size_t n = t.columns.size();
  std::vector<double> column(n, 0.0), gross(n, 0.0);
  double worst = 0;
  const auto miss = [&](double sum, double size, double total) {
    const double scale = std::max(size, std::abs(total));
    if (!std::isnan(total) && scale > 0) worst = std::max(worst, std::abs(sum - total) / scale);
  };
  for (std::size_t i = 0; i < t.rows.size(); ++i) {
    double sum = 0, size = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const double one = x[i * n + j];
      sum += one;
      size += std::abs(one);
      column[j] += one;
      gross[j] += std::abs(one);
    }
    miss(sum, size, t.row_totals[i]);
  }
  for (std::size_t j = 0; j < n; ++j) miss(column[j], gross[j], t.column_totals[j]);
  return worst;
}

constexpr int most_rounds = 20000, patience = 500;

}  // namespace

ConvexResult scale_margins(const TableProblem& t, const BalanceOptions& options) {
  ConvexResult result;
  result.x = t.prior;
  Scaling scaling(t);
  double best = result.worst = worst_margin(t, result.x);
  for (int since = 0; result.worst > options.tolerance && result.iterations < most_rounds && since < patience; ++since) {
    scaling.rows();
    scaling.columns();
    scaling.fill(result.x);
    ++result.iterations;
    result.worst = worst_margin(t, result.x);
    if (result.worst < 0.9 * best) best = result.worst, since = 0;
  }
  result.converged = result.worst <= options.tolerance;
  return result;
}

}  // namespace setu::balancing
