#include "setu/calibration/recipe/cde.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "setu/base/error.hpp"

namespace setu {
namespace {

const std::vector<double> share = {0.12, 0.05, 0.23, 0.6};

std::vector<double> spending_all(std::vector<double> eta) {
  const double sum = std::inner_product(share.begin(), share.end(), eta.begin(), 0.0);
  for (double& e : eta) e /= sum;
  return eta;
}

TEST(Cde, ImpliesTheIncomeElasticitiesItWasGiven) {
  const auto eta = spending_all({0.5, 0.8, 1.0, 1.15});
  const auto p = fit_cde(share, eta, {-0.2, -0.3, -0.4, -0.2});
  const auto implied = cde_income_elasticities(p, share);
  for (std::size_t i = 0; i < share.size(); ++i) EXPECT_NEAR(implied[i], eta[i], 1e-12);
  EXPECT_NEAR(std::inner_product(share.begin(), share.end(), p.expansion.begin(), 0.0), 1, 1e-12);
}

TEST(Cde, ImpliesOwnPriceElasticitiesInsideItsRange) {
  const std::vector<double> even = {0.2, 0.3, 0.1, 0.4}, own = {-0.25, -0.4, -0.35, -0.3};
  const auto p = fit_cde(even, {1, 1, 1, 1}, own, 0.02);
  const auto implied = cde_own_price_elasticities(p, even);
  for (std::size_t i = 0; i < even.size(); ++i) EXPECT_NEAR(implied[i], own[i], 1e-9) << i;
}

TEST(Cde, StaysRegularForExtremeTargets) {
  const auto p = fit_cde(share, spending_all({0.1, 0.3, 1.0, 1.3}), {-0.9, -0.01, -3.0, -0.5});
  for (std::size_t i = 0; i < share.size(); ++i) {
    EXPECT_GT(p.substitution[i], 0);
    EXPECT_LT(p.substitution[i], 1);
    EXPECT_GT(p.expansion[i], 0);
  }
  const auto own = cde_own_price_elasticities(p, share);
  for (const double e : own) EXPECT_LT(e, 0);
}

TEST(Cde, RefusesBudgetsThatDoNotAddUp) {
  EXPECT_THROW(fit_cde({0.5, 0.4}, {1, 1}, {-0.3, -0.3}), InputError);
  EXPECT_THROW(fit_cde({0.5, 0.5}, {1, 1.2}, {-0.3, -0.3}), InputError);
  EXPECT_THROW(fit_cde({0.5, 0.5}, {1, 1}, {-0.3}), InputError);
}

}  // namespace
}  // namespace setu
