#include "model/frame/variables.hpp"

/// §8 Endowment markets: mobile endowments earn one price, sluggish ones are transformed across activities (CET,
/// ETRE < 0), fixed ones stay in their activity. Clearing weighs by supplier values EVOS, so that quantities of one
/// endowment add up at its common price. Corong et al. (2017), §3.7; docs/equations.md §8.
namespace setu {

namespace {

bool by_owner(const Context& x, End e, Reg r) { return e.i == x.f.capital_end && linked(x.f, r); }

void write_markets(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto pe = x.m.equations({"E_pe1", "8.1", "clearing of a mobile endowment; determines its price"}, v.pe.block(), Role::Implicit);
  for (const End e : f.end)
    for (const Reg r : f.reg) {
      if (!v.pe.has(e, r) || f.type[e.i] != EndowmentKind::Mobile || by_owner(x, e, r)) continue;
      Sum use;
      for (const Act a : f.act)
        if (v.qfe.has(e, a, r)) use.add(f.EVOS(e, a, r), v.qfe(e, a, r));
      pe.implicit(v.pe(e, r), Expression(v.qe(e, r) - v.endwslack(e, r)) - log_mean(use));
    }
  auto pes = x.m.equations({"E_pes1", "8.2", "a mobile endowment earns one price"}, v.pes.block(), Role::Definition);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.pes.has(e, a, r) && f.type[e.i] == EndowmentKind::Mobile && !by_owner(x, e, r)) pes.define(v.pes(e, a, r), v.pe(e, r));
  auto pe2 = x.m.equations({"E_pe2", "8.3", "average price of a sluggish endowment"}, v.pe.block(), Role::Definition);
  for (const End e : f.end)
    for (const Reg r : f.reg) {
      if (!v.pe.has(e, r) || f.type[e.i] != EndowmentKind::Sluggish) continue;
      Sum revenue;
      for (const Act a : f.act)
        if (v.pes.has(e, a, r)) revenue.add(f.EVOS(e, a, r), v.pes(e, a, r));
      pe2.define(v.pe(e, r), ces_price(f.ETRE(e, r), revenue));
    }
}

void write_supplies(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto qes = x.m.equations({"E_qes", "8.4", "supply of endowment e to activity a"}, v.qes.block(), Role::Definition);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg) {
        if (!v.qes.has(e, a, r)) continue;
        if (f.type[e.i] == EndowmentKind::Mobile) qes.define(v.qes(e, a, r), v.qfe(e, a, r));
        else if (f.type[e.i] == EndowmentKind::Fixed) qes.define(v.qes(e, a, r), v.qesf(e, a, r));
        else qes.define(v.qes(e, a, r), v.qe(e, r) - f.ETRE(e, r) * (v.pes(e, a, r) - v.pe(e, r)) - v.endwslack(e, r));
      }
  auto peb = x.m.equations({"E_peb", "8.5", "clearing of an endowment in an activity; determines its supply price"}, v.pes.block(),
                           Role::Implicit);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.pes.has(e, a, r) && f.type[e.i] != EndowmentKind::Mobile) peb.implicit(v.pes(e, a, r), v.qfe(e, a, r) - v.qes(e, a, r));
}

void write_prices(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto peb = x.m.equations({"E_pes", "8.6", "basic price, income tax included"}, v.peb.block(), Role::Definition);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.peb.has(e, a, r)) peb.define(v.peb(e, a, r), v.pes(e, a, r) + v.tinc(e, a, r));
  auto pfe = x.m.equations({"E_pfe", "8.7", "price to the firm"}, v.pfe.block(), Role::Definition);
  for (const End e : f.end)
    for (const Act a : f.act)
      for (const Reg r : f.reg)
        if (v.pfe.has(e, a, r)) pfe.define(v.pfe(e, a, r), v.peb(e, a, r) + v.tfe(e, a, r));
}

}  // namespace

void declare_factors(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto owned = [&](End e, Reg r) { return f.owned(e, r); };
  const auto used = [&](End e, Act a, Reg r) { return f.fe(e, a, r); };
  x.declare(v.pe, {"pe", "price of a mobile or sluggish endowment", 1}, owned, one);
  x.declare(v.qe, {"qe", "supply of a mobile or sluggish endowment"}, owned, [&](End e, Reg r) {
    if (e.i != f.capital_end) return f.VES(e, r);
    double total = 0;  // capital owned by r wherever it works; equals VES without foreign ownership
    for (const Reg h : f.reg) total += f.KOWN(r, h);
    return total;
  });
  x.exogenous.emplace_back("qe");
  x.declare_exogenous(v.endwslack, {"endwslack", "slack in endowment market clearing"}, owned, one);
  x.declare(v.pes, {"pes", "supply price of endowment e to activity a", 1}, used, one);
  x.declare(v.qes, {"qes", "supply of endowment e to activity a"}, used, [&](End e, Act a, Reg r) { return f.EVOS(e, a, r); });
  x.declare(v.peb, {"peb", "basic price of endowment e in activity a", 1}, used, one);
  x.declare_exogenous(v.tinc, {"tinc", "power of the income tax on endowment e in activity a"}, used,
                      [&](End e, Act a, Reg r) { return f.EVFB(e, a, r) / f.EVOS(e, a, r); });
  x.declare_exogenous(v.tfe, {"tfe", "power of the tax on endowment e used by activity a"}, used,
                      [&](End e, Act a, Reg r) { return f.EVFP(e, a, r) / f.EVFB(e, a, r); });
  x.declare_exogenous(
      v.qesf, {"qesf", "supply of a fixed endowment to activity a"},
      [&](End e, Act a, Reg r) { return f.fe(e, a, r) && f.type[e.i] == EndowmentKind::Fixed; },
      [&](End e, Act a, Reg r) { return f.EVOS(e, a, r); });
}

void write_factors(Context& x) {
  write_markets(x);
  write_supplies(x);
  write_prices(x);
}

}  // namespace setu
