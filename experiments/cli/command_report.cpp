#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/experiments/report/report.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_report(const po::variables_map& values) {
  const auto given = values["RESULT_DIR"].as<std::vector<std::string>>();
  const std::vector<std::filesystem::path> folders(given.begin(), given.end());
  const std::filesystem::path file = values.count("out")   ? std::filesystem::path(values["out"].as<std::string>())
                                     : folders.size() == 1 ? folders[0] / "report.html"
                                                           : std::filesystem::path("report.html");
  ReportOptions options;
  if (values.count("supplier")) options.supplier = values["supplier"].as<std::string>();
  write_report(folders, file, options);
  say("Report: {}\n", file.string());
  return kOk;
}

}  // namespace

Command report_command() {
  Command command{
      "report",
      "Make a page with charts and tables of results",
      {{"RESULT_DIR", "result folders of setu run, sensitivity, sweep, optimise, frontier and game", true, true}},
      boost::program_options::options_description(104),
      "One HTML file that needs no network; a sensitivity analysis beside a run puts intervals into it. docs/report.md says more.",
      run_report};
  command.options.add_options()("out,o", po::value<std::string>()->value_name("FILE"),
                                "file to write; default: RESULT_DIR/report.html, of several folders report.html")(
      "supplier", po::value<std::string>()->value_name("REGION"),
      "the region whose share in imports is shown first; default: the scenario's, else the largest beside the two partners");
  return command;
}

}  // namespace setu
