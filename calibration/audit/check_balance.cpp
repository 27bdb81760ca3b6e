#include <fmt/format.h>

#include <cmath>

#include "findings.hpp"

namespace setu::detail {
namespace {

BalanceSummary& summary_of(AccountKind kind, AuditReport& report) {
  if (report.balance.empty() || report.balance.back().kind != kind) report.balance.push_back({kind, 0, 0, {}});
  return report.balance.back();
}

}  // namespace

void check_balance(const Database& db, const AuditOptions& options, AuditReport& report, Findings& findings) {
  for (const auto& account : accounts(db)) {
    const double imbalance = account.imbalance();
    BalanceSummary& summary = summary_of(account.kind, report);
    ++summary.accounts;
    if (imbalance > summary.worst || !std::isfinite(imbalance)) {
      summary.worst = imbalance;
      summary.where = account.name(db.sets());
    }
    if (imbalance <= options.imbalance_note) continue;
    const Severity severity = !(imbalance <= options.imbalance_error) ? Severity::Error
                              : imbalance > options.imbalance_warning ? Severity::Warning
                                                                      : Severity::Note;
    findings.add(severity, "balance", account.name(db.sets()),
                 fmt::format("{}: {:.9g} against {:.9g} US$ million, a gap of {:.3g} ({:.1e} of it)", title(account.kind), account.left,
                             account.right, account.left - account.right, imbalance),
                 imbalance);
  }
}

}  // namespace setu::detail
