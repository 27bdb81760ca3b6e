#pragma once
#include <array>
#include <span>
#include <vector>

#include "setu/experiments/sampling/sample.hpp"

/// What a sample says about one result. A draw that failed is a NaN: it is left out, never counted as a number.
/// docs/sensitivity.md, S13–S19.
namespace setu {

/// Per cent; the first and the last enclose 95 % of the draws.
inline constexpr std::array<double, 7> kQuantileLevels = {2.5, 5, 25, 50, 75, 95, 97.5};

struct Summary {
  std::size_t count = 0;  ///< draws that succeeded
  double mean = 0, sd = 0;
  // the rest is empty (NaN) for quadratures, whose few points say nothing about tails
  double mean_error = 0, sd_error = 0;  ///< standard errors as if the draws were independent
  std::array<double, kQuantileLevels.size()> quantiles{};
  double positive = 0, positive_error = 0;  ///< share of draws above 0
};

/// Mean, standard deviation, quantiles of draws of equal weight (S13–S16). Needs two draws that succeeded, else NaN.
Summary summarize_draws(std::span<const double> results);
/// Mean and standard deviation by the points and weights of a quadrature (S13); NaN if any point failed.
Summary summarize_quadrature(std::span<const double> results, std::span<const double> weights);

/// Sorted ascending: the value below which the share `p` lies, linear between neighbours (S15).
double quantile_of_sorted(std::span<const double> sorted, double p);

/// The share of a result's variance that comes from one independent set of numbers.
struct VarianceShare {
  double first = 0, first_error = 0;  ///< of its own: what fixing it would take away from the variance
  double total = 0, total_error = 0;  ///< with all interactions: what would remain if all the others were fixed
  std::size_t count = 0;              ///< rows of A, B and the mixed matrix that all succeeded
};

/// S17–S18, for every group: `results` belong to the rows of a Sample with base > 0. NaN where nothing varies.
std::vector<VarianceShare> variance_shares(std::span<const double> results, std::size_t base, std::size_t groups);

/// Shares of a linear approximation by least squares, for a sample of draws without those matrices.
struct LinearShares {
  std::vector<double> share, error;  ///< by group, and its standard error
  double explained = 0;              ///< R²: the share of the variance that is linear in the numbers
};

/// S19. `points` are the draws; `results` belong to their rows. NaN where there are too few draws or nothing varies.
LinearShares linear_shares(const Draws& points, std::span<const double> results, const std::vector<std::vector<std::size_t>>& groups);

}  // namespace setu
