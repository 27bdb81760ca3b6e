#pragma once
#include <nlohmann/json.hpp>

#include "setu/experiments/tables/versions.hpp"

namespace setu {

/// Of Setu and its libraries, for manifests.
inline nlohmann::ordered_json versions_json() {
  nlohmann::ordered_json json;
  json["setu"] = setu_version();
  for (const auto& v : library_versions()) json[v.name] = v.version;
  return json;
}

}  // namespace setu
