#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <toml++/toml.h>

/// The numbers of a scenario that may be moved from outside, as `--set` does. Private to experiments/.
namespace setu {

/// A number that the scenario holds and a slider may move.
struct ScenarioLever {
  std::string key;   ///< as for `--set`
  std::string what;  ///< "shocks", "ntm", "preferences", "fund" or "window"
  std::string on;    ///< what it acts on, as the file says it
  double value = 0;
};

/// The levers of one file, found by every kind of table for itself.
class LeverList {
 public:
  LeverList(std::vector<ScenarioLever>& levers, std::string prefix) : levers_(levers), prefix_(std::move(prefix)) {}

  /// One number; `key` is its path within the file.
  void add(const std::string& key, const char* what, const std::string& on, const toml::node& node);
  /// Those of `keys` that the tables of the list called `what` hold as numbers.
  void add_tables(const toml::table& root, const char* what, const std::vector<std::string>& keys);

 private:
  std::vector<ScenarioLever>& levers_;
  std::string prefix_;  ///< "india_fund." for what is included
};

/// A selector as its file writes it: tex, lea; all without X.
std::string written(const toml::node* node);

/// The levers of a shipped scenario and of those that it includes. Throws InputError.
std::vector<ScenarioLever> scenario_levers(const std::string& scenario);

}  // namespace setu
