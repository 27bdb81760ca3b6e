#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "reshape_output.hpp"
#include "progress_line.hpp"
#include "stop_option.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/measure/validate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

double tolerance_of(const po::variables_map& values) {
  const double tolerance = values["tolerance"].as<double>();
  if (!(tolerance > 0) || !std::isfinite(tolerance)) throw InputError("--tolerance must be a positive number.");
  return tolerance;
}

int run_validate(const po::variables_map& values) {
  const double tolerance = tolerance_of(values);
  const std::string expected = required_option(values, "validate", "expected");
  if (!std::filesystem::is_regular_file(expected)) throw InputError(fmt::format("--expected: no file '{}'.", expected));
  const Scenario scenario = read_scenario(required_option(values, "validate", "scenario"));
  RunOptions options;
  options.database = values["DIR"].as<std::string>();
  options.solver = parse_solver(values["solver"].as<std::string>());
  std::optional<ProgressLine> line(std::in_place);
  options.progress = line->callback();
  options.stop = stop_of(values);
  const Experiment experiment = prepare(scenario, options);
  const RunResult result = solve_experiment(experiment, options);
  line.reset();
  if (!result.certified()) {
    say(stderr, "setu: {} is not solved, so nothing is compared. {}\n", scenario.name, result.failure);
    return kFailed;
  }
  const Comparison comparison = compare_results(experiment, result, expected, tolerance);
  if (!comparison.warning.empty()) say(stderr, "setu: warning: {}\n", comparison.warning);
  say("{}", comparison.text());
  return comparison.passed() ? kOk : kFailed;
}

}  // namespace

Command validate_command() {
  Command command{"validate",
                  "Solve a scenario and compare with another code's results",
                  {{"DIR", "folder or name of the database"}},
                  boost::program_options::options_description(104),
                  "The file is CSV (name,i1,i2,i3,i4,value), header arrays (one for each variable) or a GEMPACK solution file (.sl4). It\n"
                  "holds percentage changes, and changes of variables that are changes (EV, CNT…, del_tbal, …); those in US$ million are\n"
                  "compared in per cent of income at three times the tolerance. Names match in any case; what the model does not have is\n"
                  "listed. Returns 1 above the tolerance.",
                  run_validate};
  command.options.add_options()("scenario", po::value<std::string>()->value_name("FILE"), "scenario to solve (required)")(
      "expected", po::value<std::string>()->value_name("FILE"), "the other code's results: CSV, HAR or SL4 (required)")(
      "tolerance", po::value<double>()->default_value(1e-4, "1e-4")->value_name("X"), "largest difference allowed, percentage points")(
      "solver,s", po::value<std::string>()->default_value("newton")->value_name("NAME"), "newton, ipopt or both");
  add_time_limit_option(command.options);
  return command;
}

}  // namespace setu
