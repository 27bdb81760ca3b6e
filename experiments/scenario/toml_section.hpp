#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "setu/base/files/toml_file.hpp"
#include "setu/experiments/scenario/aliases.hpp"

namespace setu {

/// "file:line" of a TOML node; for a node that came from --set, that option's text.
std::string where_of(const toml::node& node);

/// Applies one "dotted.path=value" text to `root`, creating tables on the way; list items are addressed by position
/// from 0. The value is TOML; text that is not TOML is taken as a string. Throws InputError for a malformed text.
void apply_override(toml::table& root, const std::string& text);

/// How many leading parts of the path of "dotted.path=value" stand in `root` already.
std::size_t matching_depth(const toml::table& root, const std::string& text);

/// One TOML table read with a record of the keys that were asked for, so that unknown keys can be reported.
class Section {
 public:
  /// `what` names the table in messages: "[fund]".
  Section(const toml::table& table, std::string what);

  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
  [[nodiscard]] std::string where() const { return where_of(table_); }
  [[nodiscard]] std::string where(std::string_view key) const;

  /// Each returns nothing where the key is absent and throws InputError where its type is wrong.
  std::optional<std::string> text(std::string_view key);
  std::optional<double> number(std::string_view key);
  /// A whole number from `least` to `most`.
  std::optional<std::uint64_t> whole_number(std::string_view key, std::uint64_t least, std::uint64_t most);
  std::optional<bool> flag(std::string_view key);
  std::optional<Selector> selector(std::string_view key);
  std::optional<std::vector<std::string>> texts(std::string_view key);
  /// A list of selectors, one per index: elements = ["goods", ["IND", "JPN"], { not = "JPN" }].
  std::optional<std::vector<Selector>> selectors(std::string_view key);
  /// A list of finite numbers, [0, 50, 100]; not empty.
  std::optional<std::vector<double>> numbers(std::string_view key);
  /// A square table of numbers, [[1, 0.5], [0.5, 1]].
  std::optional<std::vector<std::vector<double>>> matrix(std::string_view key);
  const toml::table* table(std::string_view key);
  /// A list of tables ([[key]]); empty where absent.
  std::vector<const toml::table*> tables(std::string_view key);

  std::string required_text(std::string_view key);
  /// The text 'name', or where there is none that of `file`, which a folder below results/ is called by. Throws InputError for what
  /// could lead out of there or is no name.
  std::string folder_name(const std::filesystem::path& file);
  double required_number(std::string_view key);
  Selector required_selector(std::string_view key);

  /// Says that `key` is known; somebody else reads it.
  void allow(std::string_view key) { known_.emplace_back(key); }

  /// Throws InputError for keys that nobody asked for, with the known ones.
  void finish() const;
  /// Throws InputError "file:line: [what]: message", at `key` where it is given.
  [[noreturn]] void fail(const std::string& message, std::string_view key = {}) const;

 private:
  const toml::node* take(std::string_view key);
  const toml::table& table_;
  std::string what_;
  std::vector<std::string> known_;
};

/// Reads a name, a list of names or a table { of = …, not = … }.
Selector read_selector(const toml::node& node, const std::string& what);

}  // namespace setu
