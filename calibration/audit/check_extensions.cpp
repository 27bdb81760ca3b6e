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

}  // namespace

void check_extensions(const Sums& sums, Findings& findings) { preferences(sums.db, findings); }

}  // namespace setu::detail
