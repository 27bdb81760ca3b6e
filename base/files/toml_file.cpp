#include "setu/base/files/toml_file.hpp"

#include <fstream>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "toml_depth.hpp"

namespace setu {

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) throw InputError(fmt::format("No file '{}'.", file.string()));
  const auto size = std::filesystem::file_size(file);
  if (size > limit(Limit::TomlBytes))
    throw InputError(fmt::format("{}: the file has {} bytes{}.", file.string(), size, limit_hint(Limit::TomlBytes)));
  std::string text(size, '\0');
  std::ifstream in(file, std::ios::binary);
  if (!in || !in.read(text.data(), static_cast<std::streamsize>(size)))
    throw InputError(fmt::format("The file '{}' cannot be read.", file.string()));
  return text;
}

}  // namespace

toml::table parse_toml_text(std::string_view text, const std::string& name) {
  check_toml_depth(text, name);
  return toml::parse(text, name);
}

toml::table parse_toml_file(const std::filesystem::path& file) {
  try {
    return parse_toml_text(text_of(file), file.string());
  } catch (const toml::parse_error& e) {
    throw InputError(
        fmt::format("{}:{}:{}: not TOML: {}.", file.string(), e.source().begin.line, e.source().begin.column, e.description()));
  }
}

}  // namespace setu
