#pragma once
#include <algorithm>
#include <string>
#include <vector>

namespace setu::recipe {

inline bool contains(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace setu::recipe
