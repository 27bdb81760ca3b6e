#pragma once
#include <vector>

namespace setu {

/// Parameters of a constant-difference-of-elasticities demand system: GTAP's INCP and SUBP.
struct CdeParameters {
  std::vector<double> expansion;     ///< INCP > 0, Σ s·INCP = 1
  std::vector<double> substitution;  ///< SUBP in (0, 1)
};

/// The CDE whose income elasticities at the budget shares `share` (adding to one) are `income` (Σ s·η = 1), and whose
/// compensated own-price elasticities come as near to `own_price` (negative) as the regular range allows
/// (docs/data.md, equations C1–C4). SUBP starts in [lowest, 1 − lowest] and moves towards one until every INCP is
/// at least `lowest` (or nine tenths of the smallest income elasticity). Throws InputError when shares or elasticities do not add up, or
/// an income elasticity is not positive.
CdeParameters fit_cde(const std::vector<double>& share, const std::vector<double>& income, const std::vector<double>& own_price,
                      double lowest = 0.1);

/// Income elasticities that a CDE implies at budget shares `share` (GTAP's EY).
std::vector<double> cde_income_elasticities(const CdeParameters& p, const std::vector<double>& share);

/// Compensated own-price elasticities that a CDE implies at budget shares `share`.
std::vector<double> cde_own_price_elasticities(const CdeParameters& p, const std::vector<double>& share);

}  // namespace setu
