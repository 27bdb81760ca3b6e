#include <cmath>

#include "findings.hpp"
#include "setu/model/database/faults.hpp"

namespace setu::detail {
namespace {

BalanceSummary& summary_of(AccountKind kind, AuditReport& report) {
  if (report.balance.empty() || report.balance.back().kind != kind) report.balance.push_back({kind, 0, 0, {}});
  return report.balance.back();
}

}  // namespace

void check_balance(const Database& db, std::span<const Account> accounts, const AuditOptions& options, AuditReport& report,
                   Findings& findings) {
  for (const auto& account : accounts) {
    const double imbalance = account.imbalance();
    BalanceSummary& summary = summary_of(account.kind, report);
    ++summary.accounts;
    if (imbalance > summary.worst || !std::isfinite(imbalance)) {
      summary.worst = imbalance;
      summary.where = account.name(db.sets());
    }
    if (imbalance > options.imbalance_note && imbalance <= kLargestRounding)
      findings.add(Severity::Note, "balance", account.name(db.sets()), account.gap(), imbalance);
  }
}

}  // namespace setu::detail
