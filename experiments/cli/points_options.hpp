#pragma once
#include <boost/program_options.hpp>

#include "command.hpp"
#include "setu/experiments/sweep/points.hpp"

namespace setu {

/// Who runs the points, where that is not this program alone (setu_mpi).
struct PointsHooks {
  decltype(PointsOptions::crew) crew;
  decltype(PointsOptions::serve) serve;
};

Command sensitivity_command(const PointsHooks& hooks);

/// --database, --out, --workers, --shard, --merge, --no-report and --time-limit, for commands that run many points.
void add_points_options(boost::program_options::options_description& options, const char* default_out);

/// What these options say. Throws InputError.
PointsOptions points_options(const boost::program_options::variables_map& values, const std::filesystem::path& default_out,
                             const PointsHooks& hooks);

/// --database and --time-limit, for the runs themselves.
RunOptions points_run_options(const boost::program_options::variables_map& values);

/// Writes the page of a finished folder, unless it is not wanted, and says where it is.
void report_points(const boost::program_options::variables_map& values, const std::filesystem::path& folder);

/// "1000 points, 2 of them failed (status and reason in the table).": what the command says in the end.
std::string points_summary(const PointTable& table, const PointsOptions& options);

}  // namespace setu
