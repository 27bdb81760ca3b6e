#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/reshape/filter.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_filter(const po::variables_map& values) {
  const std::string out = required_option(values, "filter", "out");
  if (!values.count("threshold")) throw InputError("setu filter: --threshold is missing.");
  const auto folder = find_database(values["DIR"].as<std::string>());
  const Database database = read_database(folder);
  return finish_reshaped(filter(database, values["threshold"].as<double>()), {folder, database.sets(), identity_mappings(database.sets())},
                         out);
}

}  // namespace

Command filter_command() {
  Command command{"filter",
                  "Remove tiny flows and keep totals",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  "Flows below the threshold on both of their sides go, the others are rebalanced (docs/data.md, D1-D3). Returns 1\n"
                  "if the audit of the new database finds errors.",
                  run_filter};
  command.options.add_options()("threshold", po::value<double>()->value_name("X"),
                                "share of its totals below which a flow goes, as in 1e-4 (required)")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  return command;
}

}  // namespace setu
