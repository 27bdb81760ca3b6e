#include <cstdio>

#include "audit_output.hpp"
#include "command.hpp"
#include "experiments/cli/formats.hpp"
#include "reshape_output.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "experiments/cli/table_formats.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_import(const po::variables_map& values) {
  const std::filesystem::path path = values["PATH"].as<std::string>();
  const std::string out = required_option(values, "import", "out");
  if (values.count("economy")) {
    write_economy_folder(path, values, out);
    say("Small open economy in {}; solve it with: setu economy {}\n", out, out);
    return kOk;
  }
  const ImportFormat& format = import_format(option_text(values, "format"), path, values);
  const Imported imported = format.read(path, values);
  const AuditReportOptions options = shipped_audit_options();
  const AuditReport report = full_audit(imported.database, options);
  write_database(imported.database, out);
  say("{}: {}\n", path.string(), imported.format);
  for (const auto& note : imported.notes) say("{}\n", note);
  say("\n{}\nDatabase in {} ({:.1f} s, {:.0f} MB)\n", audit_report(imported.database, report, options), out, seconds_since_start(),
      peak_memory_mb());
  return report.has_errors() ? kFailed : kOk;
}

}  // namespace

Command import_command() {
  static const std::string details =
      "Which format it is follows from the files themselves; where that leaves two, --format decides. Formats:" + import_formats_text() +
      "\nThe database is written as the files say, and audited; returns 1 if the audit finds errors.";
  Command command{
      "import",  "Read somebody else's files as a database", {{"PATH", "file or folder"}}, po::options_description(104), details.c_str(),
      run_import};
  command.options.add_options()("format", po::value<std::string>()->value_name("NAME"), "format, where the files do not tell")(
      "regions", po::value<std::string>()->value_name("MAP"), "icio: economies to regions, a mapping file")(
      "sectors", po::value<std::string>()->value_name("MAP"), "icio: industries to sectors, a mapping file")(
      "elasticities", po::value<std::string>()->value_name("CSV"), "icio, sam: by sector; icio: other than data/defaults/elasticities.csv")(
      "factors", po::value<std::string>()->value_name("CSV"), "icio: other than data/defaults/factor_shares.csv")(
      "tariffs", po::value<std::string>()->value_name("CSV"), "icio: source,destination,commodity,per cent")(
      "margins", po::value<std::string>()->value_name("CSV"), "icio: source,destination,commodity,mode,per cent")(
      "macro", po::value<std::string>()->value_name("CSV"), "icio: region,POP,VKB,VDEP")("scale", po::value<double>()->value_name("X"),
                                                                                         "icio, sam: the file's unit in US$ million (1)")(
      "tolerance", po::value<double>()->value_name("X"), "icio: largest imbalance of an industry, 0.02")(
      "least-value-added", po::value<double>()->value_name("X"), "icio: least share of value added, 0.01")(
      "rate-of-return", po::value<double>()->value_name("X"), "icio: net return to capital, 0.10")(
      "depreciation", po::value<double>()->value_name("X"), "icio: of the capital stock, a year, 0.04")(
      "out,o", po::value<std::string>()->value_name("DIR"), "folder for the database (required)");
  add_table_options(command.options);
  return command;
}

}  // namespace setu
