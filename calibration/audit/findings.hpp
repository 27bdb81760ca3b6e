#pragma once
#include <span>

#include "model/database/cell_words.hpp"
#include "model/database/sums.hpp"
#include "setu/calibration/audit/audit.hpp"

namespace setu::detail {

/// Collects findings: counts all of them, keeps the largest of each check and severity.
class Findings {
 public:
  explicit Findings(std::size_t keep) : keep_(keep) {}
  void add(Severity severity, const std::string& check, const std::string& where, const std::string& message, double size = 0);
  /// Errors first, then warnings, then notes; within a severity in the order of first appearance.
  [[nodiscard]] std::vector<CheckSummary> sorted() const;

 private:
  std::size_t keep_;
  std::vector<CheckSummary> all_;
};

void check_balance(const Database& db, std::span<const Account> accounts, const AuditOptions& options, AuditReport& report,
                   Findings& findings);
void check_flows(const Database& db, const AuditOptions& options, Findings& findings);
void check_taxes(const Database& db, const AuditOptions& options, Findings& findings);
void check_sets_used(const Sums& sums, Findings& findings);
void check_parameters(const Sums& sums, Findings& findings);
void check_extensions(const Sums& sums, Findings& findings);

}  // namespace setu::detail
