#include <fmt/format.h>

#include <cmath>

#include "plausibility.hpp"
#include "setu/calibration/audit/audit_report.hpp"

namespace setu {
namespace {

/// Lost flows and thinning: a note, and a warning where more than 1 % of the header's value is gone.
void zeros(const Database& db, const AuditReportOptions& options, detail::Findings& findings) {
  if (!options.against) return;
  for (const auto& d : densities(db, options.against)) {
    double before = 0;
    for (const double v : (*options.against)[d.header].values()) before += v;
    if (d.lost > 0)
      findings.add(d.lost_value > 0.01 * before ? Severity::Warning : Severity::Note, "lost flows", d.header,
                   fmt::format("{} flows of {} are zero here, US$ {} million or {} of the header's value", d.lost, options.against_name,
                               detail::short_number(d.lost_value), detail::percent(d.lost_value / before)),
                   d.lost_value);
    const double share = d.possible ? static_cast<double>(d.present) / static_cast<double>(d.possible) : 1;
    if (share < d.against_share - 0.01)
      findings.add(Severity::Note, "more zeros", d.header,
                   fmt::format("{} of the possible flows are there, {} in {}", detail::percent(share), detail::percent(d.against_share),
                               options.against_name),
                   d.against_share - share);
  }
}

}  // namespace

AuditReport full_audit(const Database& database, const AuditReportOptions& options) {
  AuditReport report = audit(database, options.audit);
  const detail::Sums sums(database);
  detail::Findings findings(options.audit.keep);
  detail::Plausibility plausibility(options.ranges, findings);
  detail::judge_regions(sums, detail::portrait(sums), plausibility);
  detail::judge_shares(sums, plausibility);
  detail::judge_rates(sums, plausibility);
  detail::judge_elasticities(sums, plausibility);
  detail::judge_sources(database, options.sources, findings);
  zeros(database, options, findings);
  auto more = findings.sorted();
  report.checks.insert(report.checks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  std::stable_sort(report.checks.begin(), report.checks.end(), [](const auto& a, const auto& b) { return a.severity > b.severity; });
  return report;
}

std::string audit_report(const Database& database, const AuditReportOptions& options) {
  return audit_report(database, full_audit(database, options), options);
}

}  // namespace setu
