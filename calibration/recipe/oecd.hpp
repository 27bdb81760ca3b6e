#pragma once
#include "uses.hpp"

namespace setu::recipe {

/// OECD's input-output structure in the recipe's sectors.
struct OecdStructure {
  Labels countries;
  Array input;  ///< country × commodity × activity: shares of intermediate inputs, adding to one by activity
  Array final;  ///< country × commodity: shares of final demand, adding to one
};

/// Aggregates the 45 industries with the outputs that each country's own coefficients and final demand imply. A code
/// that belongs to several sectors is split among them by the world's uses in `wiod`.
OecdStructure read_oecd(const Recipe& recipe, const RawFolder& raw, const WiodUses& wiod);

}  // namespace setu::recipe
