#pragma once
#include <string>
#include <vector>

#include "result_view.hpp"

/// Public money and people: what a region's taxes bring before and after, what each measure costs, what a head consumes, who works and what
/// goods cost. Private to experiments/.
namespace setu {

/// One amount before and after the shock.
struct MoneyChange {
  double before = 0, after = 0;
  [[nodiscard]] double change() const { return after - before; }
};

/// What one region's treasury gets from one levy, US$ million.
struct Revenue {
  std::string item;  ///< "import duties"
  MoneyChange money;
};

/// What a group of shocks does to the revenue from exactly the flows whose taxes it changes, and what it pays, US$ million.
struct MeasureCost {
  std::string group;
  MoneyChange revenue;
  double paid = 0;  ///< by the region to a fund
};

struct PublicMoney {
  std::string region;
  std::vector<Revenue> revenues;  ///< by levy, those that are not zero
  MoneyChange all;                ///< their sum
  double fund = 0;                ///< what the region pays to a fund
  std::vector<MeasureCost> measures;
  [[nodiscard]] double budget_change() const { return all.change() - fund; }
};

/// Of every region, in the order of the database.
std::vector<PublicMoney> public_money(const ResultView& view);

/// A price, quantity or share of a region, per cent or by its levels; what does not exist is left out.
struct PeopleRow {
  std::string measure, item, unit;
  double before = 0, after = 0, change = 0;
};
/// Real consumption per head, employment where a rule moves it, rates of unemployment, prices of what households buy.
std::vector<PeopleRow> people(const ResultView& view, const std::string& region);

}  // namespace setu
