#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/limits.hpp"
#include "toml_section.hpp"

namespace setu {

namespace {

std::vector<std::string> split_path(const std::string& path, const std::string& option) {
  std::vector<std::string> keys;
  const std::size_t most = limit(Limit::TomlDepth);
  for (std::size_t begin = 0; begin <= path.size();) {
    if (keys.size() == most) throw InputError(fmt::format("{:.60}…: the path is too long{}.", option, limit_hint(Limit::TomlDepth)));
    const std::size_t end = std::min(path.find('.', begin), path.size());
    keys.push_back(path.substr(begin, end - begin));
    if (keys.back().empty()) throw InputError(fmt::format("{}: the path '{}' has an empty part.", option, path));
    begin = end + 1;
  }
  return keys;
}

toml::table parse_value(const std::string& value, const std::string& option) {
  try {
    return parse_toml_text("value = " + value, option);
  } catch (const toml::parse_error&) {
    toml::table quoted = parse_toml_text("value = ''", option);
    *quoted.get_as<std::string>("value") = value;
    return quoted;
  }
}

toml::node* item_at(toml::array& list, const std::string& key, const std::string& option) {
  std::size_t position = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), position);
  if (error != std::errc{} || end != key.data() + key.size() || position >= list.size())
    throw InputError(fmt::format("{}: '{}' is not a position in a list of {} items (the first is 0).", option, key, list.size()));
  return list.get(position);
}

/// One step down the path; missing tables are created.
toml::node* step(toml::node& node, const std::string& key, const std::string& option) {
  if (auto* list = node.as_array()) return item_at(*list, key, option);
  auto* table = node.as_table();
  if (!table) throw InputError(fmt::format("{}: nothing can stand below a plain value ('{}').", option, key));
  if (!table->contains(key)) {
    toml::table parent = parse_toml_text("value = {}", option);
    table->insert(key, std::move(*parent.get_as<toml::table>("value")));
  }
  return table->get(key);
}

void assign(toml::node& parent, const std::string& key, toml::node& value, const std::string& option) {
  value.visit([&](auto& concrete) {
    if (auto* table = parent.as_table()) {
      table->insert_or_assign(key, std::move(concrete));
    } else if (auto* list = parent.as_array()) {
      item_at(*list, key, option);
      list->replace(list->cbegin() + std::stol(key), std::move(concrete));
    } else {
      throw InputError(fmt::format("{}: nothing can stand below a plain value ('{}').", option, key));
    }
  });
}

}  // namespace

std::size_t matching_depth(const toml::table& root, const std::string& text) {
  const toml::node* node = &root;
  std::size_t depth = 0;
  for (const auto& key : split_path(text.substr(0, text.find('=')), "--set " + text)) {
    const toml::node* below = nullptr;
    if (const auto* table = node->as_table()) below = table->get(key);
    if (const auto* list = node->as_array()) {
      std::size_t position = 0;
      const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), position);
      if (error == std::errc{} && end == key.data() + key.size() && position < list->size()) below = list->get(position);
    }
    if (!below) return depth;
    node = below;
    ++depth;
  }
  return depth;
}

void apply_override(toml::table& root, const std::string& text) {
  const std::string option = "--set " + text;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) throw InputError(fmt::format("{}: write --set path.to.key=value.", option));
  const auto keys = split_path(text.substr(0, equals), option);
  toml::table value = parse_value(text.substr(equals + 1), option);
  toml::node* node = &root;
  for (std::size_t k = 0; k + 1 < keys.size(); ++k) node = step(*node, keys[k], option);
  assign(*node, keys.back(), *value.get("value"), option);
}

}  // namespace setu
