#pragma once
#include <vector>

#include "controls.hpp"

namespace setu::recipe {

/// Priors for trade between regions (and inside a region of several economies), US$ million.
struct TradeSeeds {
  Array flow;                ///< source × commodity × destination × {intermediate, final}
  Array pair;                ///< source × destination: total of goods to aim at; zero where none is known
  Array stiffness;           ///< source × destination, see BalanceProblem; infinite for fixed pairs
  Array estimated;           ///< source × destination: 1 where the pair total fills a gap
  Array reported;            ///< source × destination: goods trade as reported, gaps filled, before any scaling
  Array disbelieved;         ///< source × commodity × destination: 1 where the bilateral tables disagree widely
  std::vector<char> listed;  ///< by region: all of it stands in the bilateral table under its own name
};

/// Step 3 of docs/data.md.
TradeSeeds seed_trade(const Recipe& recipe, const RawFolder& raw, const Controls& controls);

}  // namespace setu::recipe
