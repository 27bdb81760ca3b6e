#pragma once
#include <optional>
#include <string>
#include <vector>

#include "experiments/tables/data_table.hpp"
#include "result_view.hpp"

/// The tables of a result (none, or one without rows, where there is nothing to say).
namespace setu {

std::vector<DataTable> welfare_table(const ResultView& view);  ///< EV, share of income, parts of the decomposition, by region
std::vector<DataTable> group_table(const ResultView& view);    ///< EV by group of shocks, where there are several
std::vector<DataTable> economy_table(const ResultView& view);  ///< real GDP, terms of trade, real wages, trade balance
std::vector<DataTable> sector_tables(const ResultView& view);  ///< winners and losers of the highlighted regions
std::vector<DataTable> pair_table(const ResultView& view);     ///< trade between the pair of regions before and after
std::vector<DataTable> loser_table(const ResultView& view);    ///< who sells less to the pair, and what
std::vector<DataTable> fund_table(const ResultView& view);     ///< windows, rates, outlay, capital by host
std::vector<DataTable> rule_table(const ResultView& view);     ///< which rules bind, their instruments and rents

/// Public money, what measures cost, people and prices. They stand in budget.csv and in text, not in tables.json.
std::vector<DataTable> money_tables(const ResultView& view);

/// All but the last, in the order in which they are shown, without those that have no rows.
TableSet tables_of(const ResultView& view);

/// One line on what was solved and how well, in how many seconds where they are told, and all tables.
std::string report_text(const ResultView& view, std::optional<double> seconds);

}  // namespace setu
