#include "model/frame/nest.hpp"

/// §7 International transport margins: shipping c from s to d needs margin services in fixed proportion (less technical
/// change); the world pool of each service is a CES (ESBS) of regional supplies. docs/equations.md §7.
namespace setu {

namespace {

/// Services in fixed proportion to what is shipped.
void write_margin_use(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write(x, Nest{.index = {"E_ptrans", "7.2", "transport cost of c from s to d"},
                .quantity = v.qxs,
                .price = v.ptrans,
                .elasticity = [](Com, Reg, Reg) { return 0.0; },
                .children = {{{"E_qtmfsd", "7.1", "margin m used on c from s to d"},
                              v.qtmfsd,
                              [&](Mrg m, Com, Reg, Reg) { return v.pt(m); },
                              f.VTWR,
                              v.atmfsd}}});
  x.define(v.atmfsd, {"E_atmfsd", "7.3", "technical change in shipping"},
           [&](Mrg m, Com c, Reg s, Reg d) { return v.atm(m) + v.atf(c) + v.ats(s) + v.atd(d) + v.atall(m, c, s, d); });
}

/// The world's pool of a service from what regions supply to it.
void write_margin_pool(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.qtm, {"E_qtm", "7.4", "world demand for margin m"}, [&](Mrg m) {
    Sum use;
    for (const Com c : f.com)
      for (const Reg s : f.reg)
        for (const Reg d : f.reg)
          if (v.qtmfsd.has(m, c, s, d)) use.add(f.VTWR(m, c, s, d), v.qtmfsd(m, c, s, d));
    return log_mean(use);
  });
  write(x, Nest{.index = {"E_pt", "7.6", "price of margin m in the world pool"},
                .quantity = v.qtm,
                .price = v.pt,
                .elasticity = f.ESBS,
                .children = {{.demand = {"E_qst", "7.5", "supply of margin m by region r"},
                              .quantity = v.qst,
                              .price = [&](Mrg m, Reg r) { return v.pds(f.commodity(m), r); },
                              .value = f.VST,
                              .over = 1}}});
}

}  // namespace

void declare_transport(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto used = [&](Mrg m, Com c, Reg s, Reg d) { return f.tw(m, c, s, d); };
  const auto pool = [&](Mrg m) {
    for (const Reg r : f.reg)
      if (f.st(m, r)) return true;
    return false;
  };
  const auto total = [&](Mrg m) {
    double sum = 0;
    for (const Reg r : f.reg) sum += f.VST(m, r);
    return sum;
  };
  x.declare(v.qtmfsd, {"qtmfsd", "margin m used on c from s to d", kVolume}, used,
            [&](Mrg m, Com c, Reg s, Reg d) { return f.VTWR(m, c, s, d); });
  x.declare(v.atmfsd, {"atmfsd", "technical change in shipping, total", kIndex}, used, one);
  x.declare_exogenous(v.atall, {"atall", "technical change in margin m on c from s to d", kIndex}, used, one);
  x.declare_all_exogenous(v.atm, {"atm", "technical change in margin m, worldwide", kIndex});
  x.declare_all_exogenous(v.atf, {"atf", "technical change in shipping c, worldwide", kIndex});
  x.declare_all_exogenous(v.ats, {"ats", "technical change in shipping from region s", kIndex});
  x.declare_all_exogenous(v.atd, {"atd", "technical change in shipping to region d", kIndex});
  x.declare(
      v.ptrans, {"ptrans", "transport cost of c from s to d", kPrice},
      [&](Com c, Reg s, Reg d) {
        for (const Mrg m : f.mrg)
          if (f.tw(m, c, s, d)) return true;
        return false;
      },
      one);
  x.declare(v.pt, {"pt", "price of margin m in the world pool", kPrice}, pool, one);
  x.declare(v.qtm, {"qtm", "world use of margin m", kVolume}, pool, total);
  x.declare(
      v.qst, {"qst", "supply of margin m by region r", kVolume}, [&](Mrg m, Reg r) { return f.st(m, r); },
      [&](Mrg m, Reg r) { return f.VST(m, r); });
}

void write_transport(Context& x) {
  write_margin_use(x);
  write_margin_pool(x);
}

}  // namespace setu
