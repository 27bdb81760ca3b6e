#include <cstdio>

#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/calibration/formats/formats.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_export(const po::variables_map& values) {
  const std::string out = required_option(values, "export", "out");
  const ExportFormat& format = export_format(values["format"].as<std::string>());
  const Database database = read_database(find_database(values["DIR"].as<std::string>()));
  for (const auto& note : format.write(database, out, {.double_precision = values.count("double") > 0})) say("{}\n", note);
  say("Written to {}.\n", out);
  return kOk;
}

}  // namespace

Command export_command() {
  static const std::string details =
      "Formats:" + export_formats_text() +
      "\nsetu import reads them again; header arrays of single-precision numbers and matrices come back exactly, an inter-country table\n"
      "as what such a table holds.";
  Command command{"export",
                  "Write a database as somebody else's files",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  details.c_str(),
                  run_export};
  command.options.add_options()("format", po::value<std::string>()->default_value("gtap")->value_name("NAME"), "format")(
      "double", "reals of eight bytes: every number comes back exactly, but GEMPACK does not read them")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the files (required)");
  return command;
}

}  // namespace setu
