#pragma once
#include "experiments/files/points_manifests.hpp"
#include "experiments/files/run_log.hpp"
#include "setu/experiments/sweep/points.hpp"

namespace setu {

/// What the points of `file` were solved from, and the versions of the files of `kind` that `folder` holds.
PointsSource points_source(const SweepFile& file, const PointTable& table, const std::filesystem::path& folder, const char* kind);
OriginFile origin_of(const SweepFile& file);
/// Paths, for run.log.json; `kind` is "sweep" or "study".
RunLog points_run_log(const char* kind, const SweepFile& file, const PointTable& table);

}  // namespace setu
