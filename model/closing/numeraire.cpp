#include "model/frame/variables.hpp"

/// §11 The numeraire pfactwld, a world index of factor prices, and Walras' law: the market for saving is left out and
/// walraslack, which must be zero, checks it. docs/equations.md §11.
namespace setu {

void declare_numeraire(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  x.declare_all(v.pfactor, {"pfactor", "price index of primary factors (path index)", 1});
  x.declare(
      v.vendwreg, {"vendwreg", "value of primary factors at basic prices", 1}, [](Reg) { return true; }, [&](Reg r) { return f.VENDW(r); });
  x.declare_all_exogenous(v.pfactwld, {"pfactwld", "world price index of primary factors (numeraire)", 1});
  x.declare(
      v.walras_sup, {"walras_sup", "value of world net investment", 1}, []() { return true; }, [&]() { return f.GLOBINV; });
  x.declare(
      v.walras_dem, {"walras_dem", "value of world saving", 1}, []() { return true; }, [&]() { return f.GLOBINV; });
  x.declare_all(v.walraslack, {"walraslack", "slack in the omitted market; zero by Walras' law"});
}

void write_numeraire(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto factors = [&](Reg r) {
    std::vector<IndexItem> items;
    for (const End e : f.end)
      for (const Act a : f.act)
        if (f.fe(e, a, r)) items.push_back({f.EVFB(e, a, r), v.peb(e, a, r), v.qfe(e, a, r)});
    return items;
  };
  auto pfactor = x.m.equations({"E_pfactor", "11.1", "regional index of factor prices"}, v.pfactor.block(), Role::Definition);
  for (const Reg r : f.reg) pfactor.define(v.pfactor(r), fisher_price(factors(r)));
  auto value = x.m.equations({"E_vendwreg", "11.2", "value of primary factors"}, v.vendwreg.block(), Role::Definition);
  for (const Reg r : f.reg) value.define(v.vendwreg(r), value_index(factors(r)));
  // Determines rorg where rates of return equalise, else world net investment (Walras' law drops one market).
  const auto& determined = f.RDLT != 0 ? v.rorg : v.globalcgds;
  auto numeraire =
      x.m.equations({"E_rorg", "11.3", "world index of factor prices equals the numeraire"}, determined.block(), Role::Implicit);
  std::vector<IndexItem> regions;
  for (const Reg r : f.reg) regions.push_back({f.VENDW(r), v.pfactor(r), v.vendwreg(r) - v.pfactor(r)});
  numeraire.implicit(determined(), Expression(v.pfactwld()) - fisher_price(regions));

  auto sup = x.m.equations({"E_walras_sup", "11.4", "value of world net investment"}, v.walras_sup.block(), Role::Definition);
  Sum investment, saving;
  for (const Reg r : f.reg) {
    investment.add(f.REGINV(r), v.pinv(r) + v.qinv(r)).add(-f.VDEP(r), v.pinv(r) + v.kb(r));
    if (v.qsave.has(r)) saving.add(f.SAVE(r), v.psave(r) + v.qsave(r));
  }
  sup.define(v.walras_sup(), log_ratio(investment, f.GLOBINV));
  auto dem = x.m.equations({"E_walras_dem", "11.5", "value of world saving"}, v.walras_dem.block(), Role::Definition);
  dem.define(v.walras_dem(), log_ratio(saving, f.GLOBINV));
  auto slack = x.m.equations({"E_walraslack", "11.6", "Walras' law"}, v.walraslack.block(), Role::Definition);
  slack.define(v.walraslack(), v.walras_sup() - v.walras_dem());
}

}  // namespace setu
