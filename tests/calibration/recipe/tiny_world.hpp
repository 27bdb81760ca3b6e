#pragma once
#include <filesystem>

namespace setu::testing {

/// Writes an invented world into `folder`: the raw files into folder/raw, a recipe and its mapping files into
/// folder/recipe. Regions AAA, BBB and RST; commodities gds, min (not in the bilateral tables) and svc. RST holds DDD,
/// the remainder ROW, and CCC, which has no control totals of its own.
void write_tiny_world(const std::filesystem::path& folder);

/// Goods that AAA must sell to BBB, US$ million.
inline constexpr double tiny_fixed_pair = 150.0;

}  // namespace setu::testing
