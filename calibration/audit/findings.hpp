#pragma once
#include "setu/calibration/audit/audit.hpp"
#include "model/database/sums.hpp"

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

/// "VDFB(Food,Mnfcs,USA)" for a row-major position.
std::string cell_name(const Database& database, std::string_view header, std::size_t position);

/// A number as people read it: 4 significant digits.
std::string short_number(double value);
/// "12.5 %"
std::string percent(double share);

void check_balance(const Database& db, const AuditOptions& options, AuditReport& report, Findings& findings);
void check_flows(const Database& db, const AuditOptions& options, Findings& findings);
void check_taxes(const Database& db, const AuditOptions& options, Findings& findings);
void check_sets_used(const Sums& sums, Findings& findings);
void check_parameters(const Sums& sums, Findings& findings);
void check_extensions(const Sums& sums, Findings& findings);

}  // namespace setu::detail
