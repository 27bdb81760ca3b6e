#pragma once
#include "factors.hpp"
#include "flows.hpp"
#include "setu/model/database/database.hpp"
#include "tariffs.hpp"

namespace setu::recipe {

/// Puts flows, tariffs, factors and stocks into GTAP's headers (docs/data.md, steps 6 to 9). Values lie on a grid of
/// US$ 1; what rounding leaves over is booked on the largest cell of the account, and capital is the remainder of
/// value added, so every account balances.
Database assemble(const Recipe& recipe, const Flows& flows, const Tariffs& tariffs, const FactorShares& factors, const Stocks& stocks);

/// Adds VKOS: a stake earns its host's mean return on capital; the listed parts stand in their activities, the rest is
/// spread over the other activities by capital income. No more than [foreign_capital] highest_share of an activity's
/// capital is foreign. Then SAVE, the residual of every region's income.
void add_capital_owners(const Recipe& recipe, Database& db, Report& report);

/// Adds PRFU, PRFR, MFNR and PRFC for the pairs of preferences.csv (docs/data.md, equation P1).
void add_preferences(const Recipe& recipe, const RawFolder& raw, Database& db, Report& report);

/// Adds all elasticities and the CDE parameters.
void add_parameters(const Recipe& recipe, Database& db, Report& report);

}  // namespace setu::recipe
