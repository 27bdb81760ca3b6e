#pragma once
#include <string>
#include <vector>

#include "setu/calibration/audit/audit.hpp"
#include "setu/calibration/audit/plausible.hpp"
#include "setu/calibration/audit/source_figures.hpp"

namespace setu {

struct AuditReportOptions {
  std::vector<PlausibleRange> ranges;  ///< what is judged for plausibility; empty: nothing
  const Database* against = nullptr;   ///< the database that this one was made from, if any
  std::string against_name;            ///< how the report calls it
  std::vector<SourceFigure> sources;   ///< trade that the database was to meet; empty: nothing is compared
  AuditOptions audit;
};

/// Everything of `audit`, and besides: shares, rates and elasticities outside `options.ranges`, how many of the possible flows
/// are zero, and which flows of `options.against` were lost. Changes nothing. Throws InputError like `audit`.
AuditReport full_audit(const Database& database, const AuditReportOptions& options);

/// One page in words: the economy, its trade, its taxes, its accounts, its zeros, what is odd, and what that means for runs.
/// `report` must be the full_audit of the same database with the same options.
std::string audit_report(const Database& database, const AuditReport& report, const AuditReportOptions& options);

/// The same with the audit made on the way.
std::string audit_report(const Database& database, const AuditReportOptions& options);

/// How much of what is possible in a header is there. A flow is possible where its commodity is made or imported and its user
/// is active; a route where the source makes the commodity and the destination uses it.
struct Density {
  std::string header;
  std::size_t present = 0;   ///< cells that are not zero
  std::size_t possible = 0;  ///< cells that could be
  std::size_t lost = 0;      ///< cells that `against` has and the database does not; 0 where the sets differ
  double lost_value = 0;     ///< what `against` has in them, US$ million
  double against_share = 0;  ///< present over possible in `against`
};

/// Densities of the flows by user, of trade and of endowments. `against` may be null.
std::vector<Density> densities(const Database& database, const Database* against);

}  // namespace setu
