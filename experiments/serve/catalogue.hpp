#pragma once
#include <string>

#include <nlohmann/json.hpp>

namespace setu {

/// What can be chosen: the databases with their regions, commodities and aliases, the scenarios with their levers. `database`
/// is the server's own (a name, a folder, or empty: each scenario's own) and comes first.
nlohmann::json catalogue_json(const std::string& database);

}  // namespace setu
