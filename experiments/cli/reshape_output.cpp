#include "reshape_output.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "audit_output.hpp"
#include "command.hpp"
#include "setu/base/error.hpp"
#include "setu/base/say.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/experiments/scenario/aliases.hpp"
#include "setu/experiments/scenario/carry_aliases.hpp"
#include "setu/experiments/tables/clock.hpp"

namespace setu {

namespace po = boost::program_options;

std::string required_option(const po::variables_map& values, const char* command, const char* name) {
  if (!values.count(name)) throw InputError(fmt::format("setu {}: --{} is missing.", command, name));
  return values[name].as<std::string>();
}

std::string option_text(const po::variables_map& values, const char* name) {
  return values.count(name) ? values[name].as<std::string>() : std::string();
}

std::vector<std::string> option_list(const po::variables_map& values, const char* name) {
  return values.count(name) ? values[name].as<std::vector<std::string>>() : std::vector<std::string>{};
}

int finish_reshaped(const Reshaped& result, const Origin& origin, const std::string& out) {
  if (const auto names = origin.folder / "aliases.toml"; std::filesystem::is_regular_file(names))
    Aliases::read(names, origin.sets);  // complains before anything is written
  const AuditReportOptions options = shipped_audit_options();
  const AuditReport report = full_audit(result.database, options);
  write_database(result.database, out);
  const auto lost = carry_aliases(origin.folder, out, origin.sets, origin.mappings, origin.split);
  for (const auto& note : result.notes) say("{}\n", note);
  if (!lost.empty()) say("Aliases that name no elements of their own any more: {}.\n", fmt::join(lost, ", "));
  say("\n{}\nDatabase in {} ({:.1f} s, {:.0f} MB)\n", audit_report(result.database, report, options), out, seconds_since_start(),
      peak_memory_mb());
  return report.has_errors() ? kFailed : kOk;
}

}  // namespace setu
