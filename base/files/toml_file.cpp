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

namespace {

/// "x[i in j] = 1" without quotes is no key of TOML: how the line must be written, or nothing.
std::string quoted_key(const std::string& text, std::size_t line) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < line && begin != std::string::npos; ++i) begin = text.find('\n', begin) + 1;
  const std::string row = text.substr(begin, text.find('\n', begin) - begin);
  const std::size_t first = row.find_first_not_of(" \t"), open = row.find('['), close = row.find(']');
  if (first == std::string::npos || row[first] == '[' || row[first] == '"' || open == std::string::npos || close == std::string::npos)
    return {};
  const std::size_t equals = row.find('=', close);
  if (open > row.find('=') || equals == std::string::npos) return {};
  return fmt::format("; a name with brackets stands in quotes: \"{}\" = …", row.substr(first, close + 1 - first));
}

}  // namespace

toml::table parse_toml_file(const std::filesystem::path& file) {
  const std::string text = text_of(file);
  try {
    return parse_toml_text(text, file.string());
  } catch (const toml::parse_error& e) {
    throw InputError(fmt::format("{}:{}:{}: not TOML: {}{}.", file.string(), e.source().begin.line, e.source().begin.column,
                                 e.description(), quoted_key(text, e.source().begin.line)));
  }
}

}  // namespace setu
