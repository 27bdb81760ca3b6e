#pragma once
#include <cstddef>
#include <vector>

namespace setu::bench {

/// Benchmark flows of the Armington economy, in one common unit, at basic prices of one; (c,r) stands at c·regions + r.
struct ArmingtonFlows {
  std::size_t regions, sectors;
  std::vector<double> trade;      ///< (c,s,d): exports of c from s to d, s ≠ d, before the tariff
  std::vector<double> power;      ///< (c,s,d): one plus the tariff
  std::vector<double> domestic;   ///< (c,r): what r uses of its own c
  std::vector<double> imports;    ///< (c,r): what r pays for imported c, tariffs included
  std::vector<double> inputs;     ///< (c,j,r): what sector j in r pays for c
  std::vector<double> household;  ///< (c,r): what the household in r pays for c
  std::vector<double> output;     ///< (c,r)
  std::vector<double> factor;     ///< (f,c,r), f = labour, capital: factor payments by sector c
  std::vector<double> spending;   ///< (r): what the household spends
  std::vector<double> transfer;   ///< (r): received from abroad; adds to zero over the world

  [[nodiscard]] std::size_t flow(std::size_t c, std::size_t s, std::size_t d) const { return (c * regions + s) * regions + d; }
  [[nodiscard]] std::size_t cell(std::size_t c, std::size_t r) const { return c * regions + r; }
  [[nodiscard]] std::size_t use(std::size_t c, std::size_t j, std::size_t r) const { return (c * sectors + j) * regions + r; }
};

/// Invented flows that balance by construction: trade and domestic sales are drawn first, output is their sum, inputs are
/// 45 % of absorption, and households and factors receive what is left. The same seed gives the same bits everywhere.
ArmingtonFlows armington_flows(std::size_t regions, std::size_t sectors, unsigned seed);

}  // namespace setu::bench
