#include "toml_section.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/base/suggest.hpp"
#include "toml_keys.hpp"

namespace setu {

namespace {

std::vector<std::string> names_in(const toml::node& node, const std::string& what) {
  if (const auto* one = node.as_string()) return {one->get()};
  const auto* list = node.as_array();
  if (!list) throw InputError(fmt::format("{}: {} must be a name or a list of names.", where_of(node), what));
  std::vector<std::string> names;
  for (const auto& item : *list) {
    if (!item.is_string()) throw InputError(fmt::format("{}: {} must list names in quotes only.", where_of(item), what));
    names.push_back(item.as_string()->get());
  }
  if (names.empty()) throw InputError(fmt::format("{}: {} is an empty list.", where_of(node), what));
  return names;
}

}  // namespace

std::string where_of(const toml::node& node) {
  const auto& source = node.source();
  if (!source.path) return "scenario";
  if (source.path->starts_with("--set")) return *source.path;
  return fmt::format("{}:{}", *source.path, source.begin.line);
}

Selector read_selector(const toml::node& node, const std::string& what) {
  Selector selector{{}, {}, where_of(node)};
  const auto* table = node.as_table();
  if (!table) {
    selector.of = names_in(node, what);
    return selector;
  }
  Section section(*table, what);
  for (const char* key : {"of", "not"}) {
    const auto names = section.texts(key);
    (key == std::string_view("of") ? selector.of : selector.not_) = names.value_or(std::vector<std::string>{});
  }
  section.finish();
  if (selector.of.empty() && selector.not_.empty()) section.fail("needs 'of', 'not' or both.");
  if (selector.of.empty()) selector.of = {"all"};
  return selector;
}

Section::Section(const toml::table& table, std::string what) : table_(table), what_(std::move(what)) {}

std::string Section::where(std::string_view key) const {
  const auto* node = table_.get(key);
  return node ? where_of(*node) : where();
}

const toml::node* Section::take(std::string_view key) {
  if (!is_in_toml_tables(what_, key)) throw LogicError(fmt::format("key '{}' of {} does not stand in toml_keys.cpp", key, what_));
  known_.emplace_back(key);
  return table_.get(key);
}

void Section::fail(const std::string& message, std::string_view key) const {
  throw InputError(fmt::format("{}: {}: {}", key.empty() ? where() : where(key), what_, message));
}

std::optional<std::string> Section::text(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  if (!node->is_string()) fail(fmt::format("'{}' must be text in quotes.", key), key);
  return node->as_string()->get();
}

std::string Section::folder_name(const std::filesystem::path& file) {
  constexpr std::size_t kLongest = 100;  // bytes
  const auto given = text("name");
  const std::string name = given.value_or(file.stem().string());
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  if (!name.empty() && name.size() <= kLongest && name.front() != '.' && !blank(name.front()) && !blank(name.back()) &&
      name.find_first_of("/\\\n\t") == std::string::npos && visible(name) == name)
    return name;
  fail(fmt::format("{} '{}' cannot be the name of a folder of results: it needs 1 to {} characters, letters, digits, '_' and '-' for "
                   "instance, without '/', '\\', line breaks and invisible ones, and begins neither with '.' nor with a blank{}.",
                   given ? "'name'" : "the file's name", name, kLongest, given ? "" : "; or say 'name' in the file"),
       given ? "name" : "");
}

std::optional<double> Section::number(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !std::isfinite(*value)) fail(fmt::format("'{}' must be a finite number.", key), key);
  return value;
}

std::optional<std::uint64_t> Section::whole_number(std::string_view key, std::uint64_t least, std::uint64_t most) {
  const auto value = number(key);
  if (!value) return std::nullopt;
  if (!(*value >= static_cast<double>(least) && *value <= static_cast<double>(most)) || *value != std::floor(*value))
    fail(fmt::format("'{}' must be a whole number from {} to {}.", key, least, most), key);
  return static_cast<std::uint64_t>(*value);
}

std::optional<bool> Section::flag(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  if (!node->is_boolean()) fail(fmt::format("'{}' must be true or false.", key), key);
  return node->as_boolean()->get();
}

std::optional<Selector> Section::selector(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  return read_selector(*node, fmt::format("'{}' of {}", key, what_));
}

std::optional<std::vector<std::string>> Section::texts(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  return names_in(*node, fmt::format("'{}' of {}", key, what_));
}

std::optional<std::vector<Selector>> Section::selectors(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  const auto* list = node->as_array();
  if (!list) fail(fmt::format("'{}' must be a list with one entry per index of the variable.", key), key);
  std::vector<Selector> out;
  for (const auto& item : *list) out.push_back(read_selector(item, fmt::format("'{}' of {}", key, what_)));
  return out;
}

namespace {

std::optional<std::vector<double>> numbers_in(const toml::node& node) {
  const auto* list = node.as_array();
  if (!list || list->empty()) return {};
  std::vector<double> out;
  for (const auto& item : *list) {
    const auto value = item.is_number() ? item.value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value)) return {};
    out.push_back(*value);
  }
  return out;
}

}  // namespace

std::optional<std::vector<double>> Section::numbers(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  auto out = numbers_in(*node);
  if (!out) fail(fmt::format("'{}' must be a list of finite numbers.", key), key);
  return out;
}

std::optional<std::vector<std::vector<double>>> Section::matrix(std::string_view key) {
  const auto* node = take(key);
  if (!node) return {};
  std::vector<std::vector<double>> rows;
  const auto* list = node->as_array();
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    auto row = numbers_in(*list->get(i));
    if (!row || row->size() != list->size()) break;
    rows.push_back(std::move(*row));
  }
  if (!list || rows.empty() || rows.size() != list->size())
    fail(fmt::format("'{}' must be a square list of rows of finite numbers, as in [[1, 0.5], [0.5, 1]].", key), key);
  return rows;
}

const toml::table* Section::table(std::string_view key) {
  const auto* node = take(key);
  if (!node) return nullptr;
  if (!node->is_table()) fail(fmt::format("'{}' must be a table.", key), key);
  return node->as_table();
}

std::vector<const toml::table*> Section::tables(std::string_view key) {
  const auto* node = take(key);
  std::vector<const toml::table*> out;
  if (!node) return out;
  const auto* list = node->as_array();
  if (!list) fail(fmt::format("'{0}' must be a list of tables, written [[{0}]].", key), key);
  for (const auto& item : *list) {
    if (!item.is_table()) fail(fmt::format("'{0}' must be a list of tables, written [[{0}]].", key), key);
    out.push_back(item.as_table());
  }
  return out;
}

std::string Section::required_text(std::string_view key) {
  auto value = text(key);
  if (!value || value->empty()) fail(fmt::format("needs '{}'.", key));
  return *value;
}

double Section::required_number(std::string_view key) {
  const auto value = number(key);
  if (!value) fail(fmt::format("needs '{}'.", key));
  return *value;
}

Selector Section::required_selector(std::string_view key) {
  auto value = selector(key);
  if (!value) fail(fmt::format("needs '{}'.", key));
  return *value;
}

void Section::finish() const {
  for (const auto& [key, node] : table_)
    if (std::find(known_.begin(), known_.end(), key.str()) == known_.end())
      throw InputError(fmt::format("{}: {}: {}.", where_of(node), what_, unknown_name("key", key.str(), known_)));
}

}  // namespace setu
