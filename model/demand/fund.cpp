#include "model/frame/variables.hpp"

/// §15 The diversification fund: an owner region's household (and for a share the host's) pays a budget that is spent on
/// a subsidy to the owner's capital in activities of the host, window by window; the rates are endogenous and exhaust
/// the budgets exactly. Outside the windows and with a zero budget nothing changes. docs/equations.md §15.
namespace setu {

namespace {

Reg region(const Context& x, const std::string& name) {
  const auto& elements = x.m.system().sets[x.set_reg].elements;
  for (const Reg r : x.f.reg)
    if (elements[r.i] == name) return r;
  return {kNone};
}

}  // namespace

void declare_fund(Context& x) {
  if (!x.options.fund) return;
  const Reg o = region(x, x.options.fund->owner), h = region(x, x.options.fund->host);
  Variables& v = x.v;
  x.declare(
      v.tko, {"tko", "power of the tax (subsidy below 1) on owner o's capital in activity a of h", kPower},
      [&](Reg oo, Act a, Reg hh) { return oo == o && hh == h && fund_window(x, oo, a, hh).window != kNone && v.qkoa.has(oo, a, hh); },
      [](auto...) { return 1.0; });
  x.declare_all_exogenous(v.fundbud, {"fundbud", "yearly budget of the fund's window, US$ million", kRealChange}, 0);
  x.declare_all(v.fundlog, {"fundlog", "minus log of the power of the window's subsidy at unit weight", kIndex});
  x.declare_all(v.fundrate, {"fundrate", "subsidy rate per unit weight of the fund's window", kRate}, 0);
  x.declare_all(v.fundxfer, {"fundxfer", "host's co-payment received (paid: negative), US$ million", kRealChange}, 0);
}

void write_fund(Context& x) {
  if (!x.options.fund) return;
  const Flows& f = x.f;
  const Variables& v = x.v;
  const Reg o = region(x, x.options.fund->owner), h = region(x, x.options.fund->host);
  x.define(v.tko, {"E_tko", "15.1", "subsidy power on the owner's capital"}, [&](Reg, Act a, Reg) {
    const WindowOf w = fund_window(x, o, a, h);
    Sum power;
    power.add(1, Linear()).add(-w.weight, Linear(), v.fundrate({w.window}));
    return log_ratio(power, 1);
  });
  x.determine(v.fundlog, {"E_fundrate", "15.2", "the window's outlay exhausts its budget"}, [&](Win w) {
    double base = 0;
    for (const Act a : f.act)
      if (fund_window(x, o, a, h).window == w.i && v.tko.has(o, a, h)) base += f.kos(o, a, h);
    Sum outlay;
    for (const Act a : f.act)
      if (const WindowOf in = fund_window(x, o, a, h); in.window == w.i && v.tko.has(o, a, h))
        outlay.add(in.weight * f.kos(o, a, h) / base, v.pko(o, h) + v.qkoa(o, a, h), v.fundrate(w));
    outlay.add(-1 / base, v.pfactwld(), v.fundbud(w));
    return plain(outlay);
  });
  // The rate as 1 − exp(−s): whatever s a solver tries, the subsidised price stays positive.
  x.define(v.fundrate, {"E_fundlog", "15.3", "subsidy rate of the window"},
           [&](Win w) { return Expression(1.0) - plain(Sum().add(1, -v.fundlog(w))); });
  x.define(v.fundxfer, {"E_fundxfer", "15.4", "the host's co-payment"}, [&](Reg r) {
    const double share = x.options.fund->host_copay * ((r == o) - (r == h));
    Linear transfer;
    if (share != 0)
      for (const Win w : x.win) transfer += share * Linear(v.fundbud(w));
    return transfer;
  });
}

}  // namespace setu
