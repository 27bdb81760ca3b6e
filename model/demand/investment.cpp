#include "model/frame/variables.hpp"

/// §9 Capital stocks, rates of return and the allocation of world saving. RORDELTA = 1: expected rates of return move
/// together; RORDELTA = 0: net investment keeps its regional composition. Corong et al. (2017), §3.8;
/// docs/equations.md §9.
namespace setu {

namespace {

/// REGINV·qinv − VDEP·kb at prices pinv: net investment of region r as terms of a sum.
void add_net_investment(const Context& x, Reg r, const Linear& price, Sum& sum) {
  sum.add(x.f.REGINV(r), price + x.v.qinv(r));
  sum.add(-x.f.VDEP(r), price + x.v.kb(r));
}

void write_capital(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto capital_index = [&](Reg r, bool with_price) {
    Sum sum;
    for (const End e : f.end)
      if (f.capital[e.i] && v.pe.has(e, r)) sum.add(f.VES(e, r), with_price ? v.pe(e, r) + v.qe(e, r) : Linear(v.qe(e, r)));
    return log_mean(sum);
  };
  const auto owners = [&](Reg r) { return f.capital_end != kNone && linked(f, r); };
  auto kb = x.m.equations({"E_kb", "9.1", "beginning capital stock"}, v.kb.block(), Role::Definition);
  for (const Reg r : f.reg) {
    if (!owners(r)) {
      kb.define(v.kb(r), capital_index(r, false));
      continue;
    }
    Sum located;
    for (const Reg o : f.reg)
      if (v.qko.has(o, r)) located.add(f.KOWN(o, r), v.qko(o, r));
    kb.define(v.kb(r), log_mean(located));
  }
  auto rental = x.m.equations({"E_rental", "9.2", "rental rate of capital"}, v.rental.block(), Role::Definition);
  for (const Reg r : f.reg)
    rental.define(v.rental(r), owners(r) ? Expression(v.pe({f.capital_end}, r)) : capital_index(r, true) - capital_index(r, false));
  auto ke = x.m.equations({"E_ke", "9.3", "end-of-period capital stock"}, v.ke.block(), Role::Definition);
  for (const Reg r : f.reg) {
    Sum stock;
    stock.add(f.REGINV(r), v.qinv(r)).add(f.VKB(r) - f.VDEP(r), v.kb(r));
    ke.define(v.ke(r), log_mean(stock));
  }
}

void write_returns(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto rorc = x.m.equations({"E_rorc", "9.4", "current net rate of return"}, v.rorc.block(), Role::Definition);
  for (const Reg r : f.reg) {
    Sum net;
    net.add(f.GROSSCAP(r), v.rental(r) - v.pinv(r)).add(-f.VDEP(r), Linear());
    rorc.define(v.rorc(r), log_mean(net));
  }
  auto rore = x.m.equations({"E_rore", "9.5", "expected net rate of return"}, v.rore.block(), Role::Definition);
  for (const Reg r : f.reg) rore.define(v.rore(r), v.rorc(r) - f.RFLX(r) * (v.ke(r) - v.kb(r)));
  auto expand = x.m.equations({"E_expand", "9.6", "investment relative to the endowment"}, v.expand.block(), Role::Definition);
  for (const End e : f.end)
    for (const Reg r : f.reg)
      if (v.expand.has(e, r)) expand.define(v.expand(e, r), v.qinv(r) - v.qe(e, r));
}

void write_allocation(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const bool equal_returns = f.RDLT != 0;
  auto qinv = x.m.equations({"E_qinv", "9.7", "allocation of investment across regions"}, v.qinv.block(),
                            equal_returns ? Role::Implicit : Role::Definition);
  for (const Reg r : f.reg) {
    if (equal_returns) {
      qinv.implicit(v.qinv(r), v.rore(r) - v.rorg() - v.cgdslack(r));
    } else {
      Sum gross;
      gross.add(f.NETINV(r), v.globalcgds() + v.cgdslack(r)).add(f.VDEP(r), v.kb(r));
      qinv.define(v.qinv(r), log_mean(gross));
    }
  }
  if (equal_returns) {
    auto total = x.m.equations({"E_globalcgds", "9.8", "world net investment, quantity"}, v.globalcgds.block(), Role::Definition);
    total.define(v.globalcgds(), v.walras_sup() - v.pcgdswld());
  } else {
    auto mean = x.m.equations({"E_globalcgds", "9.8", "world rate of return, net investment weights"}, v.rorg.block(), Role::Definition);
    Linear rate;
    for (const Reg r : f.reg) rate += f.NETINV(r) / f.GLOBINV * v.rore(r);
    mean.define(v.rorg(), rate);
  }
}

/// Fisher index of pinv with weights whose quantities are value/pinv: exponents of the values are given.
void write_saving_price(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto pcgdswld = x.m.equations({"E_pcgdswld", "9.9", "price of world net investment"}, v.pcgdswld.block(), Role::Definition);
  Sum laspeyres, value, quantity;
  for (const Reg r : f.reg) {
    laspeyres.add(f.NETINV(r), v.pinv(r));
    add_net_investment(x, r, v.pinv(r), value);
    add_net_investment(x, r, Linear(), quantity);
  }
  pcgdswld.define(v.pcgdswld(), 0.5 * (log_mean(laspeyres) + log_mean(value) - log_mean(quantity)));
  auto pinvsave = x.m.equations({"E_pinvsave", "9.10", "price of investment goods, saving weights"}, v.pinvsave.block(), Role::Definition);
  Sum saved_laspeyres, saved_value, saved_quantity;
  for (const Reg r : f.reg) {
    const Linear quantity_saved = v.y(r) + v.uelas(r) + v.dpsave(r) - v.pinv(r);
    saved_laspeyres.add(f.SAVE(r), v.pinv(r));
    saved_value.add(f.SAVE(r), v.pinv(r) + quantity_saved);
    saved_quantity.add(f.SAVE(r), quantity_saved);
  }
  pinvsave.define(v.pinvsave(), 0.5 * (log_mean(saved_laspeyres) + log_mean(saved_value) - log_mean(saved_quantity)));
  auto psave = x.m.equations({"E_psave", "9.11", "price of saving"}, v.psave.block(), Role::Definition);
  for (const Reg r : f.reg) psave.define(v.psave(r), v.pinv(r) + v.pcgdswld() - v.pinvsave() + v.psaveslack(r));
}

}  // namespace

void declare_investment(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto all = [](auto...) { return true; };
  x.declare(v.kb, {"kb", "beginning-of-period capital stock"}, all, [&](Reg r) { return f.VKB(r); });
  x.declare(v.ke, {"ke", "end-of-period capital stock"}, all, [&](Reg r) { return f.VKB(r) + f.NETINV(r); });
  x.declare_all(v.rental, {"rental", "rental rate of capital", 1});
  x.declare_all(v.rorc, {"rorc", "current net rate of return on capital"});
  x.declare_all(v.rore, {"rore", "expected net rate of return on capital"});
  x.declare_all(v.rorg, {"rorg", "world net rate of return on capital"});
  x.declare_all_exogenous(v.cgdslack, {"cgdslack", "slack in the allocation of investment"});
  x.declare(
      v.expand, {"expand", "investment relative to the endowment"}, [&](End e, Reg r) { return f.capital[e.i] && f.owned(e, r); },
      [](auto...) { return 1.0; });
  x.declare(v.globalcgds, {"globalcgds", "world net investment"}, all, [&]() { return f.GLOBINV; });
  x.declare_all(v.pcgdswld, {"pcgdswld", "price of world net investment", 1});
  x.declare_all(v.pinvsave, {"pinvsave", "price of investment goods, saving weights", 1});
  x.declare_all(v.psave, {"psave", "price of saving (path index)", 1});
  x.declare_all_exogenous(v.psaveslack, {"psaveslack", "slack in the price of saving"});
}

void write_investment(Context& x) {
  write_capital(x);
  write_returns(x);
  write_allocation(x);
  write_saving_price(x);
}

}  // namespace setu
