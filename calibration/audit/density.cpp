#include <fmt/format.h>

#include "findings.hpp"
#include "setu/calibration/audit/audit_report.hpp"

namespace setu {
namespace {

using detail::Sums;

/// What could be in the flows of a database: computed once from its makes, imports and users.
class Possible {
 public:
  explicit Possible(const Sums& s)
      : made(s.comm * s.reg), imported(s.comm * s.reg), used(s.comm * s.reg), owned(s.endw * s.reg), active(s.acts * s.reg) {
    for (std::size_t c = 0; c < s.comm; ++c)
      for (std::size_t r = 0; r < s.reg; ++r) {
        const std::size_t cell = c * s.reg + r;
        made[cell] = s.over_acts("MAKB", c, r) != 0;
        imported[cell] = s.over_sources("VMSB", c, r) != 0;
        double use = 0;
        for (const char* header : {"VDFB", "VMFB"}) use += s.over_acts(header, c, r);
        for (const char* header : {"VDPB", "VMPB", "VDGB", "VMGB", "VDIB", "VMIB"}) use += s.at(header, c, r);
        used[cell] = use != 0;
      }
    for (std::size_t a = 0; a < s.acts; ++a)
      for (std::size_t r = 0; r < s.reg; ++r) {
        active[a * s.reg + r] = s.over_comm("MAKS", a, r) != 0;
        for (std::size_t e = 0; e < s.endw; ++e)
          if (s.db["EVFB"](e, a, r) != 0) owned[e * s.reg + r] = true;
      }
  }
  std::vector<bool> made, imported, used, owned, active;
};

/// A header and which cell of it could be there, by position.
template <class IsPossible>
Density count(const Sums& s, const Database* same, const char* header, const IsPossible& possible) {
  Density density{header, 0, 0, 0, 0, 0};
  const auto values = s.db[header].values();
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    if (possible(cell)) ++density.possible;
    if (values[cell] != 0) ++density.present;
    if (!same || values[cell] != 0) continue;
    if (const double before = (*same)[header].values()[cell]; before != 0) ++density.lost, density.lost_value += before;
  }
  return density;
}

std::vector<Density> counts(const Database& database, const Database* same) {
  const Sums s(database);
  const Possible p(s);
  const std::size_t reg = s.reg, plane = s.acts * reg;
  const auto bilateral = [&](std::size_t cell) {
    const std::size_t c = cell / (reg * reg), o = cell / reg % reg, d = cell % reg;
    return p.made[c * reg + o] && p.used[c * reg + d];
  };
  const auto by_firms = [&](const std::vector<bool>& source) {
    return [&, reg, plane](std::size_t cell) { return source[cell / plane * reg + cell % reg] && p.active[cell % plane]; };
  };
  const auto by_others = [](const std::vector<bool>& source) { return [&source](std::size_t cell) { return bool(source[cell]); }; };
  std::vector<Density> all;
  all.push_back(count(s, same, "VXSB", bilateral));
  all.push_back(count(s, same, "VDFB", by_firms(p.made)));
  all.push_back(count(s, same, "VMFB", by_firms(p.imported)));
  for (const char* header : {"VDPB", "VDGB", "VDIB"}) all.push_back(count(s, same, header, by_others(p.made)));
  for (const char* header : {"VMPB", "VMGB", "VMIB"}) all.push_back(count(s, same, header, by_others(p.imported)));
  all.push_back(count(s, same, "EVFB", by_firms(p.owned)));
  return all;
}

bool same_sets(const Sets& a, const Sets& b) { return a.reg == b.reg && a.comm == b.comm && a.acts == b.acts && a.endw == b.endw; }

}  // namespace

std::vector<Density> densities(const Database& database, const Database* against) {
  const bool same = against && same_sets(database.sets(), against->sets());
  auto all = counts(database, same ? against : nullptr);
  if (!against) return all;
  const auto before = counts(*against, nullptr);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (before[i].possible > 0) all[i].against_share = static_cast<double>(before[i].present) / static_cast<double>(before[i].possible);
  return all;
}

}  // namespace setu
