#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include "command.hpp"
#include "reshape_output.hpp"
#include "progress_line.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/recipe/recipe.hpp"
#include "setu/experiments/tables/clock.hpp"

namespace setu {

namespace po = boost::program_options;
namespace fs = std::filesystem;

namespace {

fs::path recipe_file(const std::string& given) {
  const fs::path file = fs::is_directory(given) ? fs::path(given) / "recipe.toml" : fs::path(given);
  if (!fs::is_regular_file(file)) throw InputError(fmt::format("setu calibrate: no recipe '{}'.", file.string()));
  return file;
}

int run_calibrate(const po::variables_map& values) {
  const fs::path recipe = recipe_file(values["RECIPE"].as<std::string>());
  const fs::path raw = required_option(values, "calibrate", "raw"), out = required_option(values, "calibrate", "out");
  if (!fs::is_directory(raw)) throw InputError(fmt::format("setu calibrate: --raw: no folder '{}'.", raw.string()));
  RecipeResult result;
  {
    ProgressLine line;
    line.say("balancing");
    result = build_database(recipe, raw, out);
  }
  say("{}\nDatabase in {} ({:.1f} s, {:.0f} MB)\n", result.summary, out.string(), seconds_since_start(), peak_memory_mb());
  return kOk;
}

}  // namespace

Command calibrate_command() {
  Command command{"calibrate",
                  "Build a balanced database from raw figures",
                  {{"RECIPE", "recipe.toml, or the folder that holds it (data/indo-pacific-2022)"}},
                  po::options_description(104),
                  "docs/data.md documents the steps and the sources.",
                  run_calibrate};
  command.options.add_options()("raw", po::value<std::string>()->value_name("DIR"), "folder with the raw figures (required)")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  return command;
}

}  // namespace setu
