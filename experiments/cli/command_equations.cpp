#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/scenario/shocks.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

void print_equations(const EquationSystem& system) {
  say("{:<7} {:<16} {:<16} {:>9}  {:<10}  {:<32} {}\n", "number", "equation", "paired with", "count", "kind", "where", "meaning");
  for (const auto& block : system.equations) {
    const std::string where = fmt::format("{}:{}", block.file, block.line);
    say("{:<7} {:<16} {:<16} {:>9}  {:<10}  {:<32} {}\n", block.number, block.name,
        block.paired_block == kNone ? "" : system.variables[block.paired_block].name, block.count,
        block.definition ? "definition" : "implicit", where, block.label);
  }
  say("\n{} equations in {} blocks.\n", system.terms.equations(), system.equations.size());
}

void print_variables(const Model& model) {
  say("\n{:<16} {:<28} {:>9}  {:<10}  {}\n", "variable", "sets", "count", "closure", "meaning");
  for (const auto& block : model.system.variables) {
    std::string sets;
    for (const Index s : block.index_set) sets += (sets.empty() ? "" : ",") + model.system.sets[s].name;
    const auto& exogenous = model.exogenous_blocks;
    const bool given = std::find(exogenous.begin(), exogenous.end(), block.name) != exogenous.end();
    say("{:<16} {:<28} {:>9}  {:<10}  {}\n", block.name, sets, block.count, given ? "exogenous" : "endogenous", block.label);
  }
}

int run_equations(const po::variables_map& values) {
  Scenario scenario;
  std::string database = "indo-pacific-2022";
  if (values.count("scenario")) {
    scenario = read_scenario(values["scenario"].as<std::string>());
    if (!scenario.database.empty()) database = scenario.database;
  }
  if (values.count("DIR")) database = values["DIR"].as<std::string>();
  const auto folder = find_database(database);
  const Database base = read_database(folder);
  const Aliases aliases = scenario_aliases(scenario, folder, base.sets());
  const Model model = build_model(base, model_options(scenario, aliases, base.sets()));
  print_equations(model.system);
  if (values.count("variables")) print_variables(model);
  return kOk;
}

}  // namespace

Command equations_command() {
  Command command{"equations",
                  "List the model's equations as they are solved",
                  {{"DIR", "folder or name of a database; default: the shipped one", false}},
                  boost::program_options::options_description(104),
                  "Numbers refer to docs/equations.md.",
                  run_equations};
  command.options.add_options()("variables", "list the variables too: sets, count, side of the standard closure")(
      "scenario", po::value<std::string>()->value_name("FILE"), "list the model as this scenario builds it (with its fund)");
  return command;
}

}  // namespace setu
