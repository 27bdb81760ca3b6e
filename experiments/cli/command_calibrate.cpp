#include <fmt/format.h>

#include "command.hpp"
#include "setu/base/error.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run(const po::variables_map&) { throw InputError("not here yet"); }

}  // namespace

Command calibrate_command() {
  Command command{"calibrate", "Build a balanced database from raw figures",
                  {{"RECIPE", "folder or TOML file that says how (data/indo-pacific-2022/recipe.toml)"}}, boost::program_options::options_description(104), 
                  "docs/data.md documents the steps and the sources.", run};
  command.options.add_options()
      ("raw", po::value<std::string>()->value_name("DIR"), "folder with the raw figures (required)")
      ("out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  return command;
}

}  // namespace setu
