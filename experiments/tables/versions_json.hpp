#pragma once
#include <string>
#include <utility>
#include <vector>

#include "setu/experiments/tables/versions.hpp"

namespace setu {

/// Of Setu and its libraries, for manifests.
inline std::vector<std::pair<std::string, std::string>> versions_list() {
  std::vector<std::pair<std::string, std::string>> list{{"setu", setu_version()}};
  for (const auto& v : library_versions()) list.emplace_back(v.name, v.version);
  return list;
}

}  // namespace setu
