#pragma once
#include <array>

#include "controls.hpp"

namespace setu::recipe {

/// Users of a commodity: the activities 0 … n−1, then these three.
enum FinalUser : std::size_t { Private = 0, Government = 1, Investment = 2, final_users = 3 };

/// The world's use pattern of 2011: purchases by country, commodity and user, US$ million.
struct WiodUses {
  Labels countries;
  Array domestic, imported;  ///< country × commodity × user
};

/// Reads it; stock changes are added to investment, and a commodity whose sum of both is negative counts as zero.
WiodUses read_wiod_uses(const Recipe& recipe, const RawFolder& raw);

/// Priors for what every region buys.
struct UseSeeds {
  Array total;         ///< commodity × user × region, domestic and imported, US$ million
  Array import_bias;   ///< commodity × user × region: import share of the user relative to the commodity's mean
  Array final_target;  ///< region × FinalUser: total purchases, US$ million
};

/// Step 2 of docs/data.md: technology of OECD's tables applied to each economy's intermediate use, final demand of
/// OECD's commodity shares split among households, government and investment as in 2011, with the spending shares of
/// GDP published for each economy.
UseSeeds seed_uses(const Recipe& recipe, const RawFolder& raw, const Controls& controls, const WiodUses& wiod);

}  // namespace setu::recipe
