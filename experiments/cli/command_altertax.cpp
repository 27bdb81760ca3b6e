#include <cstdio>
#include <optional>

#include "command.hpp"
#include "progress_line.hpp"
#include "reshape_output.hpp"
#include "stop_option.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/study/altertax.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_altertax(const po::variables_map& values) {
  const std::string out = required_option(values, "altertax", "out");
  const Scenario scenario = read_scenario(required_option(values, "altertax", "scenario"));
  RunOptions options;
  options.database = values["DIR"].as<std::string>();
  std::optional<ProgressLine> line(std::in_place);
  options.progress = line->callback();
  options.stop = stop_of(values);
  Altered altered = altertax(scenario, options);
  line.reset();
  if (!altered.failure.empty()) {
    say(stderr, "setu: {} is not solved, and nothing is written. {}\n", scenario.name, altered.failure);
    return kFailed;
  }
  const Sets sets = altered.database.sets();
  return finish_reshaped({std::move(altered.database), std::move(altered.notes)},
                         {find_database(options.database), sets, identity_mappings(sets)}, out);
}

}  // namespace

Command altertax_command() {
  Command command{"altertax",
                  "Give a database other tax rates",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  "Solves the scenario's tax shocks where value shares hardly move, and writes the flows that result with the old\n"
                  "elasticities (docs/data.md, X1-X3). A run that is not certified writes nothing and returns 1.",
                  run_altertax};
  command.options.add_options()("scenario", po::value<std::string>()->value_name("FILE"), "scenario with shocks on taxes only (required)")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  add_time_limit_option(command.options);
  return command;
}

}  // namespace setu
