#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "audit_output.hpp"
#include "command.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

void write_text(const std::string& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw InputError(fmt::format("setu audit: cannot write '{}'.", file));
}

int run_audit(const po::variables_map& values) {
  const int lines = values["lines"].as<int>();
  if (lines < 0) throw InputError("--lines must be zero or more.");
  AuditReportOptions options = shipped_audit_options();
  if (values.count("ranges")) options.ranges = read_plausible_ranges(values["ranges"].as<std::string>());
  options.audit.keep = std::max<std::size_t>(options.audit.keep, static_cast<std::size_t>(lines));
  const auto folder = find_database(values["DIR"].as<std::string>());
  const Database database = read_database(folder);
  options.sources = read_source_figures(folder / "fit.csv");
  Database parent;
  if (values.count("against")) {
    options.against_name = values["against"].as<std::string>();
    parent = read_database(find_database(options.against_name));
    options.against = &parent;
  }
  const AuditReport report = full_audit(database, options);
  std::string text = fmt::format("Audit of {}\n{}", folder.string(), audit_report(database, report, options));
  if (lines > 0) text += fmt::format("\nAll findings\n{}", report.text(static_cast<std::size_t>(lines)));
  if (values.count("out")) write_text(values["out"].as<std::string>(), text);
  else say("{}", text);
  return report.has_errors() ? kFailed : kOk;
}

}  // namespace

Command audit_command() {
  Command command{"audit",
                  "Describe a database in words and say what is odd about it",
                  {{"DIR", "folder or name of the database"}},
                  po::options_description(104),
                  "One page: the economy, trade, taxes, accounts, zeros, what is odd, what that means for runs. Besides the checks of\n"
                  "`setu check` it judges shares, rates and elasticities by published ranges. Returns 1 if it finds errors.",
                  run_audit};
  command.options.add_options()("against", po::value<std::string>()->value_name("DIR"),
                                "the database it was made from: which flows were lost")(
      "ranges", po::value<std::string>()->value_name("CSV"), "other ranges than data/defaults/plausible_ranges.csv")(
      "lines", po::value<int>()->default_value(0)->value_name("N"), "list the findings too, N of each check")(
      "out,o", po::value<std::string>()->value_name("FILE"), "write to a file instead of the terminal");
  return command;
}

}  // namespace setu
