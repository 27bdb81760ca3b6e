#include <fmt/format.h>

#include <cmath>

#include "findings.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu::detail {
namespace {

void flows_of(const Database& db, const HeaderInfo& header, const AuditOptions& options, Findings& findings) {
  const auto values = db[header.name].values();
  std::size_t used = 0, tiny = 0;
  double tiny_total = 0, total = 0;
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const double value = values[cell];
    if (value == 0 || !std::isfinite(value)) continue;
    ++used;
    total += value;
    if (value > 0 && value < options.tiny_flow) ++tiny, tiny_total += value;
  }
  if (tiny > 0)
    findings.add(Severity::Note, "tiny flows", header.name,
                 fmt::format("{} of {} flows are below {:g} US$ million ({} of them by number, {} by value)", tiny, used, options.tiny_flow,
                             percent(static_cast<double>(tiny) / static_cast<double>(used)), percent(tiny_total / total)),
                 static_cast<double>(tiny));
}

void saving(const Database& db, Findings& findings) {
  for (std::size_t r = 0; r < db.sets().reg.size(); ++r)
    if (const double save = db["SAVE"](r); save < 0)
      findings.add(Severity::Note, "negative saving", cell_name(db, "SAVE", r), fmt::format("{} US$ million; allowed", short_number(save)),
                   -save);
}

}  // namespace

void check_flows(const Database& db, const AuditOptions& options, Findings& findings) {
  for (const auto& row : ledger()) {
    if (row.info.quantity == Quantity::Value && !row.any_sign) flows_of(db, row.info, options, findings);
  }
  saving(db, findings);
}

}  // namespace setu::detail
