#include <algorithm>
#include <cstdio>

#include "command.hpp"
#include "setu/base/error.hpp"
#include "progress_line.hpp"
#include "report_option.hpp"
#include "stop_option.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/files/results.hpp"
#include "setu/experiments/study/partial.hpp"
#include "setu/experiments/tables/tables.hpp"
#include "setu/experiments/verdict/verdict.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

constexpr double kVerdictSeconds = 20;  ///< longest that one variant may take beside a run

std::filesystem::path output_folder(const po::variables_map& values, const Scenario& scenario) {
  if (values.count("out")) return values["out"].as<std::string>();
  return std::filesystem::path("results") / scenario.name;
}

/// The verdict beside a run, which does not fail for it.
class VerdictBeside {
 public:
  /// Begins it where it is wanted: asked for, or quick.
  VerdictBeside(const po::variables_map& values, const std::vector<std::string>& overrides, const StudyDatabase& database) {
    if (values.count("no-verdict") || !(values.count("verdict") || is_quick(database))) return;
    VerdictOptions options;
    options.scenario = values["SCENARIO"].as<std::string>();
    options.overrides = overrides;
    options.seconds_each = std::min(kVerdictSeconds, time_limit_of(values).value_or(kVerdictSeconds));
    try {
      work_ = std::make_unique<VerdictWork>(options, database);
    } catch (const InputError& error) { refusal_ = with_period(error.what()); }
  }
  void drop() {
    work_.reset();
    refusal_.clear();
  }
  /// Waits for it and writes it into a folder that is being written.
  void add(const std::filesystem::path& folder) {
    if (work_) try {
        verdict_ = &work_->finish();
        add_verdict(*verdict_, folder);
      } catch (const InputError& error) { refusal_ = with_period(error.what()); }
  }
  [[nodiscard]] const VerdictFile* verdict() const { return verdict_; }
  [[nodiscard]] const std::string& refusal() const { return refusal_; }

 private:
  std::unique_ptr<VerdictWork> work_;
  const VerdictFile* verdict_ = nullptr;
  std::string refusal_;  ///< why there is none, a sentence
};

/// Whether the scenario asks for anything that could depend on something.
bool moves_anything(const Experiment& e) { return !e.plan.path().variable.empty() || !e.model.rules.empty(); }

int run_scenario(const po::variables_map& values) {
  std::vector<std::string> overrides;
  if (values.count("set")) overrides = values["set"].as<std::vector<std::string>>();
  const Scenario scenario = read_scenario(values["SCENARIO"].as<std::string>(), overrides);
  RunOptions options;
  options.solver = parse_solver(values["solver"].as<std::string>());
  options.ipopt_view = parse_ipopt_view(values["ipopt-view"].as<std::string>());
  if (values.count("database")) options.database = values["database"].as<std::string>();
  const auto formats =
      values.count("format") ? parse_table_formats(values["format"].as<std::vector<std::string>>()) : std::vector<TableFormat>{};
  const auto folder = output_folder(values, scenario);
  check_output_folder(folder);
  const StudyDatabase database = study_database(scenario, options.database);
  VerdictBeside verdict(values, overrides, database);  // before anything runs in threads, and before signals are caught

  std::optional<ProgressLine> line(std::in_place);
  options.progress = line->callback();
  options.stop = stop_of(values);
  line->say("building the model");
  Experiment experiment = prepare(scenario, database, options);
  if (!moves_anything(experiment)) verdict.drop();
  line->say("solving");
  RunResult result = solve_experiment(experiment, options);
  if (!result.certified() && values.count("partial") && result.reached > 0) {
    line->say("solving a part of the shock");
    verdict.drop();  // it is about all of it
    experiment = part_of(std::move(experiment), result.reached);
    result = solve_experiment(experiment, options);
  }
  if (!result.certified()) {
    line.reset();
    say(stderr, "setu: {} is not solved, and nothing is written. {}\n", scenario.name, result.failure);
    return kFailed;
  }
  line->say("writing");
  const FolderWriter add = [&](const std::filesystem::path& written) { verdict.add(written); };
  write_results(experiment, result, options.solver, folder, values.count("har") > 0, page_writer(values), formats, add);
  line.reset();
  for (const auto& note : experiment.model.notes) say(stderr, "setu: note: {}\n", note);
  for (const auto& warning : all_warnings(experiment, result)) say_warning(warning);
  if (!verdict.refusal().empty()) say(stderr, "setu: note: no verdict on what the answer depends on: {}\n", verdict.refusal());
  const VerdictFile* judged = verdict.verdict();
  say("{}{}\nFiles in {}: manifest.json, variables.csv, summary.csv, bilateral.csv, welfare.csv, budget.csv, tables.txt, tables.json, "
      "{}{}{}database/ "
      "({:.1f} s, {:.0f} MB)\n",
      results_text(experiment, result), judged ? verdict_text(*judged) : "", folder.string(), judged ? "verdict.json, verdict.csv, " : "",
      values.count("har") ? "results.har, " : "", formats.empty() ? "" : "tables/, ", seconds_since_start(), peak_memory_mb());
  say_report(values, folder);
  return kOk;
}

}  // namespace

Command run_command() {
  Command command{"run",
                  "Solve a scenario, print tables and write the results",
                  {{"SCENARIO", "TOML file, or name of a shipped scenario (setu list)"}},
                  boost::program_options::options_description(104),
                  "A run that does not reach a certified solution writes nothing and returns 1. docs/scenarios.md explains\n"
                  "how to write scenarios.",
                  run_scenario};
  command.options.add_options()("database,d", po::value<std::string>()->value_name("DIR"),
                                "folder or name of the database; default: the scenario's own")(
      "solver,s", po::value<std::string>()->default_value("newton")->value_name("NAME"),
      "newton, ipopt, or both (and compare their answers)")("ipopt-view",
                                                            po::value<std::string>()->default_value("core")->value_name("NAME"),
                                                            "what Ipopt is given: core, reduced or full (docs/algorithms.md, §8)")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the results; default: results/SCENARIO");
  add_report_option(command.options);
  command.options.add_options()(
      "format", po::value<std::vector<std::string>>()->composing()->value_name("NAME"),
      ("also write the tables into tables/ as " + table_formats_text() + "; several with commas (setu tables)").c_str())(
      "har", "also write results.har: all changes as header arrays, for GEMPACK's ViewHAR")(
      "set", po::value<std::vector<std::string>>()->composing()->value_name("KEY=VALUE"),
      "override a key of the scenario by its dotted path, as in --set fund.total=4000; may be repeated");
  command.options.add_options()("verdict", "say what the answer depends on (setu verdict) also where the database is large")(
      "no-verdict", "do not say what the answer depends on")(
      "partial", "where all of the shock has no solution, write the largest part that has one, marked as such");
  add_time_limit_option(command.options);
  return command;
}

}  // namespace setu
