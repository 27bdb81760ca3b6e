#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "setu/model/database/database.hpp"

namespace setu {

/// A choice of set elements as written in TOML: "ASEAN", ["IND", "JPN"], or { of = "goods", not = "mining" }.
/// Each name is an element, an alias or "all".
struct Selector {
  std::vector<std::string> of;    ///< never empty: "all" where only `not` was given
  std::vector<std::string> not_;  ///< taken out of `of`
  std::string where;              ///< "file:line", for messages
};

/// Names for groups of set elements, by set: ASEAN in REG, goods in COMM. An alias of one set serves another set too
/// (COMM's serve ACTS) when all its elements belong to that set.
class Aliases {
 public:
  /// Reads `[SET] name = selector` tables. `sets` says which set names and elements exist.
  /// Throws InputError for an unknown set, an alias that is also an element, unknown names and circles.
  static Aliases read(const std::filesystem::path& file, const Sets& sets);

  /// Adds or replaces one alias.
  void add(const std::string& set, const std::string& name, Selector selector);
  /// Checks every alias against the sets, as `read` does.
  void check(const Sets& sets) const;

  /// The elements of `set` (whose labels are `elements`) that `selector` chooses, in the order it names them, each once.
  [[nodiscard]] std::vector<std::string> expand(const Selector& selector, const std::string& set,
                                                const std::vector<std::string>& elements) const;

  [[nodiscard]] const std::map<std::string, std::map<std::string, Selector>>& by_set() const { return by_set_; }

 private:
  std::map<std::string, std::map<std::string, Selector>> by_set_;
};

}  // namespace setu
