#include "policy_folder.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "result_folder.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace fs = std::filesystem;

namespace {

/// The table of a file that must have a row, and the columns before those that setu names after regions, states or instruments.
PointsTable table_of(const fs::path& file, std::size_t words, const std::vector<std::string>& columns) {
  PointsTable table = read_points_table(file, [&](std::size_t c) { return c < words; });
  const bool named =
      table.columns.size() >= columns.size() && std::equal(columns.begin(), columns.end(), table.columns.begin(),
                                                           [](const auto& want, const auto& have) { return want.empty() || want == have; });
  if (!named || table.rows.empty()) throw InputError(fmt::format("'{}' is not the table that setu writes.", file.string()));
  return table;
}

/// `columns` of instruments.csv and the like are the beginning; an empty name stands for any.
std::map<std::string, PointsTable> tables_of(const fs::path& folder, const std::string& kind) {
  if (kind == "frontiers") return {{"points", table_of(folder / "frontier.csv", 0, {"point", "", "", "shadow price"})}};
  if (kind == "games")
    return {{"states", table_of(folder / "states.csv", 1, {"result", "Nash"})},
            {"instruments", table_of(folder / "instruments.csv", 3, {"player", "instrument", "unit", "least", "most", "Nash"})}};
  return {{"instruments",
           table_of(folder / "instruments.csv", 2, {"instrument", "unit", "status quo", "chosen", "least", "most", "worth of room"})},
          {"outcomes",
           table_of(folder / "outcomes.csv", 2, {"result", "unit", "status quo", "chosen", "at least", "at most", "shadow price"})}};
}

}  // namespace

const std::vector<PolicyKind>& policy_kinds() {
  static const std::vector<PolicyKind> kinds = {
      {"optima", "optimum.json", "optimise"}, {"frontiers", "frontier.json", "frontier"}, {"games", "game.json", "game"}};
  return kinds;
}

PolicyFolder read_policy_folder(const fs::path& folder, const PolicyKind& kind) {
  PolicyFolder result{kind.name, read_json_object(folder / kind.marker), tables_of(folder, kind.name), {}};
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
