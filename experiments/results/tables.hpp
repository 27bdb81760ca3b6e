#pragma once
#include <string>

#include "result_view.hpp"

/// The tables for the terminal, each a finished text (empty where it has nothing to say).
namespace setu {

std::string welfare_table(const ResultView& view);    ///< EV, share of income, parts of the decomposition, by region
std::string group_table(const ResultView& view);      ///< EV by group of shocks, where there are several
std::string economy_table(const ResultView& view);    ///< real GDP, terms of trade, real wages, trade balance
std::string sector_tables(const ResultView& view);    ///< winners and losers of the highlighted regions
std::string pair_table(const ResultView& view);       ///< trade between the pair of regions before and after
std::string loser_table(const ResultView& view);      ///< who sells less to the pair, and what
std::string fund_table(const ResultView& view);       ///< windows, rates, outlay, capital by host

/// One line on what was solved and how well, and all tables.
std::string report_text(const ResultView& view);

}  // namespace setu
