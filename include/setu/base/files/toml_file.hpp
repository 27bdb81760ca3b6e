#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include <toml++/toml.h>

namespace setu {

/// Reads a TOML file: the one way in which Setu does. Throws InputError with file, line and column for a missing file, text that is not
/// TOML, a file of more than TOML_BYTES and tables deeper than TOML_DEPTH (limits.hpp).
toml::table parse_toml_file(const std::filesystem::path& file);

/// The same for a text; `name` stands for its file. Text that is not TOML throws toml::parse_error.
toml::table parse_toml_text(std::string_view text, const std::string& name);

}  // namespace setu
