#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/economy/economy.hpp"
#include "setu/experiments/policy/policy_file.hpp"
#include "setu/experiments/scenario/scenario.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"
#include "setu/experiments/scenario/shocks.hpp"

namespace setu {

namespace {

void list_scenarios() {
  say("Scenarios (setu run NAME):\n");
  for (const auto& file : shipped_scenarios()) say("  {:<26} {}\n", file.name, read_scenario(file.path.string()).title);
}

void list_sweeps() {
  say("\nSweeps (setu sweep NAME):\n");
  for (const auto& file : shipped_sweeps()) say("  {}\n", file.name);
  say("\nSensitivity analyses (setu sensitivity NAME):\n");
  for (const auto& file : shipped_sensitivities()) say("  {}\n", file.name);
  say("\nBatteries of variants (setu verdict SCENARIO --battery NAME):\n");
  for (const auto& file : shipped_batteries()) say("  {}\n", file.name);
}

void list_policies() {
  const auto policies = shipped_policies();
  const std::pair<const char*, PolicyUse> uses[] = {
      {"optimise", PolicyUse::Optimise}, {"frontier", PolicyUse::Frontier}, {"game", PolicyUse::Game}};
  for (const auto& [command, use] : uses) {
    say("\nPolicies (setu {} NAME):\n", command);
    for (const auto& [name, path] : policies)
      if (policy_use(path.string()) == use) say("  {:<26} {}\n", name, read_policy_file(path.string(), use).title);
  }
}

void list_economies() {
  say("\nEconomies (setu economy NAME):\n");
  for (const auto& file : shipped_economies()) say("  {:<26} {}\n", file.name, read_economy(file.path).source.title);
}

void list_aliases(const Aliases& aliases, const Sets& sets) {
  for (const auto& [set, names] : aliases.by_set()) {
    say("    aliases of {}:\n", set);
    for (const auto& [name, selector] : names)
      say("      {:<20} {}\n", name, fmt::join(aliases.expand(selector, set, sets.by_name(set)), ", "));
  }
}

void list_databases() {
  say("\nDatabases (--database NAME):\n");
  for (const auto& file : shipped_databases()) {
    const Database database = read_database(file.path);
    const Sets& sets = database.sets();
    say("  {}: {} regions, {} commodities, {} activities, {} endowments\n", file.name, sets.reg.size(), sets.comm.size(), sets.acts.size(),
        sets.endw.size());
    for (const auto& [name, elements] : {std::pair{"REG", &sets.reg}, {"COMM", &sets.comm}, {"ENDW", &sets.endw}})
      say("    {}: {}\n", name, fmt::join(*elements, ", "));
    list_aliases(scenario_aliases({}, file.path, sets), sets);
  }
}

int run_list(const boost::program_options::variables_map&) {
  list_scenarios();
  list_sweeps();
  list_policies();
  list_economies();
  list_databases();
  return kOk;
}

}  // namespace

Command list_command() {
  return {"list", "List the shipped scenarios and databases with their sets and aliases",
          {},     boost::program_options::options_description(104),
          "",     run_list};
}

}  // namespace setu
