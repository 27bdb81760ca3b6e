#pragma once
#include <filesystem>

#include "setu/calibration/reshape/aggregate.hpp"

namespace setu {

/// Takes the aliases of a database's folder (aliases.toml) along to the folder of a reshaped one, so that scenarios still
/// find their names: an alias is kept if the new elements that it touches hold nothing else (it would mean more
/// otherwise), an element that was split or renamed becomes an alias of what it is now. `mappings` go from the old sets
/// to the new ones or, for a split, from the new ones to the old (`split`). Nothing is written where there is nothing
/// to say, or where `to` has an aliases.toml already. Returns the names that were lost, as "SET name".
std::vector<std::string> carry_aliases(const std::filesystem::path& from, const std::filesystem::path& to, const Sets& old,
                                       const SetMappings& mappings, bool split);

}  // namespace setu
