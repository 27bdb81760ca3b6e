#include <fmt/format.h>

#include "command.hpp"
#include "progress_line.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/clock.hpp"
#include "setu/experiments/policy.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run(const po::variables_map& values) {
  const PolicyFile file = read_policy_file(values["POLICY"].as<std::string>(), PolicyUse::Optimise);
  const std::string out = values.count("out") ? values["out"].as<std::string>() : "results/" + file.name;
  check_policy_folder(out);
  std::optional<ProgressLine> line(std::in_place);
  line->say("reading the database, building the model and solving the status quo");
  RunOptions options;
  options.progress = line->callback();
  const PolicyProblem problem = prepare_policy(file, option_text(values, "database"), options);
  PolicyRun found;
  found.failure = problem.status_quo.failure;
  if (found.failure.empty()) found = optimise(problem, [&](const std::string& what) { line->say(what.c_str()); });
  line.reset();
  if (!found.failure.empty()) {
    fmt::print(stderr, "setu: {} has no optimum, and nothing is written. {}\n", file.name, found.failure);
    return kFailed;
  }
  write_policy(problem, found, out);
  fmt::print("{}\nFiles in {}: optimum.json, instruments.csv, outcomes.csv, scenario.toml (setu run solves it) ({:.1f} s in all, {:.0f} MB)\n",
             policy_text(problem, found), out, seconds_since_start(), peak_memory_mb());
  return kOk;
}

}  // namespace

Command optimise_command() {
  Command command{"optimise", "Choose tariffs, funds and programmes for an aim within limits",
                  {{"POLICY", "TOML file or name of a shipped policy"}},
                  boost::program_options::options_description(104),
                  "Finds the best values of the instruments that the file lists, the economy always in equilibrium and the\n"
                  "constraints kept, from several starts, with a certificate. docs/policy.md explains file, methods and output.", run};
  command.options.add_options()
      ("database,d", po::value<std::string>()->value_name("DIR"), "folder or name of the database; default: the file's or the scenario's own")
      ("out,o", po::value<std::string>()->value_name("DIR"), "folder for the results; default: results/POLICY");
  return command;
}

}  // namespace setu
