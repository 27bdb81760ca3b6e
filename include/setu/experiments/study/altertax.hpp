#pragma once
#include <string>
#include <vector>

#include "setu/experiments/study/run.hpp"

namespace setu {

/// A database with other tax rates, and what happened on the way: one full sentence each.
struct Altered {
  Database database;
  std::vector<std::string> notes;
  std::string failure;  ///< why there is no certified solution, in full sentences; the database is then the old one
};

/// Changes base rates by solving (Malcolm 1998; docs/data.md, equations X1–X3): the scenario's tax shocks in a world
/// where value shares hardly move. Every elasticity of substitution is one, households are Cobb-Douglas, all
/// endowments are mobile, owners' capital stays where it is, shares of net investment and trade balances as shares of
/// income are fixed. The flows that come out stand with the database's own sets, elasticities and CDE parameters.
///
/// Throws InputError for scenarios that ask for more than taxes: a fund, [parameters], swaps, targets, non-tariff
/// costs, the use of preferences, shocks on other variables.
Altered altertax(const Scenario& scenario, const RunOptions& options);

}  // namespace setu
