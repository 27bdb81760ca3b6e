#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "command.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/policy/policy_file.hpp"
#include "setu/experiments/scenario/scenario.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"
#include "setu/experiments/scenario/shocks.hpp"

namespace setu {

namespace {

void list_scenarios() {
  fmt::print("Scenarios (setu run NAME):\n");
  for (const auto& file : shipped_scenarios()) fmt::print("  {:<26} {}\n", file.name, read_scenario(file.path.string()).title);
}

void list_sweeps() {
  fmt::print("\nSweeps (setu sweep NAME):\n");
  for (const auto& file : shipped_sweeps()) fmt::print("  {}\n", file.name);
  fmt::print("\nSensitivity analyses (setu sensitivity NAME):\n");
  for (const auto& file : shipped_sensitivities()) fmt::print("  {}\n", file.name);
}

void list_policies() {
  const auto policies = shipped_policies();
  const std::pair<const char*, PolicyUse> uses[] = {
      {"optimise", PolicyUse::Optimise}, {"frontier", PolicyUse::Frontier}, {"game", PolicyUse::Game}};
  for (const auto& [command, use] : uses) {
    fmt::print("\nPolicies (setu {} NAME):\n", command);
    for (const auto& [name, path] : policies)
      if (policy_use(path.string()) == use) fmt::print("  {:<26} {}\n", name, read_policy_file(path.string(), use).title);
  }
}

void list_aliases(const Aliases& aliases, const Sets& sets) {
  for (const auto& [set, names] : aliases.by_set()) {
    fmt::print("    aliases of {}:\n", set);
    for (const auto& [name, selector] : names)
      fmt::print("      {:<20} {}\n", name, fmt::join(aliases.expand(selector, set, sets.by_name(set)), ", "));
  }
}

void list_databases() {
  fmt::print("\nDatabases (--database NAME):\n");
  for (const auto& file : shipped_databases()) {
    const Database database = read_database(file.path);
    const Sets& sets = database.sets();
    fmt::print("  {}: {} regions, {} commodities, {} activities, {} endowments\n", file.name, sets.reg.size(), sets.comm.size(),
               sets.acts.size(), sets.endw.size());
    for (const auto& [name, elements] : {std::pair{"REG", &sets.reg}, {"COMM", &sets.comm}, {"ENDW", &sets.endw}})
      fmt::print("    {}: {}\n", name, fmt::join(*elements, ", "));
    list_aliases(scenario_aliases({}, file.path, sets), sets);
  }
}

int run(const boost::program_options::variables_map&) {
  list_scenarios();
  list_sweeps();
  list_policies();
  list_databases();
  return kOk;
}

}  // namespace

Command list_command() {
  return {"list", "List the shipped scenarios and databases with their sets and aliases",
          {},     boost::program_options::options_description(104),
          "",     run};
}

}  // namespace setu
