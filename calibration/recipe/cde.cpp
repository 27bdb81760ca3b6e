#include "setu/calibration/recipe/cde.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "setu/base/error.hpp"

// Hertel, Peterson, Preckel, Surry and Tsigas (1991), "Implicit additivity as a strategy for restricting the parameter
// space in CGE models", Economic and Financial Computing 1; Corong et al. (2017), section 3. α = 1 − SUBP.

namespace setu {
namespace {

double dot(const std::vector<double>& a, const std::vector<double>& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

/// C2: α_i (1 − 2 s_i) = −ε_i − s_i ᾱ with ᾱ = Σ s α, iterated inside the bounds.
std::vector<double> fit_alpha(const std::vector<double>& s, const std::vector<double>& own, double lowest) {
  std::vector<double> alpha(s.size(), 0.5);
  for (int round = 0; round < 500; ++round) {
    const double mean = dot(s, alpha);
    for (std::size_t i = 0; i < s.size(); ++i) {
      const double slope = std::max(1 - 2 * s[i], 0.1);
      const double wish = std::clamp((-own[i] - s[i] * mean) / slope, lowest, 1 - lowest);
      alpha[i] = 0.5 * (alpha[i] + wish);
    }
  }
  return alpha;
}

/// C3: INCP_i = (η_i − α_i + ᾱ − Q) / (1 − α_i), with Q such that Σ s·INCP = 1.
std::vector<double> expansion(const std::vector<double>& s, const std::vector<double>& eta, const std::vector<double>& alpha) {
  const double mean = dot(s, alpha);
  double fixed = 0, slope = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    fixed += s[i] * (eta[i] - alpha[i] + mean) / (1 - alpha[i]);
    slope += s[i] / (1 - alpha[i]);
  }
  const double q = (fixed - 1) / slope;
  std::vector<double> e(s.size());
  for (std::size_t i = 0; i < s.size(); ++i) e[i] = (eta[i] - alpha[i] + mean - q) / (1 - alpha[i]);
  return e;
}

}  // namespace

CdeParameters fit_cde(const std::vector<double>& share, const std::vector<double>& income, const std::vector<double>& own_price,
                      double lowest) {
  const double all = std::accumulate(share.begin(), share.end(), 0.0);
  if (share.empty() || share.size() != income.size() || share.size() != own_price.size() || std::abs(all - 1) > 1e-9 ||
      std::abs(dot(share, income) - 1) > 1e-9)
    throw InputError("CDE: budget shares must add to one, and so must shares times income elasticities.");
  auto alpha = fit_alpha(share, own_price, lowest);
  auto e = expansion(share, income, alpha);
  const double wanted = std::min(lowest, 0.9 * *std::min_element(income.begin(), income.end()));
  for (int round = 0; round < 500 && *std::min_element(e.begin(), e.end()) < wanted; ++round) {  // C4
    for (double& a : alpha) a *= 0.98;
    e = expansion(share, income, alpha);
  }
  if (*std::min_element(e.begin(), e.end()) <= 0) throw InputError("CDE: an income elasticity is too low for a regular demand system.");
  for (double& a : alpha) a = 1 - a;
  return {std::move(e), std::move(alpha)};
}

std::vector<double> cde_income_elasticities(const CdeParameters& p, const std::vector<double>& share) {
  double expansion_mean = 0, mixed = 0, mean = 0;
  for (std::size_t i = 0; i < share.size(); ++i) {
    const double alpha = 1 - p.substitution[i];
    expansion_mean += share[i] * p.expansion[i];
    mixed += share[i] * p.expansion[i] * alpha;
    mean += share[i] * alpha;
  }
  std::vector<double> eta(share.size());
  for (std::size_t i = 0; i < share.size(); ++i)
    eta[i] = (p.expansion[i] * p.substitution[i] + mixed) / expansion_mean + (1 - p.substitution[i]) - mean;
  return eta;
}

std::vector<double> cde_own_price_elasticities(const CdeParameters& p, const std::vector<double>& share) {
  double mean = 0;
  for (std::size_t i = 0; i < share.size(); ++i) mean += share[i] * (1 - p.substitution[i]);
  std::vector<double> own(share.size());
  for (std::size_t i = 0; i < share.size(); ++i) own[i] = (1 - p.substitution[i]) * (2 * share[i] - 1) - share[i] * mean;
  return own;
}

}  // namespace setu
