#include "points_options.hpp"

#include <fmt/format.h>

#include "report_option.hpp"
#include "stop_option.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/report/report.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

constexpr std::size_t kMostShards = 100000;

std::size_t whole(const std::string& text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  return std::stoul(text);
}

void read_shard(const std::string& text, PointsOptions& options) {
  const auto slash = text.find('/');
  if (slash != std::string::npos) {
    options.shard = whole(text.substr(0, slash));
    options.shards = whole(text.substr(slash + 1));
    if (options.shard >= 1 && options.shard <= options.shards && options.shards <= kMostShards) return;
  }
  throw InputError(fmt::format("--shard {}: write --shard I/N with 1 <= I <= N <= {}, as in --shard 3/10.", text, kMostShards));
}

}  // namespace

void add_points_options(po::options_description& options, const char* default_out) {
  options.add_options()("database,d", po::value<std::string>()->value_name("DIR"),
                        "folder or name of the database; default: the file's or the scenario's own")(
      "out,o", po::value<std::string>()->value_name("DIR"), default_out)("workers,w", po::value<std::string>()->value_name("N"),
                                                                         "worker processes; default: one per core")(
      "shard", po::value<std::string>()->value_name("I/N"),
      "run only every N-th point, beginning with the I-th; the last shard to end puts the logs together")(
      "merge", "run nothing: put the logs of all shards together");
  add_report_option(options);
  add_time_limit_option(options, "longest that one point may take; it then counts as failed");
}

RunOptions points_run_options(const po::variables_map& values) {
  RunOptions options;
  if (values.count("database")) options.database = values["database"].as<std::string>();
  options.seconds_per_point = time_limit_of(values);
  return options;
}

PointsOptions points_options(const po::variables_map& values, const std::filesystem::path& default_out, const PointsHooks& hooks) {
  PointsOptions options;
  options.folder = values.count("out") ? std::filesystem::path(values["out"].as<std::string>()) : default_out;
  if (values.count("workers")) {
    const auto text = values["workers"].as<std::string>();
    const std::size_t workers = whole(text);
    if (workers < 1 || workers > 1024) throw InputError(fmt::format("--workers {}: must be a whole number from 1 to 1024.", text));
    options.workers = static_cast<int>(workers);
  }
  if (values.count("shard")) read_shard(values["shard"].as<std::string>(), options);
  options.merge = values.count("merge") > 0;
  if (options.merge && values.count("shard")) throw InputError("--merge runs no shard: leave --shard out.");
  options.crew = hooks.crew;
  options.serve = hooks.serve;
  return options;
}

void report_points(const po::variables_map& values, const std::filesystem::path& folder) {
  if (wants_report(values)) write_report({folder}, folder / "report.html");
  say_report(values, folder);
}

std::string points_summary(const PointTable& table, const PointsOptions& options) {
  if (table.complete) {
    std::string text = fmt::format("{} points", table.outcomes.size());
    if (table.run < table.outcomes.size()) text += fmt::format(", {} of them run now", table.run);
    return text + (table.failed ? fmt::format("; {} failed: the table says why.", table.failed) : "; all solved and certified.");
  }
  return fmt::format(
      "{} points run; {} points are still missing in {}. When all shards have ended, the last one writes the table, "
      "or --merge does.",
      table.run, table.missing, options.folder.string());
}

}  // namespace setu
