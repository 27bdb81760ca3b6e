#include "policy_folder.hpp"

#include <fmt/format.h>

#include "json_files.hpp"
#include "policy_files.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// A table that must have a row.
PointsTable table_of(const fs::path& folder, const char* kind, const char* file, const std::vector<std::size_t>& counts = {}) {
  PointsTable table = read_points_table(folder / file, csv_format(kind, file), counts);
  if (table.rows.empty()) throw InputError(fmt::format("'{}' is not the table that setu writes.", (folder / file).string()));
  return table;
}

std::map<std::string, PointsTable> tables_of(const fs::path& folder, const std::string& kind) {
  if (kind == "frontiers") return {{"points", table_of(folder, "frontier", "frontier.csv", {1, 1})}};
  if (kind == "games")
    return {{"states", table_of(folder, "game", "states.csv")}, {"instruments", table_of(folder, "game", "instruments.csv")}};
  return {{"instruments", table_of(folder, "optimum", "instruments.csv")}, {"outcomes", table_of(folder, "optimum", "outcomes.csv")}};
}

/// Throws InputError where the manifest lacks what setu writes.
void check_manifest(const OrderedJson& json, const std::string& kind, const fs::path& file) {
  if (kind == "frontiers") (void)from_json<FrontierFile>(json, file);
  else if (kind == "games") (void)from_json<GameFile>(json, file);
  else (void)from_json<OptimumFile>(json, file);
}

}  // namespace

const std::vector<PolicyKind>& policy_kinds() {
  static const std::vector<PolicyKind> kinds = {
      {"optima", "optimum.json", "optimise"}, {"frontiers", "frontier.json", "frontier"}, {"games", "game.json", "game"}};
  return kinds;
}

PolicyFolder read_policy_folder(const fs::path& folder, const PolicyKind& kind) {
  PolicyFolder result{kind.name, read_json_object(folder / kind.marker), {}, {}};
  check_manifest(result.manifest, kind.name, folder / kind.marker);
  result.tables = tables_of(folder, kind.name);
  try {
    result.sentences = kind.name == "optima"      ? optimum_headline(result)
                       : kind.name == "frontiers" ? frontier_headline(result)
                                                  : game_headline(result);
  } catch (const nlohmann::json::exception&) {
    throw InputError(fmt::format("'{}' is not what this setu writes: run setu {} again.", (folder / kind.marker).string(), kind.command));
  }
  return result;
}

}  // namespace setu
