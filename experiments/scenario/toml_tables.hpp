#pragma once
#include "toml_keys.hpp"

namespace setu {

/// The tables of sweeps and sensitivity analyses, of batteries, of policies, and of economies.
std::vector<TomlTable> sweep_tables();
std::vector<TomlTable> battery_tables();
std::vector<TomlTable> policy_tables();
std::vector<TomlTable> economy_tables();

}  // namespace setu
