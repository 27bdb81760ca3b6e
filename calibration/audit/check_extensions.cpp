#include <fmt/format.h>

#include <cmath>

#include "findings.hpp"

namespace setu::detail {
namespace {

/// Applied tariff = u·preferential + (1 − u)·MFN, and applied = (VMSB − NTMM) / VCIF − 1.
void preferences(const Database& db, Findings& findings) {
  if (!db.has("PRFU") && !db.has("PRFR") && !db.has("MFNR")) return;
  constexpr double tolerance = 1e-6;  // rates in files have six digits or more
  const auto cif = db["VCIF"].values(), paid = db["VMSB"].values(), rents = db["NTMM"].values();
  const auto use = db["PRFU"].values(), preferential = db["PRFR"].values(), mfn = db["MFNR"].values();
  for (std::size_t cell = 0; cell < cif.size(); ++cell) {
    if (use[cell] < 0 || use[cell] > 1)
      findings.add(Severity::Error, "preferences", cell_name(db, "PRFU", cell), fmt::format("{} is not a share", short_number(use[cell])),
                   std::abs(use[cell]));
    if (cif[cell] == 0) continue;  // MFNR and PRFR of routes without trade are facts, not flows
    const double applied = (paid[cell] - rents[cell]) / cif[cell] - 1;
    const double stated = use[cell] * preferential[cell] + (1 - use[cell]) * mfn[cell];
    const bool prefers = use[cell] > 0 || mfn[cell] > preferential[cell];
    if (prefers && std::abs(applied - stated) > tolerance)
      findings.add(
          Severity::Warning, "preferences", cell_name(db, "PRFU", cell),
          fmt::format("the applied tariff is {} but utilisation, preferential and MFN rate give {}", percent(applied), percent(stated)),
          std::abs(applied - stated));
    if (use[cell] > 0 && preferential[cell] > mfn[cell])
      findings.add(Severity::Warning, "preferences", cell_name(db, "PRFR", cell),
                   fmt::format("the preferential rate {} is above the MFN rate {}", percent(preferential[cell]), percent(mfn[cell])),
                   preferential[cell] - mfn[cell]);
  }
}

void rents(const Database& db, const char* rent, const char* flow, Findings& findings) {
  const auto part = db[rent].values(), whole = db[flow].values();
  for (std::size_t cell = 0; cell < part.size(); ++cell)
    if (part[cell] > whole[cell])
      findings.add(Severity::Error, "non-tariff rent", cell_name(db, rent, cell),
                   fmt::format("{} US$ million is more than {} itself ({})", short_number(part[cell]), flow, short_number(whole[cell])),
                   part[cell] - whole[cell]);
}

}  // namespace

void check_extensions(const Sums& sums, Findings& findings) {
  preferences(sums.db, findings);
  rents(sums.db, "NTMM", "VMSB", findings);
  rents(sums.db, "NTMX", "VFOB", findings);
}

}  // namespace setu::detail
