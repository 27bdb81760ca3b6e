#pragma once
#include <string>
#include <vector>

#include "setu/model/database/accounts.hpp"
#include "setu/model/database/database.hpp"

namespace setu {

enum class Severity { Note, Warning, Error };
const char* to_string(Severity severity);

/// One thing that the audit found, with the account or cell by name.
struct Finding {
  Severity severity = Severity::Note;
  std::string check;    ///< which check, e.g. "balance", "negative flow", "tax rate"
  std::string where;    ///< "activity Food in USA", "VDFB(Food,Mnfcs,USA)"
  std::string message;  ///< one sentence
  double size = 0;      ///< what it is sorted by: relative imbalance, |rate|, …
};

/// How far one kind of account is from balance.
struct BalanceSummary {
  AccountKind kind{};
  std::size_t accounts = 0;
  double worst = 0;   ///< largest relative imbalance
  std::string where;  ///< the account that has it
};

/// Findings of one check and one severity; `findings` holds the largest, `count` counts all.
struct CheckSummary {
  std::string check;
  Severity severity = Severity::Note;
  std::size_t count = 0;
  std::vector<Finding> findings;
};

struct AuditOptions {
  /// Relative imbalance above which an account is a note; above kLargestRounding (faults.hpp) no model is built, which is an error.
  double imbalance_note = 1e-9;
  double large_rate = 0.9;  ///< |tax rate| above which it is reported
  double tiny_flow = 1e-5;  ///< US$ million: smaller positive flows are counted as tiny
  std::size_t keep = 20;    ///< findings kept per check and severity
};

/// What the audit found. Nothing is ever repaired: the database is what the user gave.
struct AuditReport {
  std::string sizes;  ///< "3 regions, 3 commodities, …"
  std::vector<BalanceSummary> balance;
  std::string absorbed;              ///< accounts whose imbalance a model absorbs, in words; empty for none
  std::vector<CheckSummary> checks;  ///< errors first

  [[nodiscard]] std::size_t count(Severity severity) const;
  [[nodiscard]] bool has_errors() const { return count(Severity::Error) > 0; }
  /// The findings of one check, largest first, of any severity.
  [[nodiscard]] std::vector<Finding> of(const std::string& check) const;
  /// The whole report as text, at most `lines_per_check` findings of each check.
  [[nodiscard]] std::string text(std::size_t lines_per_check = 5) const;
};

/// Looks at everything that a model will rely on. Its errors are the faults for which a run refuses the database (faults.hpp), no
/// more and no less; what is only odd is a warning or a note: balance of every account, negative, tiny and non-finite flows, tax
/// rates above 90 % or stored as powers, sets and elements without data, elasticities missing where there is a flow,
/// CDE parameters outside their regular range, capital by owner, preferences and non-tariff rents.
AuditReport audit(const Database& database, const AuditOptions& options = {});

}  // namespace setu
