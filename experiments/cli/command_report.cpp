#include <fmt/format.h>

#include "command.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/experiments/report.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run(const po::variables_map& values) {
  const auto given = values["RESULT_DIR"].as<std::vector<std::string>>();
  const std::vector<std::filesystem::path> folders(given.begin(), given.end());
  const std::filesystem::path file = values.count("out") ? std::filesystem::path(values["out"].as<std::string>())
                                     : folders.size() == 1 ? folders[0] / "report.html" : std::filesystem::path("report.html");
  write_report(folders, file);
  fmt::print("Report: {}\n", file.string());
  return kOk;
}

}  // namespace

Command report_command() {
  Command command{"report", "Make a page with charts and tables of one run or several",
                  {{"RESULT_DIR", "result folders of setu run", true, true}}, boost::program_options::options_description(104),
                  "One HTML file that needs no network. docs/report.md says what stands in it.", run};
  command.options.add_options()
      ("out,o", po::value<std::string>()->value_name("FILE"),
       "file to write; default: RESULT_DIR/report.html, of several runs report.html");
  return command;
}

}  // namespace setu
