#include "catalogue.hpp"

#include "request.hpp"
#include "experiments/scenario/scenario_levers.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/scenario/scenario.hpp"
#include "setu/experiments/scenario/shocks.hpp"

namespace setu {

namespace {

using nlohmann::json;

json database_entry(const std::string& name, const std::filesystem::path& folder) {
  const Database database = read_database(folder);
  const Sets& sets = database.sets();
  json aliases = json::object();
  const Aliases known = scenario_aliases({}, folder, sets);
  for (const auto& [set, names] : known.by_set())
    for (const auto& [alias, selector] : names) aliases[set][alias] = known.expand(selector, set, sets.by_name(set));
  return {{"name", name},         {"regions", sets.reg},     {"commodities", sets.comm},
          {"sectors", sets.acts}, {"endowments", sets.endw}, {"aliases", aliases}};
}

json scenario_entry(const ShippedFile& file) {
  const Scenario scenario = read_scenario(file.path.string());
  json levers = json::array();
  for (const auto& lever : scenario_levers(file.name))
    levers.push_back({{"key", lever.key}, {"what", lever.what}, {"on", lever.on}, {"value", lever.value}});
  return {{"name", file.name},
          {"title", scenario.title},
          {"database", scenario.database},
          {"levers", levers},
          {"first_stands", scenario.overlap == Overlap::First}};
}

}  // namespace

json catalogue_json(const std::string& database) {
  json databases = json::array(), scenarios = json::array();
  if (!database.empty()) databases.push_back(database_entry(database, find_database(database)));
  for (const auto& file : shipped_databases())
    if (file.name != database) databases.push_back(database_entry(file.name, file.path));
  for (const auto& file : shipped_scenarios()) scenarios.push_back(scenario_entry(file));
  return {{"databases", databases}, {"scenarios", scenarios}, {"database", database}};
}

}  // namespace setu
