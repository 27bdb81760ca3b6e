#include "model/frame/variables.hpp"

/// §11 The numeraire pfactwld, a world index of factor prices, and Walras' law: the market for saving is left out and
/// walraslack, which must be zero, checks it. docs/equations.md §11.
namespace setu {

void declare_numeraire(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  x.declare_all(v.pfactor, {"pfactor", "price index of primary factors (path index)", kPrice});
  x.declare(
      v.vendwreg, {"vendwreg", "value of primary factors at basic prices", kValue}, [](Reg) { return true; },
      [&](Reg r) { return f.VENDW(r); });
  x.declare_all_exogenous(v.pfactwld, {"pfactwld", "world price index of primary factors (numeraire)", kPrice});
  x.declare(
      v.walras_sup, {"walras_sup", "value of world net investment", kValue}, []() { return true; }, [&]() { return f.GLOBINV; });
  x.declare(
      v.walras_dem, {"walras_dem", "value of world saving", kValue}, []() { return true; }, [&]() { return f.GLOBINV; });
  x.declare_all(v.walraslack, {"walraslack", "slack in the omitted market; zero by Walras' law", kSlack});
}

namespace {

void write_walras(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.walras_sup, {"E_walras_sup", "11.4", "value of world net investment"}, [&]() {
    Sum investment;
    for (const Reg r : f.reg) investment.add(f.REGINV(r), v.pinv(r) + v.qinv(r)).add(-f.VDEP(r), v.pinv(r) + v.kb(r));
    return log_ratio(investment, f.GLOBINV);
  });
  x.define(v.walras_dem, {"E_walras_dem", "11.5", "value of world saving"}, [&]() {
    Sum saving;
    for (const Reg r : f.reg)
      if (v.qsave.has(r)) saving.add(f.SAVE(r), v.psave(r) + v.qsave(r));
    return log_ratio(saving, f.GLOBINV);
  });
  x.define(v.walraslack, {"E_walraslack", "11.6", "Walras' law"}, [&]() { return v.walras_sup() - v.walras_dem(); });
}

}  // namespace

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
  x.define(v.pfactor, {"E_pfactor", "11.1", "regional index of factor prices"}, [&](Reg r) { return fisher_price(factors(r)); });
  x.define(v.vendwreg, {"E_vendwreg", "11.2", "value of primary factors"}, [&](Reg r) { return value_index(factors(r)); });
  // Determines rorg where rates of return equalise, else world net investment (Walras' law drops one market).
  x.determine(f.RDLT != 0 ? v.rorg : v.globalcgds, {"E_rorg", "11.3", "world index of factor prices equals the numeraire"}, [&]() {
    std::vector<IndexItem> regions;
    for (const Reg r : f.reg) regions.push_back({f.VENDW(r), v.pfactor(r), v.vendwreg(r) - v.pfactor(r)});
    return Expression(v.pfactwld()) - fisher_price(regions);
  });
  write_walras(x);
}

}  // namespace setu
