#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "points_options.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/scenario/locate.hpp"
#include "setu/experiments/sensitivity/sensitivity.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string heading(const SensitivityStudy& study) {
  const std::size_t draws = study.sample.weights.size(), more = study.sample.points.rows - draws;
  std::string text = fmt::format("{}: {} {} of {} uncertain numbers ({}", study.file.name, draws,
                                 is_quadrature(study.plan.method) ? "points" : "draws", study.numbers.size(), to_string(study.plan.method));
  if (!is_quadrature(study.plan.method)) text += fmt::format(", seed {}", study.plan.seed);
  return text + (more > 0 ? fmt::format("), and {} runs for variance shares\n", more) : ")\n");
}

int run_sensitivity(const po::variables_map& values, const PointsHooks& hooks) {
  const SensitivityStudy study = read_sensitivity(find_sensitivity(values["FILE"].as<std::string>()));
  const PointsOptions options = points_options(values, std::filesystem::path("results") / "sensitivity" / study.file.name, hooks);
  const RunOptions run_options = points_run_options(values);
  const PointTable table = run_points(study.file, study.points, run_options, options);
  if (options.serve) return kOk;
  if (!table.complete) {
    say("{}: {}\n", study.file.name, points_summary(table, options));
    return options.merge || table.failed ? kFailed : kOk;
  }
  const SensitivityResults results = analyse(study, table);
  const auto files = write_sensitivity(study, table, results, options.folder);
  if (!results.refusal.empty()) {
    say(stderr, "setu: {}{}\nNo statistics are given; {} in {} holds every run with its reason.\n", failure_text(results.failures),
        results.refusal, joined(files), options.folder.string());
    return kFailed;
  }
  say("{}{}\nFiles in {}: {} ({:.1f} s)\n", heading(study), sensitivity_tables(study, results), options.folder.string(), joined(files),
      seconds_since_start());
  report_points(values, options.folder);
  return kOk;
}

}  // namespace

Command sensitivity_command(const PointsHooks& hooks) {
  Command command{"sensitivity",
                  "Solve a scenario for draws of uncertain elasticities and shocks: means, intervals, variance shares",
                  {{"FILE", "TOML file, or name of a shipped analysis (setu list)"}},
                  po::options_description(104),
                  "Runs are logged as they come: the same command goes on where it was stopped. Returns 1, and gives no statistics, when\n"
                  "more runs failed than the file allows. docs/sensitivity.md explains distributions, designs and statistics.",
                  [hooks](const po::variables_map& values) { return run_sensitivity(values, hooks); }};
  add_points_options(command.options, "folder for log and results; default: results/sensitivity/NAME");
  return command;
}

}  // namespace setu
