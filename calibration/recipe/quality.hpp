#pragma once
#include "evidence.hpp"

namespace setu::recipe {

/// Writes quality.csv: name,i1,i2,i3,i4,flag,reason. "*" stands for every element, and the last row that matches a cell
/// says its flag: observed (a published figure), derived (computed from published figures for the same economies), or
/// estimated (an assumption, or a figure borrowed from other economies).
/// With `fit`, the figures of an estimate, exports and imports of a product say what customs report and how near they are.
void write_quality(const Recipe& recipe, const TradeSeeds& trade, const std::vector<Evidence>& fit, const std::filesystem::path& file);

/// Writes provenance.csv: sources and what they are used for, then every raw file with its SHA-256.
void write_provenance(const Recipe& recipe, const RawFolder& raw, const std::filesystem::path& file);

}  // namespace setu::recipe
