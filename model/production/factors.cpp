#include "model/frame/nest.hpp"

/// §8 Endowment markets: mobile endowments earn one price, sluggish ones are transformed across activities (CET,
/// ETRE < 0), fixed ones stay in their activity. Clearing weighs by supplier values EVOS, so that quantities of one
/// endowment add up at its common price. Corong et al. (2017), §3.7; docs/equations.md §8.
namespace setu {

namespace {

bool by_owner(const Context& x, End e, Reg r) { return e.i == x.f.capital_end && linked(x.f, r); }

bool is(const Context& x, End e, EndowmentKind kind) { return x.f.type[e.i] == kind; }

/// What the owners of a sluggish endowment supply to each activity: a CET.
Nest supplies(const Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  return {.index = {"E_pe2", "8.3", "average price of a sluggish endowment"},
          .quantity = [&v](End e, Reg r) { return v.qe(e, r) - v.endwslack(e, r); },
          .price = v.pe,
          .elasticity = f.ETRE,
          .children = {{.quantity = v.qes, .price = v.pes, .value = f.EVOS, .over = 1}},
          .where = [&x](End e, Reg) { return is(x, e, EndowmentKind::Sluggish); }};
}

void write_markets(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.determine(
      v.pe, {"E_pe1", "8.1", "clearing of a mobile endowment; determines its price"},
      [&](End e, Reg r) { return is(x, e, EndowmentKind::Mobile) && !by_owner(x, e, r); },
      [&](End e, Reg r) {
        Sum use;
        for (const Act a : f.act)
          if (v.qfe.has(e, a, r)) use.add(f.EVOS(e, a, r), v.qfe(e, a, r));
        return Expression(v.qe(e, r) - v.endwslack(e, r)) - log_mean(use);
      });
  x.define(
      v.pes, {"E_pes1", "8.2", "a mobile endowment earns one price"},
      [&](End e, Act, Reg r) { return is(x, e, EndowmentKind::Mobile) && !by_owner(x, e, r); },
      [&](End e, Act, Reg r) { return v.pe(e, r); });
  write_price(x, supplies(x));
}

void write_supplies(Context& x) {
  const Variables& v = x.v;
  const Nest sluggish = supplies(x);
  x.define(v.qes, {"E_qes", "8.4", "supply of endowment e to activity a"}, [&](End e, Act a, Reg r) {
    if (is(x, e, EndowmentKind::Mobile)) return Linear(v.qfe(e, a, r));
    if (is(x, e, EndowmentKind::Fixed)) return Linear(v.qesf(e, a, r));
    return demand(sluggish, sluggish.children[0], positions(e, a, r));
  });
  x.determine(
      v.pes, {"E_peb", "8.5", "clearing of an endowment in an activity; determines its supply price"},
      [&](End e, Act, Reg) { return !is(x, e, EndowmentKind::Mobile); },
      [&](End e, Act a, Reg r) { return v.qfe(e, a, r) - v.qes(e, a, r); });
}

void write_prices(Context& x) {
  const Variables& v = x.v;
  x.define(v.peb, {"E_pes", "8.6", "basic price, income tax included"},
           [&](End e, Act a, Reg r) { return v.pes(e, a, r) + v.tinc(e, a, r); });
  x.define(v.pfe, {"E_pfe", "8.7", "price to the firm"}, [&](End e, Act a, Reg r) { return v.peb(e, a, r) + v.tfe(e, a, r); });
}

}  // namespace

void declare_factors(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto owned = [&](End e, Reg r) { return f.owned(e, r); };
  const auto used = [&](End e, Act a, Reg r) { return f.fe(e, a, r); };
  x.declare(v.pe, {"pe", "price of a mobile or sluggish endowment", kPrice}, owned, one);
  x.declare(v.qe, {"qe", "supply of a mobile or sluggish endowment", kVolume}, owned, [&](End e, Reg r) {
    if (e.i != f.capital_end) return f.VES(e, r);
    double total = 0;  // capital owned by r wherever it works; equals VES without foreign ownership
    for (const Reg h : f.reg) total += f.KOWN(r, h);
    return total;
  });
  x.exogenous.emplace_back("qe");
  x.declare_exogenous(v.endwslack, {"endwslack", "slack in endowment market clearing", kSlack}, owned, one);
  x.declare(v.pes, {"pes", "supply price of endowment e to activity a", kPrice}, used, one);
  x.declare(v.qes, {"qes", "supply of endowment e to activity a", kVolume}, used, [&](End e, Act a, Reg r) { return f.EVOS(e, a, r); });
  x.declare(v.peb, {"peb", "basic price of endowment e in activity a", kPrice}, used, one);
  x.declare_exogenous(v.tinc, {"tinc", "power of the income tax on endowment e in activity a", kPower}, used,
                      [&](End e, Act a, Reg r) { return f.EVFB(e, a, r) / f.EVOS(e, a, r); });
  x.declare_exogenous(v.tfe, {"tfe", "power of the tax on endowment e used by activity a", kPower}, used,
                      [&](End e, Act a, Reg r) { return f.EVFP(e, a, r) / f.EVFB(e, a, r); });
  x.declare_exogenous(
      v.qesf, {"qesf", "supply of a fixed endowment to activity a", kVolume},
      [&](End e, Act a, Reg r) { return f.fe(e, a, r) && f.type[e.i] == EndowmentKind::Fixed; },
      [&](End e, Act a, Reg r) { return f.EVOS(e, a, r); });
}

void write_factors(Context& x) {
  write_markets(x);
  write_supplies(x);
  write_prices(x);
}

}  // namespace setu
