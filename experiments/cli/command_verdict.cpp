#include <cstdio>

#include "command.hpp"
#include "progress_line.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/files/question.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/verdict/verdict.hpp"
#include "stop_option.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_verdict(const po::variables_map& values) {
  const Question question =
      read_question(values["SCENARIO"].as<std::string>(), option_list(values, "set"), option_text(values, "database"));
  VerdictOptions options;
  options.scenario = question.scenario.file.string();
  options.overrides = question.scenario.overrides;
  options.battery = values["battery"].as<std::string>();
  options.regions = option_list(values, "region");
  options.break_evens = options.drivers = values.count("quick") == 0;
  options.workers = values["workers"].as<int>();
  if (options.workers < 0 || options.workers > 1024) throw InputError("--workers must be a whole number from 1 to 1024.");
  options.seconds_each = time_limit_of(values).value_or(options.seconds_each);
  const std::string out = values.count("out") ? values["out"].as<std::string>() : "results/" + question.scenario.name + "-verdict";
  check_verdict_folder(out);
  const StudyDatabase database = study_database(question.scenario, question.database);
  question.check_unchanged(database.hash);
  VerdictWork work(options, database);
  std::optional<ProgressLine> line(std::in_place);
  line->say("solving the variants");
  const VerdictFile& verdict = work.finish();
  line.reset();
  write_verdict(work.cases(), verdict, out);
  say("{}\nFiles in {}: verdict.json, verdict.csv, verdict.txt, variants/ ({:.1f} s)\n", verdict_tables(verdict), out,
      seconds_since_start());
  return kOk;
}

}  // namespace

Command verdict_command() {
  Command command{"verdict",
                  "Say what an answer depends on: variants, signs, break-evens, what drives it",
                  {{"SCENARIO", "TOML file, name of a shipped scenario, or results folder of a run"}},
                  po::options_description(104),
                  "Each variant is the scenario with the tables of a battery on top; variants/ holds them as scenario files, whose runs\n"
                  "give the same numbers. docs/verdict.md explains batteries, signs and break-evens.",
                  run_verdict};
  command.options.add_options()("battery,b", po::value<std::string>()->default_value("standard")->value_name("FILE"),
                                "TOML file, or name of a shipped battery (setu list)")(
      "region,r", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
      "a region whose answer is judged, or an alias; may be repeated; default: those that the shocks touch")(
      "quick", "variants only, neither break-evens nor what drives the answer")(
      "database,d", po::value<std::string>()->value_name("DIR"), "folder or name of the database; default: the scenario's own")(
      "set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
      "override a key of the scenario by its dotted path; may be repeated")("out,o", po::value<std::string>()->value_name("DIR"),
                                                                            "folder for the results; default: results/SCENARIO-verdict")(
      "workers,w", po::value<int>()->default_value(0)->value_name("N"), "worker processes; default 0: one per core");
  add_time_limit_option(command.options, "longest that one variant may take; it then counts as unknown");
  return command;
}

}  // namespace setu
