#pragma once
#include <string>
#include <vector>

namespace setu {

/// The formats that have a JSON Schema (2020-12): files of results ("manifest.run", "optimum", …) and TOML files, read as JSON
/// ("scenario.toml", …). "csv" is a list of the CSV files with their columns.
std::vector<std::string> schema_names();

/// As docs/schema/NAME.schema.json holds it. Throws InputError with the known names.
std::string schema_text(const std::string& name);

}  // namespace setu
