#include <cstdio>

#include "command.hpp"
#include "points_options.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_sweep(const po::variables_map& values, const PointsHooks& hooks) {
  const SweepFile file =
      read_sweep_file(find_sweep(values["FILE"].as<std::string>()), {{DesignKind::Grid, DesignKind::List, DesignKind::Random}, false, {}});
  const PointsOptions options = points_options(values, std::filesystem::path("results") / "sweeps" / file.name, hooks);
  const RunOptions run_options = points_run_options(values);
  const DesignMatrix points = design_points(file);
  const PointTable table = run_points(file, points, run_options, options);
  if (options.serve) return kOk;
  say("{}: {}\n", file.name, points_summary(table, options));
  if (!table.complete) return options.merge || table.failed ? kFailed : kOk;
  write_point_table(file, points, table, options.folder);
  say("Table in {} ({:.1f} s)\n", (options.folder / "results.csv").string(), seconds_since_start());
  report_points(values, options.folder);
  return table.failed ? kFailed : kOk;
}

}  // namespace

Command sweep_command(const PointsHooks& hooks) {
  Command command{"sweep",
                  "Solve a scenario at many points: grids, lists and random draws of shocks and parameters",
                  {{"FILE", "TOML file, or name of a shipped sweep (setu list)"}},
                  po::options_description(104),
                  "Points run in worker processes and are logged as they come: the same command goes on where it was stopped.\n"
                  "Returns 1 when a point failed. docs/sweeps.md explains how to write sweeps and how to use a cluster.",
                  [hooks](const po::variables_map& values) { return run_sweep(values, hooks); }};
  add_points_options(command.options, "folder for log and table; default: results/sweeps/NAME");
  return command;
}

}  // namespace setu
