#include <cstdio>

#include "command.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_check(const po::variables_map& values) {
  const int lines = values["lines"].as<int>();
  if (lines < 0) throw InputError("--lines must be zero or more.");
  const auto folder = find_database(values["DIR"].as<std::string>());
  AuditOptions options;
  options.keep = std::max<std::size_t>(options.keep, static_cast<std::size_t>(lines));
  const AuditReport report = audit(read_database(folder), options);
  say("{}\n{}", folder.string(), report.text(static_cast<std::size_t>(lines)));
  return report.has_errors() ? kFailed : kOk;
}

}  // namespace

Command check_command() {
  Command command{"check",
                  "Audit a database: balance, tax rates, flows, sets and parameters",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  "Returns 1 if the audit finds errors. Nothing is changed.",
                  run_check};
  command.options.add_options()("lines", po::value<int>()->default_value(5)->value_name("N"), "findings shown for each check");
  return command;
}

}  // namespace setu
