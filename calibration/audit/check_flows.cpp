#include <fmt/format.h>

#include <cmath>

#include "findings.hpp"

namespace setu::detail {
namespace {

bool is_inventory(std::string_view header) { return header == "VDIB" || header == "VDIP" || header == "VMIB" || header == "VMIP"; }

void negative(const Database& db, const HeaderInfo& header, std::size_t cell, double value, Findings& findings) {
  const std::string hint =
      is_inventory(header.name) ? "; investment with inventories drawn down must be moved before a model is built" : "";
  findings.add(Severity::Error, "negative flow", cell_name(db, header.name, cell),
               fmt::format("{} US$ million{}", short_number(value), hint), -value);
}

void flows_of(const Database& db, const HeaderInfo& header, const AuditOptions& options, Findings& findings) {
  const auto values = db[header.name].values();
  std::size_t used = 0, tiny = 0;
  double tiny_total = 0, total = 0;
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    const double value = values[cell];
    if (value == 0 || !std::isfinite(value)) continue;
    ++used;
    total += value;
    if (value < 0) negative(db, header, cell, value, findings);
    if (value > 0 && value < options.tiny_flow) ++tiny, tiny_total += value;
  }
  if (tiny > 0)
    findings.add(Severity::Note, "tiny flows", header.name,
                 fmt::format("{} of {} flows are below {:g} US$ million ({} of them by number, {} by value)", tiny, used, options.tiny_flow,
                             percent(static_cast<double>(tiny) / static_cast<double>(used)), percent(tiny_total / total)),
                 static_cast<double>(tiny));
}

void finite(const Database& db, const HeaderInfo& header, Findings& findings) {
  const auto values = db[header.name].values();
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (!std::isfinite(values[cell]))
      findings.add(Severity::Error, "not a number", cell_name(db, header.name, cell), fmt::format("the value is {}", values[cell]));
}

void saving(const Database& db, Findings& findings) {
  for (std::size_t r = 0; r < db.sets().reg.size(); ++r)
    if (const double save = db["SAVE"](r); save < 0)
      findings.add(Severity::Note, "negative saving", cell_name(db, "SAVE", r), fmt::format("{} US$ million; allowed", short_number(save)),
                   -save);
}

}  // namespace

void check_flows(const Database& db, const AuditOptions& options, Findings& findings) {
  for (const auto& header : header_catalogue()) {
    finite(db, header, findings);
    const bool has_a_sign = header.name == "SAVE" || header.name == "TRNS";
    if (header.quantity == Quantity::Value && !has_a_sign) flows_of(db, header, options, findings);
  }
  saving(db, findings);
}

}  // namespace setu::detail
