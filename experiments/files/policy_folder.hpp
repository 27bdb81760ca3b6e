#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "points_folder.hpp"

namespace setu {

/// What a policy command leaves in its folder.
struct PolicyKind {
  std::string name;    ///< "optima", "frontiers", "games": what the page calls such results
  std::string marker;  ///< the file that says so: "optimum.json"
  std::string command;
};
/// All of them.
const std::vector<PolicyKind>& policy_kinds();

/// A result folder of `setu optimise`, `setu frontier` or `setu game`, read back.
struct PolicyFolder {
  std::string name;  ///< of its kind
  nlohmann::ordered_json manifest;
  std::map<std::string, PointsTable> tables;  ///< by the page's names: instruments, outcomes; points; states, instruments
  std::vector<std::string> sentences;         ///< what came out
};

/// Throws InputError that names the file and what is wrong with it.
PolicyFolder read_policy_folder(const std::filesystem::path& folder, const PolicyKind& kind);

/// What came out, in sentences. Throws nlohmann's exceptions where the manifest lacks what setu writes.
std::vector<std::string> optimum_headline(const PolicyFolder& result);
std::vector<std::string> frontier_headline(const PolicyFolder& result);
std::vector<std::string> game_headline(const PolicyFolder& result);

}  // namespace setu
