#include "portrait.hpp"

#include "setu/model/database/accounts.hpp"
#include "setu/model/database/ledger.hpp"

namespace setu::detail {
namespace {

void spending(const Sums& s, std::vector<RegionPortrait>& regions) {
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t r = 0; r < s.reg; ++r) {
      regions[r].private_spending += s.at("VDPP", c, r) + s.at("VMPP", c, r);
      regions[r].government += s.at("VDGP", c, r) + s.at("VMGP", c, r);
      regions[r].investment += s.at("VDIP", c, r) + s.at("VMIP", c, r);
    }
}

void trade(const Sums& s, Portrait& p) {
  const Array &fob = s.db["VFOB"], &cif = s.db["VCIF"], &paid = s.db["VMSB"];
  for (std::size_t c = 0; c < s.comm; ++c)
    for (std::size_t o = 0; o < s.reg; ++o)
      for (std::size_t d = 0; d < s.reg; ++d) {
        p.regions[o].exports += fob(c, o, d);
        p.exports[c] += fob(c, o, d);
        p.regions[d].imports_fob += fob(c, o, d);
        p.regions[d].imports += cif(c, o, d);
        p.regions[d].tariffs += paid(c, o, d) - cif(c, o, d);
      }
  for (std::size_t m = 0; m < s.sets.marg.size(); ++m)
    for (std::size_t r = 0; r < s.reg; ++r) p.regions[r].exports += s.db["VST"](m, r);
  for (auto& r : p.regions) r.margins = r.imports - r.imports_fob;
}

void taxes(const Sums& s, std::vector<RegionPortrait>& regions) {
  for (const LedgerRow* row : taxed_rows()) {
    const Array& taxed = s.db[row->info.name];
    const auto with = taxed.values(), without = s.db[row->tax->before].values();
    std::size_t stride = 1;
    for (std::size_t d = taxed.dims().size(); d-- > levied_by(*row) + 1;) stride *= taxed.dims()[d];
    for (std::size_t cell = 0; cell < with.size(); ++cell) regions[cell / stride % s.reg].taxes += with[cell] - without[cell];
  }
}

void factors(const Sums& s, Portrait& p) {
  const Array &basic = s.db["EVFB"], &owners = s.db["VKOS"];
  std::vector<bool> labour(s.endw, false);
  for (const auto& element : s.sets.endl) labour[Sums::find(s.sets.endw, element)] = true;
  for (std::size_t e = 0; e < s.endw; ++e)
    for (std::size_t a = 0; a < s.acts; ++a)
      for (std::size_t r = 0; r < s.reg; ++r) {
        p.regions[r].factor_income += basic(e, a, r);
        p.factor_income[a] += basic(e, a, r);
        if (labour[e]) p.regions[r].labour += basic(e, a, r);
      }
  for (std::size_t a = 0; a < s.acts; ++a)
    for (std::size_t r = 0; r < s.reg; ++r) {
      p.regions[r].capital_income += s.capital_income(a, r);
      if (!s.db.has("VKOS")) continue;
      for (std::size_t o = 0; o < s.reg; ++o)
        if (o != r) p.regions[r].foreign_capital += owners(o, a, r);
    }
}

}  // namespace

Portrait portrait(const Sums& s) {
  Portrait p;
  p.regions.resize(s.reg);
  p.factor_income.assign(s.acts, 0);
  p.exports.assign(s.comm, 0);
  spending(s, p.regions);
  trade(s, p);
  taxes(s, p.regions);
  factors(s, p);
  const auto income = regional_income(s.db);
  for (std::size_t r = 0; r < s.reg; ++r) {
    RegionPortrait& region = p.regions[r];
    region.depreciation = s.db["VDEP"](r), region.capital = s.db["VKB"](r), region.population = s.db["POP"](r);
    region.saving = s.db["SAVE"](r), region.net_income = income[r];
    for (const auto member : {&RegionPortrait::private_spending, &RegionPortrait::government, &RegionPortrait::investment,
                              &RegionPortrait::exports, &RegionPortrait::imports, &RegionPortrait::imports_fob, &RegionPortrait::margins,
                              &RegionPortrait::tariffs, &RegionPortrait::taxes, &RegionPortrait::factor_income, &RegionPortrait::labour,
                              &RegionPortrait::capital_income, &RegionPortrait::foreign_capital, &RegionPortrait::depreciation,
                              &RegionPortrait::capital, &RegionPortrait::population, &RegionPortrait::saving, &RegionPortrait::net_income})
      p.world.*member += region.*member;
  }
  return p;
}

}  // namespace setu::detail
