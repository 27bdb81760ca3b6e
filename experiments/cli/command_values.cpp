#include "command.hpp"
#include "progress_line.hpp"
#include "reshape_output.hpp"
#include "stop_option.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/elasticities/marginal_values.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

ValueOptions value_options(const po::variables_map& values) {
  ValueOptions options;
  if (values.count("instrument")) options.instruments = values["instrument"].as<std::vector<std::string>>();
  if (values.count("region")) options.regions = values["region"].as<std::vector<std::string>>();
  const int top = values["top"].as<int>();
  if (top < 1) throw InputError("--top must be one or more.");
  options.top = static_cast<std::size_t>(top);
  options.all_curvatures = values.count("all") > 0;
  return options;
}

int run_values(const po::variables_map& values) {
  const ValueOptions chosen = value_options(values);
  const auto overrides = values.count("set") ? values["set"].as<std::vector<std::string>>() : std::vector<std::string>{};
  const Question question = read_question(values["SCENARIO"].as<std::string>(), overrides, option_text(values, "database"));
  const std::string out = values.count("out") ? values["out"].as<std::string>() : "results/" + question.scenario.name + "-values";
  check_values_folder(out);
  RunOptions options;
  options.database = question.database;
  options.decompose = false;

  std::optional<ProgressLine> line(std::in_place);
  options.progress = line->callback();
  options.stop = stop_of(values);
  line->say("reading the database and building the model");
  const Experiment experiment = prepare(question.scenario, options);
  question.check_unchanged(experiment.database_hash);
  (void)chosen_instruments(experiment, experiment.problem().start, chosen);  // says what is wrong before solving
  (void)shown_regions(experiment, chosen);
  line->say("solving");
  const RunResult result = solve_model(experiment, options);
  std::string failure = result.failure;
  MarginalValues all;
  if (failure.empty()) {
    line->say("solving the adjoint equations and tangents");
    all = marginal_values(experiment, result.solution.x, chosen, options.stop);
    failure = all.failure;
  }
  line.reset();
  if (!failure.empty()) {
    say(stderr, "setu: {} has no marginal values, and nothing is written. {}\n", question.scenario.name, failure);
    return kFailed;
  }
  write_values(experiment, all, chosen, out);
  say("{}\nFiles in {}: values.csv ({} instruments for {} regions), values.txt ({:.2f} s for all values; {:.1f} s, {:.0f} MB in all)\n",
      values_text(experiment, all, chosen), out, all.levers.size(), all.regions.size(), all.seconds, seconds_since_start(),
      peak_memory_mb());
  return kOk;
}

}  // namespace

Command values_command() {
  Command command{"values",
                  "Say what a step on each tariff, non-tariff cost and fund is worth to each region",
                  {{"SCENARIO", "TOML file, name of a shipped scenario, or results folder of a run"}},
                  boost::program_options::options_description(104),
                  "Exact first and second derivatives of EV at the scenario's solution (no_shock: at the benchmark), and how far\n"
                  "the first can be trusted. docs/elasticities.md, section 5, explains units and formulas.",
                  run_values};
  command.options.add_options()("instrument,i", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
                                "what to value, as in tms(all,JPN,IND); may be repeated; default: tariffs, non-tariff costs, funds")(
      "region,r", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
      "region or alias whose tables are shown; may be repeated; default: those of the scenario's report")(
      "top,n", po::value<int>()->default_value(10)->value_name("N"), "instruments shown of each kind")(
      "all,a", "second derivatives of every instrument, not only of those shown")(
      "database,d", po::value<std::string>()->value_name("DIR"), "folder or name of the database; default: the scenario's own")(
      "set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
      "override a key of the scenario by its dotted path; may be repeated")("out,o", po::value<std::string>()->value_name("DIR"),
                                                                            "folder for values.csv; default: results/SCENARIO-values");
  add_time_limit_option(command.options);
  return command;
}

}  // namespace setu
