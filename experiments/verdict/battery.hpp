#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/scenario/toml_section.hpp"
#include "setu/experiments/sweep/sweep_file.hpp"

/// Private to experiments/verdict.
namespace setu {

/// What is assumed instead of what the scenario and the database say: tables of a scenario on top of the one asked about.
struct Variant {
  std::string name, title, when;
  std::vector<std::string> only_with;  ///< kinds of tables that the scenario must have
  std::vector<std::string> set;        ///< overrides of the scenario
  toml::table tables;
  std::string where;
};

/// A number that is moved until a result is zero.
struct BreakEven {
  std::string name, title, unit, source;
  double central = 0, least = 0, most = 0, plausible_least = 0, plausible_most = 0;
  std::string variant;     ///< in which it is moved; empty: the standard case
  std::vector<Axis> axes;  ///< all have the same number
  std::string where;
};

struct Battery {
  std::filesystem::path file;
  std::string name, title;
  std::vector<Variant> variants;
  std::vector<BreakEven> break_evens;

  [[nodiscard]] const Variant* find(const std::string& variant) const;
};

/// A TOML file or the name of a shipped battery. Throws InputError with file and line for unknown keys, wrong types, repeated names.
Battery read_battery(const std::string& name_or_file);

}  // namespace setu
