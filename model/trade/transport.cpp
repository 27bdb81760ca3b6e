#include "model/frame/variables.hpp"

/// §7 International transport margins: shipping c from s to d needs margin services in fixed proportion (less technical
/// change); the world pool of each service is a CES (ESBS) of regional supplies. docs/equations.md §7.
namespace setu {

namespace {

void write_margin_use(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto each = [&](const auto& visit) {
    for (const Mrg m : f.mrg)
      for (const Com c : f.com)
        for (const Reg s : f.reg)
          for (const Reg d : f.reg)
            if (v.qtmfsd.has(m, c, s, d)) visit(m, c, s, d);
  };
  auto qtmfsd = x.m.equations({"E_qtmfsd", "7.1", "margin m used on c from s to d"}, v.qtmfsd.block(), Role::Definition);
  each([&](Mrg m, Com c, Reg s, Reg d) { qtmfsd.define(v.qtmfsd(m, c, s, d), v.qxs(c, s, d) - v.atmfsd(m, c, s, d)); });
  auto ptrans = x.m.equations({"E_ptrans", "7.2", "transport cost of c from s to d"}, v.ptrans.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg s : f.reg)
      for (const Reg d : f.reg) {
        if (!v.ptrans.has(c, s, d)) continue;
        Sum cost;
        for (const Mrg m : f.mrg)
          if (v.qtmfsd.has(m, c, s, d)) cost.add(f.VTWR(m, c, s, d), v.pt(m) - v.atmfsd(m, c, s, d));
        ptrans.define(v.ptrans(c, s, d), log_mean(cost));
      }
  auto atmfsd = x.m.equations({"E_atmfsd", "7.3", "technical change in shipping"}, v.atmfsd.block(), Role::Definition);
  each([&](Mrg m, Com c, Reg s, Reg d) {
    atmfsd.define(v.atmfsd(m, c, s, d), v.atm(m) + v.atf(c) + v.ats(s) + v.atd(d) + v.atall(m, c, s, d));
  });
}

void write_margin_pool(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto qtm = x.m.equations({"E_qtm", "7.4", "world demand for margin m"}, v.qtm.block(), Role::Definition);
  for (const Mrg m : f.mrg) {
    if (!v.qtm.has(m)) continue;
    Sum use;
    for (const Com c : f.com)
      for (const Reg s : f.reg)
        for (const Reg d : f.reg)
          if (v.qtmfsd.has(m, c, s, d)) use.add(f.VTWR(m, c, s, d), v.qtmfsd(m, c, s, d));
    qtm.define(v.qtm(m), log_mean(use));
  }
  auto qst = x.m.equations({"E_qst", "7.5", "supply of margin m by region r"}, v.qst.block(), Role::Definition);
  for (const Mrg m : f.mrg)
    for (const Reg r : f.reg)
      if (v.qst.has(m, r)) qst.define(v.qst(m, r), v.qtm(m) - f.ESBS(m) * (v.pds(f.commodity(m), r) - v.pt(m)));
  auto pt = x.m.equations({"E_pt", "7.6", "price of margin m in the world pool"}, v.pt.block(), Role::Definition);
  for (const Mrg m : f.mrg) {
    if (!v.pt.has(m)) continue;
    Sum cost;
    for (const Reg r : f.reg)
      if (v.qst.has(m, r)) cost.add(f.VST(m, r), v.pds(f.commodity(m), r));
    pt.define(v.pt(m), ces_price(f.ESBS(m), cost));
  }
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
  x.declare(v.qtmfsd, {"qtmfsd", "margin m used on c from s to d"}, used, [&](Mrg m, Com c, Reg s, Reg d) { return f.VTWR(m, c, s, d); });
  x.declare(v.atmfsd, {"atmfsd", "technical change in shipping, total"}, used, one);
  x.declare_exogenous(v.atall, {"atall", "technical change in margin m on c from s to d"}, used, one);
  x.declare_all_exogenous(v.atm, {"atm", "technical change in margin m, worldwide"});
  x.declare_all_exogenous(v.atf, {"atf", "technical change in shipping c, worldwide"});
  x.declare_all_exogenous(v.ats, {"ats", "technical change in shipping from region s"});
  x.declare_all_exogenous(v.atd, {"atd", "technical change in shipping to region d"});
  x.declare(
      v.ptrans, {"ptrans", "transport cost of c from s to d", 1},
      [&](Com c, Reg s, Reg d) {
        for (const Mrg m : f.mrg)
          if (f.tw(m, c, s, d)) return true;
        return false;
      },
      one);
  x.declare(v.pt, {"pt", "price of margin m in the world pool", 1}, pool, one);
  x.declare(v.qtm, {"qtm", "world use of margin m"}, pool, total);
  x.declare(
      v.qst, {"qst", "supply of margin m by region r"}, [&](Mrg m, Reg r) { return f.st(m, r); },
      [&](Mrg m, Reg r) { return f.VST(m, r); });
}

void write_transport(Context& x) {
  write_margin_use(x);
  write_margin_pool(x);
}

}  // namespace setu
