#include <algorithm>
#include <array>
#include <cmath>

#include "plausibility.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu::detail {
namespace {

/// "resource" where the activity uses an endowment that is fixed to it, "land" where a sluggish one, else "other".
struct SectorKinds {
  std::vector<char> kind;  ///< per endowment: 'l' sluggish, 'r' fixed, 'w' labour, ' ' the rest
  explicit SectorKinds(const Sums& s) : kind(s.endw, ' ') {
    const auto mark = [&](const std::vector<std::string>& set, char letter) {
      for (const auto& element : set) kind[Sums::find(s.sets.endw, element)] = letter;
    };
    mark(s.sets.ends, 'l'), mark(s.sets.endf, 'r'), mark(s.sets.endl, 'w');
  }
};

/// Labour's and factors' income of one activity; `sector` as in PlausibleRange.
struct FactorUse {
  double labour = 0, all = 0, land = 0, resource = 0;
  [[nodiscard]] const char* sector() const {
    if (resource > 0.02 * all && resource >= land) return "resource";
    return land > 0.02 * all ? "land" : "other";
  }
};

FactorUse factor_use(const Sums& s, const SectorKinds& kinds, std::size_t a, std::size_t r) {
  FactorUse use;
  for (std::size_t e = 0; e < s.endw; ++e) {
    const double value = s.db["EVFB"](e, a, r);
    use.all += value;
    if (kinds.kind[e] == 'w') use.labour += value;
    if (kinds.kind[e] == 'l') use.land += value;
    if (kinds.kind[e] == 'r') use.resource += value;
  }
  return use;
}

void activities(const Sums& s, Plausibility& p) {
  const SectorKinds kinds(s);
  for (std::size_t a = 0; a < s.acts; ++a)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double cost = s.over_comm("MAKS", a, r);
      if (cost <= 0) continue;
      const auto where = [&] { return s.sets.acts[a] + " in " + s.sets.reg[r]; };
      const FactorUse use = factor_use(s, kinds, a, r);
      p.judge("value_added_share", use.all / cost, cost, where);
      if (use.all > 0 && !s.sets.endl.empty()) p.judge(p.range("sector_labour_share", use.sector()), use.labour / use.all, use.all, where);
    }
}

void import_shares(const Sums& s, Plausibility& p) {
  const PlausibleRange* range = p.range("imported_share");
  for (const auto& [domestic, imported] :
       {std::pair{"VDFB", "VMFB"}, std::pair{"VDPB", "VMPB"}, std::pair{"VDGB", "VMGB"}, std::pair{"VDIB", "VMIB"}}) {
    const auto home = s.db[domestic].values(), abroad = s.db[imported].values();
    for (std::size_t cell = 0; cell < home.size(); ++cell)
      if (const double all = home[cell] + abroad[cell]; all != 0)
        p.judge(range, abroad[cell] / all, std::abs(all), [&, header = imported] { return cell_name(s.db, header, cell); });
  }
}

void export_shares(const Sums& s, Plausibility& p) {
  constexpr double rounding = 1e-5;  // accounts of files in single precision
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) {
      const double output = s.over_acts("MAKB", c, r);
      const double exports = s.over_destinations("VXSB", c, r) + s.margin_exports(c, r);
      if (output > 0 && exports > 0)
        p.judge("exported_share", exports > output * (1 + rounding) ? exports / output : std::min(exports / output, 1.0), exports,
                [&] { return s.sets.comm[c] + " of " + s.sets.reg[r]; });
    }
}

}  // namespace

void judge_shares(const Sums& s, Plausibility& p) {
  activities(s, p);
  import_shares(s, p);
  export_shares(s, p);
}

void judge_rates(const Sums& s, Plausibility& p) {
  for (const LedgerRow* row : taxed_rows()) {
    const bool tariff = row->tax->levy == Levy::Imports;
    const PlausibleRange* range = p.range(tariff ? "tariff_rate" : "tax_power");
    const auto with = s.db[row->info.name].values(), without = s.db[row->tax->before].values();
    for (std::size_t cell = 0; range && cell < with.size(); ++cell)
      if (without[cell] > 0 && with[cell] != 0)
        p.judge(range, with[cell] / without[cell] - (tariff ? 1 : 0), without[cell], [&] { return cell_name(s.db, row->info.name, cell); });
  }
  const PlausibleRange* margin = p.range("transport_margin");
  const auto fob = s.db["VFOB"].values();
  for (std::size_t c = 0, cell = 0; c < s.comm; ++c)
    for (std::size_t o = 0; o < s.reg; ++o)
      for (std::size_t d = 0; d < s.reg; ++d, ++cell)
        if (fob[cell] > 0) p.judge(margin, s.margins_on(c, o, d) / fob[cell], fob[cell], [&] { return cell_name(s.db, "VFOB", cell); });
}

}  // namespace setu::detail
