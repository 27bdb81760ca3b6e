#include <cstdio>

#include "audit_output.hpp"
#include "command.hpp"
#include "import_options.hpp"
#include "reshape_output.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

int run_import(const po::variables_map& values) {
  const std::filesystem::path path = values["PATH"].as<std::string>();
  const std::string out = required_option(values, "import", "out");
  const ImportOptions given = import_options(values);
  if (values.count("economy")) {
    write_economy_folder(path, given, setu_home() / "data" / "economies" / "open_economy" / "economy.toml", out);
    say("Small open economy in {}; solve it with: setu economy {}\n", out, out);
    return kOk;
  }
  const ImportFormat& format = import_format(option_text(values, "format"), path, given);
  const Imported imported = format.read(path, given);
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
  add_import_options(command.options);
  add_table_options(command.options);
  return command;
}

}  // namespace setu
