#include "setu/calibration/audit/audit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "findings.hpp"
#include "setu/calibration/folder/database_io.hpp"
#include "setu/model/database/faults.hpp"

namespace setu {

const char* to_string(Severity severity) {
  switch (severity) {
    case Severity::Note: return "note";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
  }
  return "unknown";
}

std::size_t AuditReport::count(Severity severity) const {
  std::size_t total = 0;
  for (const auto& check : checks)
    if (check.severity == severity) total += check.count;
  return total;
}

std::vector<Finding> AuditReport::of(const std::string& check) const {
  std::vector<Finding> found;
  for (const auto& summary : checks)
    if (summary.check == check) found.insert(found.end(), summary.findings.begin(), summary.findings.end());
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.size > b.size; });
  return found;
}

std::string AuditReport::text(std::size_t lines_per_check) const {
  std::string out = sizes + "\n\n";
  out += fmt::format("{:<34}{:>10}{:>12}  {}\n", "balance", "accounts", "worst", "where");
  for (const auto& row : balance)
    out += fmt::format("{:<34}{:>10}{:>12.1e}  {}\n", title(row.kind), row.accounts, row.worst, row.worst > 0 ? row.where : "");
  if (!absorbed.empty()) out += fmt::format("\nA model absorbs {}.\n", absorbed);
  for (const auto& check : checks) {
    out += fmt::format("\n{}: {} ({})\n", to_string(check.severity), check.check, check.count);
    const std::size_t shown = std::min(lines_per_check, check.findings.size());
    for (std::size_t i = 0; i < shown; ++i) out += fmt::format("  {}: {}\n", check.findings[i].where, check.findings[i].message);
    if (check.count > shown) out += fmt::format("  … and {} more\n", check.count - shown);
  }
  if (std::any_of(checks.begin(), checks.end(), [](const auto& c) { return c.check == "balance" && c.severity == Severity::Error; }))
    out += "\n`setu balance` brings accounts to balance with all tax rates kept.\n";
  out += fmt::format("\n{} errors, {} warnings, {} notes. Nothing was changed.\n", count(Severity::Error), count(Severity::Warning),
                     count(Severity::Note));
  return out;
}

AuditReport audit(const Database& database, const AuditOptions& options) {
  check_sets(database.sets(), "The sets are not those of a database: ");
  const detail::Sums sums(database);
  detail::Findings findings(options.keep);
  AuditReport report;
  report.sizes = fmt::format("{} regions, {} commodities, {} activities, {} endowments, {} margin commodities", sums.reg, sums.comm,
                             sums.acts, sums.endw, sums.sets.marg.size());
  const auto all = accounts(database);
  find_faults(database, all, [&](const Fault& f) { findings.add(Severity::Error, f.check, f.where, f.message, f.size); });
  report.absorbed = absorbed_in_words(absorbed_accounts(database, all));
  for (const auto& note : assumed(database)) findings.add(Severity::Note, "assumed", "POP", note);
  detail::check_balance(database, all, options, report, findings);
  detail::check_flows(database, options, findings);
  detail::check_taxes(database, options, findings);
  detail::check_sets_used(sums, findings);
  detail::check_parameters(sums, findings);
  detail::check_extensions(sums, findings);
  report.checks = findings.sorted();
  return report;
}

}  // namespace setu
