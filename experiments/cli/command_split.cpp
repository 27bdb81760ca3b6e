#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/reshape/split.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_split(const po::variables_map& values) {
  const std::string out = required_option(values, "split", "out"), shares = required_option(values, "split", "shares");
  const std::string regions = option_text(values, "regions"), sectors = option_text(values, "sectors");
  if (regions.empty() == sectors.empty()) throw InputError("setu split: give either --regions or --sectors, one after the other for both.");
  const auto folder = find_database(values["DIR"].as<std::string>());
  const Database database = read_database(folder);
  const SetMappings fine = read_split_mappings(database.sets(), regions, sectors);
  return finish_reshaped(split(database, fine, read_split_shares(shares, database.sets(), fine)), {folder, database.sets(), fine, true},
                         out);
}

}  // namespace

Command split_command() {
  Command command{"split",
                  "Split sectors or regions into parts by shares",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  "A mapping is a table of two columns, the part and the old element. Shares that are stated are met as nearly as\n"
                  "balanced accounts allow (docs/data.md, S1-S6). Returns 1 if the audit of the new database finds errors.",
                  run_split};
  command.options.add_options()("regions", po::value<std::string>()->value_name("MAP"), "parts of regions")(
      "sectors", po::value<std::string>()->value_name("MAP"), "parts of commodities and activities")(
      "shares", po::value<std::string>()->value_name("CSV"), "what,part,region,sector,partner,share (required)")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  return command;
}

}  // namespace setu
