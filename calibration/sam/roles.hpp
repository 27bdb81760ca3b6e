#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "setu/calibration/sam/sam.hpp"

/// Small questions about accounts. Private to calibration/sam.
namespace setu::sam {

inline bool is_product(AccountRole role) { return role == AccountRole::Commodity || role == AccountRole::Sector; }
inline bool is_producer(AccountRole role) { return role == AccountRole::Activity || role == AccountRole::Sector; }

inline bool is_margin(AccountRole role) {
  return role == AccountRole::Margin || role == AccountRole::ExportMargin || role == AccountRole::ImportMargin;
}

/// One account of margins inside a country: by commodity, who bears them and which services they buy.
struct MarginPool {
  AccountRole role = AccountRole::Margin;
  std::string name;
  std::vector<double> paid, bought;
};

/// M2: moves the margins of every pool to the services that it buys; a pool that buys none itself (the part of a margin that an export
/// account paid) buys what the one of its name does, or all pools together. `move(commodity, share, service shares, exports)` moves a share
/// of each use of the commodity, or of its exports; `sums(commodity, exports)` are their sizes. Returns the margins moved.
template <class Move, class Sums>
double spread_margin_pools(std::vector<MarginPool> pools, Move move, Sums sums) {
  double all = 0;
  if (pools.empty()) return all;
  const std::size_t C = pools[0].paid.size();
  std::vector<double> together(C);
  for (auto& pool : pools)
    for (std::size_t c = 0; c < C; ++c) {
      if (pool.paid[c] < 0) pool.bought[c] -= pool.paid[c], pool.paid[c] = 0;  // trade's row of a table with margins of both signs
      together[c] += pool.bought[c];
    }
  for (const auto& pool : pools) {
    const auto total = [](const std::vector<double>& v) {
      double sum = 0;
      for (const double x : v) sum += x;
      return sum;
    };
    const std::vector<double>* bought = &pool.bought;
    for (const auto& other : pools)
      if (total(*bought) == 0 && other.name == pool.name) bought = &other.bought;
    if (total(*bought) == 0) bought = &together;
    if (total(*bought) == 0) continue;
    std::vector<double> shares = *bought;
    for (double& share : shares) share /= total(*bought);
    for (std::size_t c = 0; c < C; ++c) {
      if (pool.paid[c] == 0) continue;
      const bool uses = pool.role != AccountRole::ExportMargin, exports = pool.role != AccountRole::ImportMargin;
      const double size = (uses ? sums(c, false) : 0) + (exports ? sums(c, true) : 0);
      if (size == 0) continue;
      if (uses) move(c, pool.paid[c] / size, shares, false);
      if (exports) move(c, pool.paid[c] / size, shares, true);
      all += pool.paid[c];
    }
  }
  return all;
}

/// Where `name` stands in the list; it is added at the end if it is not there.
inline std::size_t position(std::vector<std::string>& list, const std::string& name) {
  const auto found = std::find(list.begin(), list.end(), name);
  if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
  list.push_back(name);
  return list.size() - 1;
}

}  // namespace setu::sam
