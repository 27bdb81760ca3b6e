#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace setu::reshape {

[[nodiscard]] inline bool contains(const std::vector<std::string>& set, std::string_view name) {
  return std::find(set.begin(), set.end(), name) != set.end();
}

}  // namespace setu::reshape
