#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "setu/calibration/sam/sam.hpp"

/// Small questions about accounts. Private to calibration/sam.
namespace setu::sam {

inline bool is_product(AccountRole role) { return role == AccountRole::Commodity || role == AccountRole::Sector; }
inline bool is_producer(AccountRole role) { return role == AccountRole::Activity || role == AccountRole::Sector; }

/// Where `name` stands in the list; it is added at the end if it is not there.
inline std::size_t position(std::vector<std::string>& list, const std::string& name) {
  const auto found = std::find(list.begin(), list.end(), name);
  if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
  list.push_back(name);
  return list.size() - 1;
}

}  // namespace setu::sam
