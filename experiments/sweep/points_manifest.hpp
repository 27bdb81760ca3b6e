#pragma once
#include <nlohmann/json.hpp>

#include "setu/experiments/sweep/points.hpp"

namespace setu {

/// What the points of `file` were solved from, as the beginning of a manifest: the file under the key `kind`, the scenario, the database,
/// versions.
nlohmann::ordered_json points_manifest(const char* kind, const SweepFile& file, const PointTable& table);

}  // namespace setu
