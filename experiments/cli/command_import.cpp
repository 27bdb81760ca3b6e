#include <algorithm>
#include <cstdio>
#include <fstream>

#include <fmt/format.h>

#include "audit_output.hpp"
#include "command.hpp"
#include "import_options.hpp"
#include "reshape_output.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/tables/clock.hpp"
#include "setu/experiments/scenario/locate.hpp"

namespace setu {

namespace po = boost::program_options;

namespace {

/// Writes the draft of an account map, whole or not at all, and says what is left to decide.
int write_draft(const po::variables_map& values, const std::filesystem::path& path, const ImportOptions& given) {
  const std::filesystem::path file = values["draft"].as<std::string>();
  if (std::filesystem::exists(file))
    throw InputError(fmt::format("--draft: '{}' is there already; name another file, or remove it.", file.string()));
  const FoundFormat found = find_import_format("sam", path, given);
  const std::string draft = draft_accounts(path, found.options);
  std::ofstream out(file, std::ios::binary);
  out << draft;
  out.close();
  if (!out) throw InputError(fmt::format("Could not write '{}': is there a folder of that name, and room on the disk?", file.string()));
  const auto lines = std::count(draft.begin(), draft.end(), '\n') - 1;
  std::size_t open = 0;
  for (std::size_t at = draft.find(",?,"); at != std::string::npos; at = draft.find(",?,", at + 1)) ++open;
  say("Draft of {} accounts in {}, a reason in each line. {}\nThen: setu import {} --accounts {} --out DIR\n", lines, file.string(),
      open == 0 ? "Check it." : fmt::format("{} of them are for you to decide: replace each '?'.", open), path.string(), file.string());
  return kOk;
}

int run_import(const po::variables_map& values) {
  const std::filesystem::path path = values["PATH"].as<std::string>();
  const ImportOptions given = import_options(values);
  if (values.count("draft")) return write_draft(values, path, given);
  const std::string out = required_option(values, "import", "out");
  const FoundFormat found = find_import_format(option_text(values, "format"), path, given);
  for (const auto& note : found.notes) say("{}\n", note);
  if (values.count("economy")) {
    for (const auto& note :
         write_economy_folder(path, found.options, setu_home() / "data" / "economies" / "open_economy" / "economy.toml", out))
      say("{}\n", note);
    say("Small open economy in {}; solve it with: setu economy {}\n", out, out);
    return kOk;
  }
  const Imported imported = found.format->read(path, found.options);
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
