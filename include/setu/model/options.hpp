#pragma once
#include <optional>
#include <string>
#include <vector>

#include "setu/model/rule.hpp"

namespace setu {

/// One window of an investment fund: a subsidy to capital of `owner` used in `activities` of `host`.
struct FundWindow {
  std::string name;
  double budget_share = 1;              ///< share of the fund's yearly budget, shares of all windows add to 1
  std::vector<std::string> activities;  ///< elements of ACTS
  std::vector<double> weights;          ///< relative subsidy rates, one per activity, > 0; the largest counts as 1
};

/// A fund paid by the owner region's household (and, for `host_copay` of it, by the host's), spent on a subsidy to the
/// owner's capital in the host. The budget itself is the exogenous Level variable fundbud(WIND), in US$ million of
/// numeraire a year, zero at the benchmark; the rates fundrate(WIND) are endogenous and exhaust it. docs/equations.md §15.
struct FundSpec {
  std::string owner, host;
  double host_copay = 0;  ///< share of the outlay paid by the host, 0 … 1
  std::vector<FundWindow> windows;
};

struct ModelOptions {
  std::optional<FundSpec> fund;
  double investment_floor = 0.01;  ///< gross investment of a region is at least this share of the benchmark's; 0 < floor < 1
  RuleWriter rules;                ///< quotas, floors, targets: rules that bind only sometimes; none if empty
  bool stocks = false;             ///< public stocks qbuy and qsell (docs/equations.md, eq. 20.4)
  bool forms = false;              ///< also write the differential forms, which `decompose` integrates
  bool record_parameters = false;  ///< keep how coefficients follow from parameters (parameters.hpp)
};

}  // namespace setu
