#pragma once
#include "setu/experiments/scenario/scenario.hpp"
#include "toml_section.hpp"

/// Scenarios that no file holds. Private to experiments/.
namespace setu {

/// What a file with these tables would say, where it stood in the folder of `file`: what they include is read too. Throws InputError at
/// the places that the tables themselves come from.
Scenario read_scenario_tables(const toml::table& root, const std::filesystem::path& file);

}  // namespace setu
