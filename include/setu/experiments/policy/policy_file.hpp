#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "setu/experiments/measure/aim.hpp"
#include "setu/experiments/scenario/scenario.hpp"

namespace setu {

/// One [[instrument]] table: given variables that may be chosen, each by itself, and how far.
struct InstrumentChoice {
  VariableChoice choice;
  ShockKind kind = ShockKind::Rate;  ///< what the range is measured in: Rate, Percent or Value
  Level least, most;
  double cost = 0;     ///< US$ million per percentage point (Rate), per cent (Percent) or unit (Value) added
  std::string payer;   ///< region whose EV the cost is taken from
  std::string player;  ///< setu game: who chooses; empty elsewhere
  std::string where;   ///< "file:line"
};

/// One [[constraint]] table.
struct ConstraintChoice {
  std::string result;  ///< with `each`: one constraint for every element it selects
  bool each = false;
  std::optional<Level> least, most;
  std::string where;
};

enum class PolicyMethod { Reduced, Full, Both };

/// A policy file: a scenario, what may be chosen in it, for what, and what must hold (docs/policy.md).
struct PolicyFile {
  std::filesystem::path file;
  std::string name, title;
  std::string scenario;          ///< name or file, resolved against the policy file's folder where it is a file there
  std::string database;          ///< empty: the scenario's own
  std::vector<std::string> set;  ///< fixed overrides
  std::vector<InstrumentChoice> instruments;
  std::vector<ObjectiveChoice> objectives;  ///< one; one per player in a game
  std::vector<ConstraintChoice> constraints;
  PolicyMethod method = PolicyMethod::Reduced;
  std::size_t starts = 3;
  std::uint64_t seed = 1;
  /// [frontier]: the second result and the number of points.
  std::optional<Aim> against;
  std::size_t points = 25;
};

/// What a command wants of a policy file.
enum class PolicyUse { Optimise, Frontier, Game };

/// What a policy file is written for: a game where objectives have players, else a frontier where it has one, else an optimum.
PolicyUse policy_use(const std::string& name_or_file);

/// Reads and checks the text. `name_or_file` is a TOML file or the name of a shipped policy. Throws InputError with file and
/// line for unknown keys, wrong types, missing tables.
PolicyFile read_policy_file(const std::string& name_or_file, PolicyUse use);

}  // namespace setu
