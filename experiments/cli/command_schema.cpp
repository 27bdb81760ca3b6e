#include <cstdio>

#include <fmt/format.h>

#include "command.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/files/schema.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run(const po::variables_map& values) {
  if (values.count("NAME")) {
    say("{}", schema_text(values["NAME"].as<std::string>()));
    return kOk;
  }
  for (const auto& name : schema_names()) say("{}\n", name);
  return kOk;
}

}  // namespace

Command schema_command() {
  return {"schema",
          "Print the JSON Schema of a file that setu writes or reads",
          {{"NAME", "as in manifest.run or scenario.toml; without it, all names are listed", false}},
          po::options_description(104),
          "TOML files are described as the JSON that they are equal to. docs/formats.md lists formats and versions; docs/schema holds\n"
          "all schemas.",
          run};
}

}  // namespace setu
