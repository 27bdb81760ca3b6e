#include "audit_output.hpp"

#include "setu/experiments/scenario/locate.hpp"

namespace setu {

AuditReportOptions shipped_audit_options() {
  AuditReportOptions options;
  options.ranges = read_plausible_ranges(setu_home() / "data" / "defaults" / "plausible_ranges.csv");
  return options;
}

}  // namespace setu
