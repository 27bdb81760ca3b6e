#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>

#include "toml_section.hpp"

namespace setu {

/// What reading one scenario with all that it includes has cost so far. A scenario that includes another twice, which does the same, would
/// double it at each step. Each function throws InputError where a limit is reached (limits.hpp).
class ScenarioCost {
 public:
  /// Parses a file, which its reader may change.
  toml::table parse(const std::filesystem::path& file);
  /// The text of a file as it stands, parsed once however often it is included.
  const toml::table& parsed(const std::filesystem::path& file);
  /// Counts an inclusion that stands at `where`.
  void include(const std::string& where);
  /// Counts the tables of a file that stand in lists: shocks, rules and so on.
  void count_tables(const toml::table& root, const std::filesystem::path& file);

 private:
  void count_bytes(const std::filesystem::path& file);

  std::map<std::string, toml::table> files_;
  std::size_t bytes_ = 0, includes_ = 0, tables_ = 0;
};

}  // namespace setu
