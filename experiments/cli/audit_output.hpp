#pragma once
#include "setu/calibration/audit/audit_report.hpp"

namespace setu {

/// Options with the shipped ranges (data/defaults/plausible_ranges.csv).
AuditReportOptions shipped_audit_options();

}  // namespace setu
