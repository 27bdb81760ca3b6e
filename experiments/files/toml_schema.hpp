#pragma once
#include "experiments/scenario/toml_keys.hpp"
#include "fields.hpp"

namespace setu {

/// The JSON Schema of a kind of TOML file, read as JSON. Private to experiments/.
OrderedJson toml_schema(const TomlFile& file);

}  // namespace setu
