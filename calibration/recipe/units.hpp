#pragma once
#include "controls.hpp"

namespace setu::recipe {

/// The regions, with the remainder region cut in two: its economies that the bilateral table lists one by one keep the
/// region's number, all its others make the last unit. Trade patterns are built between units and then merged.
struct Units {
  std::size_t count = 0;
  std::size_t remainder_region = 0;
  std::vector<char> listed;     ///< by unit: the bilateral table has its economies; the others are in the table's ROW
  std::vector<char> populated;  ///< by unit: it has economies

  [[nodiscard]] std::size_t remainder() const { return count - 1; }
  [[nodiscard]] std::size_t rest() const { return count; }  ///< index of the table's ROW in coarse arrays
  [[nodiscard]] std::size_t region(std::size_t unit) const { return unit == remainder() ? remainder_region : unit; }
  /// Unit of an ISO code of goods trade; unknown codes belong to the remainder.
  [[nodiscard]] std::size_t of_economy(const Recipe& recipe, const std::string& iso) const;
  /// Index of an economy of the bilateral table or of WIOD in coarse arrays: its unit, or rest().
  [[nodiscard]] std::size_t of_table(const Recipe& recipe, const std::string& iso) const;

  std::map<std::string, std::size_t, std::less<>> by_economy;  ///< of the economies in economies.csv
};

/// Derives the units from economies.csv and the economies of the bilateral table.
Units make_units(const Recipe& recipe, const RawFolder& raw);

/// Goods trade between units, US$ million (source × destination), as reported, with the gaps filled: an economy that
/// does not report takes the bilateral table's flows, and pairs.csv's "gap" rows fill missing pairs.
struct UnitTrade {
  Array goods;
  Array estimated;  ///< region × region: 1 where a gap was filled
};
/// `table_goods` is source × destination over units and the table's ROW.
UnitTrade unit_trade(const Recipe& recipe, const RawFolder& raw, const Units& units, const Array& table_goods);

}  // namespace setu::recipe
