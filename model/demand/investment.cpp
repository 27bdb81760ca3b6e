#include <cmath>
#include <optional>

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
  x.define(v.kb, {"E_kb", "9.1", "beginning capital stock"}, [&](Reg r) {
    if (!owners(r)) return capital_index(r, false);
    Sum located;
    for (const Reg o : f.reg)
      if (v.qko.has(o, r)) located.add(f.KOWN(o, r), v.qko(o, r));
    return log_mean(located);
  });
  x.define(v.rental, {"E_rental", "9.2", "rental rate of capital"},
           [&](Reg r) { return owners(r) ? Expression(v.pe({f.capital_end}, r)) : capital_index(r, true) - capital_index(r, false); });
  x.define(v.ke, {"E_ke", "9.3", "end-of-period capital stock"}, [&](Reg r) {
    Sum stock;
    stock.add(f.REGINV(r), v.qinv(r)).add(f.VKB(r) - f.VDEP(r), v.kb(r));
    return log_mean(stock);
  });
}

/// rorc·(ke/kb)^(−RFLX).
Sum expected_return(const Context& x, Reg r) {
  const Variables& v = x.v;
  Sum expected;
  expected.add(1, -(x.f.RFLX(r) * (v.ke(r) - v.kb(r))), v.rorc(r));
  return expected;
}

void write_returns(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.rorc, {"E_rorc", "9.4", "current net rate of return"}, [&](Reg r) {
    Sum net;
    net.add(f.GROSSCAP(r), v.rental(r) - v.pinv(r)).add(-f.VDEP(r), Linear());
    return plain(net, 1 / (f.GROSSCAP(r) - f.VDEP(r)));
  });
  x.define(v.rore, {"E_rore", "9.5", "expected net rate of return"}, [&](Reg r) { return plain(expected_return(x, r)); });
  x.define(v.expand, {"E_expand", "9.6", "investment relative to the endowment"}, [&](End e, Reg r) { return v.qinv(r) - v.qe(e, r); });
}

/// Where returns equalise, the return that is foregone less the one that is expected; at the floor it may be positive.
void write_equal_returns(Context& x, const EquationText& text) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto allocation = x.m.equations(text, v.qinv.block(), Role::Implicit);
  for (const Reg r : f.reg) {
    Sum world;
    world.add(1, v.cgdslack(r), v.rorg());
    allocation.floored(v.qinv(r), plain(world) - plain(expected_return(x, r)), std::log(x.options.investment_floor));
  }
  x.define(v.globalcgds, {"E_globalcgds", "9.8", "world net investment, quantity"}, [&]() { return v.walras_sup() - v.pcgdswld(); });
}

/// Gross investment is net investment, in proportion to the world's, and depreciation: where the former is negative at the
/// benchmark, the sum may not be positive.
void write_fixed_composition(Context& x, const EquationText& text) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto gross = [&](Reg r) {
    Sum sum;
    sum.add(f.NETINV(r), v.globalcgds() + v.cgdslack(r)).add(f.VDEP(r), v.kb(r));
    return sum;
  };
  const auto grows = [&](Reg r) { return f.NETINV(r) >= 0; };
  x.define(v.qinv, text, grows, [&](Reg r) { return log_mean(gross(r)); });
  std::optional<Builder::Block> allocation;
  for (const Reg r : f.reg) {
    if (grows(r)) continue;
    if (!allocation) allocation.emplace(x.m.equations(text, v.qinv.block(), Role::Implicit));
    Sum own;
    own.add(f.REGINV(r), v.qinv(r));
    const double unit = 1 / f.REGINV(r);
    allocation->floored(v.qinv(r), plain(own, unit) - plain(gross(r), unit), std::log(x.options.investment_floor));
  }
  x.define(v.rorg, {"E_globalcgds", "9.8", "world rate of return, net investment weights"}, [&]() {
    Linear rate;
    for (const Reg r : f.reg) rate += f.NETINV(r) / f.GLOBINV * v.rore(r);
    return rate;
  });
}

void write_allocation(Context& x) {
  const EquationText allocation{"E_qinv", "9.7", "allocation of investment across regions"};
  if (x.f.RDLT != 0) write_equal_returns(x, allocation);
  else write_fixed_composition(x, allocation);
}

/// Marshall and Edgeworth's index of pinv: what both baskets, the benchmark's and the new one, cost. It agrees with Fisher's through
/// second order, and has a value where net investment falls to zero and below at the benchmark's prices.
void write_saving_price(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.pcgdswld, {"E_pcgdswld", "9.9", "price of world net investment"}, [&]() {
    Sum value, quantity;
    quantity.add(f.GLOBINV, Linear());
    for (const Reg r : f.reg) {
      value.add(f.NETINV(r), v.pinv(r));
      add_net_investment(x, r, v.pinv(r), value);
      add_net_investment(x, r, Linear(), quantity);
    }
    return log_mean(value) - log_mean(quantity);
  });
  x.define(v.pinvsave, {"E_pinvsave", "9.10", "price of investment goods, saving weights"}, [&]() {
    Sum value, quantity;
    for (const Reg r : f.reg) {
      const Linear saved = v.y(r) + v.uelas(r) + v.dpsave(r) - v.pinv(r);
      value.add(f.SAVE(r), v.pinv(r)).add(f.SAVE(r), v.pinv(r) + saved);
      quantity.add(f.SAVE(r), Linear()).add(f.SAVE(r), saved);
    }
    return log_mean(value) - log_mean(quantity);
  });
  x.define(v.psave, {"E_psave", "9.11", "price of saving"},
           [&](Reg r) { return v.pinv(r) + v.pcgdswld() - v.pinvsave() + v.psaveslack(r); });
}

}  // namespace

void declare_investment(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto all = [](auto...) { return true; };
  x.declare(v.kb, {"kb", "beginning-of-period capital stock", kVolume}, all, [&](Reg r) { return f.VKB(r); });
  x.declare(v.ke, {"ke", "end-of-period capital stock", kVolume}, all, [&](Reg r) { return f.VKB(r) + f.NETINV(r); });
  x.declare_all(v.rental, {"rental", "rental rate of capital", kPrice});
  x.declare_all(v.rorc, {"rorc", "current net rate of return on capital", kReturn});
  x.declare_all(v.rore, {"rore", "expected net rate of return on capital", kReturn});
  x.declare_all(v.rorg, {"rorg", "world net rate of return on capital", kReturn});
  x.declare_all_exogenous(v.cgdslack, {"cgdslack", "slack in the allocation of investment", kSlack});
  x.declare(
      v.expand, {"expand", "investment relative to the endowment", kIndex}, [&](End e, Reg r) { return f.capital[e.i] && f.owned(e, r); },
      [](auto...) { return 1.0; });
  x.declare(v.globalcgds, {"globalcgds", "world net investment", kVolume}, all, [&]() { return f.GLOBINV; });
  x.declare_all(v.pcgdswld, {"pcgdswld", "price of world net investment", kPrice});
  x.declare_all(v.pinvsave, {"pinvsave", "price of investment goods, saving weights", kPrice});
  x.declare_all(v.psave, {"psave", "price of saving (path index)", kPrice});
  x.declare_all_exogenous(v.psaveslack, {"psaveslack", "slack in the price of saving", kSlack});
}

void write_investment(Context& x) {
  write_capital(x);
  write_returns(x);
  write_allocation(x);
  write_saving_price(x);
}

}  // namespace setu
