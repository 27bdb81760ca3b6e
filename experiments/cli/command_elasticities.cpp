#include <cstdio>

#include "command.hpp"
#include "progress_line.hpp"
#include "reshape_output.hpp"
#include "stop_option.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/elasticities/elasticities.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

std::size_t top_of(const po::variables_map& values) {
  const int top = values["top"].as<int>();
  if (top < 1) throw InputError("--top must be one or more.");
  return static_cast<std::size_t>(top);
}

int run_elasticities(const po::variables_map& values) {
  const std::size_t top = top_of(values);
  const Question question =
      read_question(values["SCENARIO"].as<std::string>(), option_list(values, "set"), option_text(values, "database"));
  const std::string out = values.count("out") ? values["out"].as<std::string>() : "results/" + question.scenario.name + "-elasticities";
  check_elasticities_folder(out);
  RunOptions options;
  options.database = question.database;
  options.decompose = false;
  options.record_parameters = true;

  std::optional<ProgressLine> line(std::in_place);
  options.progress = line->callback();
  options.stop = stop_of(values);
  line->say("reading the database and building the model");
  const Experiment experiment = prepare(question.scenario, options);
  question.check_unchanged(experiment.database_hash);
  auto names = option_list(values, "result");
  if (names.empty()) names = default_results(experiment);
  for (const auto& name : names) (void)find_result(experiment, experiment.problem().start, name);  // before solving
  line->say("solving");
  const RunResult result = solve_model(experiment, options);
  std::string failure = result.failure;
  Elasticities all;
  if (failure.empty()) {
    line->say("solving the adjoint equations");
    all = elasticities(experiment, result.solution.x, names, options.stop);
    failure = all.failure;
  }
  line.reset();
  if (!failure.empty()) {
    say(stderr, "setu: {} has no elasticities, and nothing is written. {}\n", question.scenario.name, failure);
    return kFailed;
  }
  write_elasticities(experiment, all, top, out);
  say("{}\nFiles in {}: elasticities.csv ({} results by {} shocks and parameters), elasticities.txt "
      "({:.2f} s for all derivatives; {:.1f} s, {:.0f} MB in all)\n",
      elasticities_text(experiment, all, top), out, all.results.size(), all.levers.size(), all.seconds, seconds_since_start(),
      peak_memory_mb());
  return kOk;
}

}  // namespace

Command elasticities_command() {
  Command command{"elasticities",
                  "Say by how much results move with every tax, shock and elasticity",
                  {{"SCENARIO", "TOML file, name of a shipped scenario, or results folder of a run"}},
                  boost::program_options::options_description(104),
                  "Derivatives are exact and taken at the scenario's solution (no_shock: at the benchmark), one adjoint\n"
                  "equation for each result. docs/elasticities.md explains results, units and formulas.",
                  run_elasticities};
  command.options.add_options()(
      "result,r", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
      "a variable as in EV(IND), qgdp(IND) or qxs(cars,ASEAN,IND), or a share A / B; may be repeated; default: EV")(
      "top,n", po::value<int>()->default_value(10)->value_name("N"), "effects shown of each kind")(
      "database,d", po::value<std::string>()->value_name("DIR"), "folder or name of the database; default: the scenario's own")(
      "set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
      "override a key of the scenario by its dotted path; may be repeated")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for elasticities.csv; default: results/SCENARIO-elasticities");
  add_time_limit_option(command.options);
  return command;
}

}  // namespace setu
