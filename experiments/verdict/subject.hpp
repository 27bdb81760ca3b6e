#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "battery.hpp"
#include "experiments/files/verdict_file.hpp"
#include "setu/experiments/study/study.hpp"

/// What a verdict is about: regions and results. Private to experiments/verdict.
namespace setu {

/// A number whose sign is watched.
struct WatchedResult {
  std::string name, region, label, unit;
  double threshold = 0;  ///< what is smaller is negligible
};

/// Smaller changes are called negligible: per cent of a region's income, and per cent.
inline constexpr double kNegligibleShare = 0.001, kNegligiblePercent = 0.001;

struct Subject {
  std::vector<VerdictRegion> regions;  ///< the foremost first
  std::vector<WatchedResult> results;
  toml::table aliases;  ///< [aliases] of every variant: what concerned, foremost, … mean
};

/// The regions asked for, or those that the scenario's shocks touch (docs/verdict.md). Throws InputError for unknown ones.
Subject subject_of(const Experiment& experiment, const std::vector<std::string>& regions);

/// The results at a solution of any variant; NaN where the variant has no such number.
std::vector<double> watched_values(const Experiment& experiment, const std::vector<WatchedResult>& results, std::span<const double> x);

}  // namespace setu
