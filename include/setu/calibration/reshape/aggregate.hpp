#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "setu/calibration/reshape/mapping.hpp"
#include "setu/model/database/database.hpp"

namespace setu {

/// A database of another shape, and what was decided on the way: one full sentence each.
struct Reshaped {
  Database database;
  std::vector<std::string> notes;
};

/// One mapping for each set of a database. Mappings that only change the order permute the database.
struct SetMappings {
  Mapping reg, comm, acts, endw;
};

/// Mappings that change nothing.
SetMappings identity_mappings(const Sets& sets);

/// Reads mapping files (see read_mapping); an empty path leaves the set as it is. `sectors` maps commodities and
/// activities: its first column names every element of either set.
SetMappings read_set_mappings(const Sets& sets, const std::filesystem::path& regions, const std::filesystem::path& sectors,
                              const std::filesystem::path& endowments = {});

/// The database over coarser sets (docs/data.md, equations A1–A7): values in US$ million and persons are summed, so every account
/// that balances still does; elasticities are weighted means, equal values being copied exactly; the rates of preferences keep the
/// tariff that is paid; CDE parameters keep mean income elasticities and the elasticity of spending to utility.
///
/// A commodity is a margin if one of its parts is. Throws InputError when endowments of different type (mobile, sluggish,
/// fixed), or capital and other endowments, would become one; LogicError for mappings of other sets.
Reshaped aggregate(const Database& database, const SetMappings& mappings);

}  // namespace setu
