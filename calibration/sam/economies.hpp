#pragma once
#include <map>
#include <string>
#include <vector>

#include "setu/calibration/sam/sam.hpp"

/// A SAM sorted by country: what stands between the accounts and GTAP's headers. Private to calibration/sam.
namespace setu::sam {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

enum FinalUser : std::size_t { Private, Public, Investment, kFinalUsers };

/// One country's flows, in US$ million. c counts commodities, a activities, e factors, u users: activities first, then FinalUser.
struct Country {
  std::string name;
  Matrix make;                           ///< [c][a] supply at basic prices, output tax included
  Matrix use;                            ///< [c][u] purchases from both origins, sales tax and tariff included
  Matrix value_added;                    ///< [e][a] what factors receive
  Vector output_tax, factor_tax;         ///< [a]
  Vector sales_tax, tariff, export_tax;  ///< [c]
  Matrix imports;                        ///< [c][s] CIF by source country
  Matrix exports;                        ///< [c][d] FOB by destination, export tax included
  double income_tax = 0;
  double transfers = 0;  ///< net, received from abroad, factor income included
};

/// All countries over common lists of names.
struct World {
  std::vector<std::string> commodities, activities, factors, regions;
  std::vector<Country> countries;
  std::vector<std::string> notes;
  bool open = false;  ///< trade with accounts of role World, which are no country
};

/// Sorts the accounts by role. Throws InputError for cells that have no place, naming both accounts and the amount.
/// With `open`, the last region is the rest of the world, and only its trade is filled.
World sort_accounts(const Sam& sam, const AccountMap& map, double scale);

/// Gives the rest of the world an economy (docs/data.md, equations M5–M9).
void close_world(World& world, double size);

}  // namespace setu::sam
