#pragma once
#include <filesystem>

#include "setu/model/database/database.hpp"

namespace setu::detail {

/// Reads sets.csv: one row per set, its name first. Throws InputError by file and line.
Sets read_sets(const std::filesystem::path& file);

}  // namespace setu::detail
