#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_aggregate(const po::variables_map& values) {
  const std::string out = required_option(values, "aggregate", "out");
  const std::string regions = option_text(values, "regions"), sectors = option_text(values, "sectors"),
                    endowments = option_text(values, "endowments");
  if (regions.empty() && sectors.empty() && endowments.empty())
    throw InputError("setu aggregate: give a mapping with --regions, --sectors or --endowments.");
  const auto folder = find_database(values["DIR"].as<std::string>());
  const Database database = read_database(folder);
  const SetMappings mappings = read_set_mappings(database.sets(), regions, sectors, endowments);
  return finish_reshaped(aggregate(database, mappings), {folder, database.sets(), mappings}, out);
}

}  // namespace

Command aggregate_command() {
  Command command{"aggregate",
                  "Merge regions, sectors and endowments, or put them in another order",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  "A mapping is a table of two columns, old element and new one. Values are summed, elasticities are weighted\n"
                  "means (docs/data.md, A1-A7). Returns 1 if the audit of the new database finds errors.",
                  run_aggregate};
  command.options.add_options()("regions", po::value<std::string>()->value_name("MAP"), "mapping of regions")(
      "sectors", po::value<std::string>()->value_name("MAP"), "mapping of commodities and activities")(
      "endowments", po::value<std::string>()->value_name("MAP"), "mapping of endowments")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  return command;
}

}  // namespace setu
