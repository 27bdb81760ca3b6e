#include "model/frame/nest.hpp"

/// §2 Commodity supply and domestic markets. An activity transforms output into commodities (CET, ETRQ < 0); a commodity
/// is a CES of what activities supply (ESBQ is the inverse elasticity, 0 = perfect substitutes). Domestic sales, exports
/// and margin services clear at one basic price. Corong et al. (2017), §3.2 and §3.6; docs/equations.md §2.
namespace setu {

namespace {

/// An activity's output transformed into commodities.
void write_make(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto several = [&f](Com, Act a, Reg r) {
    int outputs = 0;
    for (const Com c : f.com) outputs += f.make(c, a, r);
    return outputs > 1;
  };
  write(x, Nest{.index = {"E_po", "2.2", "unit revenue of activity a"},
                .quantity = v.qo,
                .price = v.po,
                .elasticity = f.ETRQ,
                .children = {{.demand = {"E_qca", "2.1", "supply of commodity c by activity a"},
                              .quantity = v.qca,
                              .price = v.ps,
                              .value = f.MAKS,
                              .substitutes = several}}});
  x.define(v.ps, {"E_ps", "2.3", "supply price, net of output tax"}, [&](Com c, Act a, Reg r) { return v.pca(c, a, r) - v.to(c, a, r); });
  const Nest basic{.index = {"E_pb", "2.4", "basic price of activity a's output"},
                   .quantity = v.qo,
                   .price = v.pb,
                   .elasticity = f.ETRQ,
                   .children = {{{}, v.qca, v.pca, f.MAKB}}};
  write_price(x, basic);
}

/// A commodity from the activities that supply it. ESBQ is the inverse of the elasticity, so that prices and quantities
/// change places: with the supplier's quantity goes its price.
void write_commodity(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto one_of_several = [&](Com c, Act a, Reg r) { return f.ESBQ(c, r).present() && f.MAKB(c, a, r) < f.VCB(c, r); };
  write(x, Nest{.index = {"E_qc", "2.6", "total supply of commodity c"},
                .quantity = v.pds,
                .price = v.qc,
                .elasticity = f.ESBQ,
                .children = {{.demand = {"E_pca", "2.5", "basic price by supplying activity"},
                              .quantity = v.pca,
                              .price = v.qca,
                              .value = f.MAKB,
                              .over = 1,
                              .substitutes = one_of_several}}});
}

void write_market(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.qds, {"E_qds", "2.7", "domestic sales of c"}, [&](Com c, Reg r) {
    Sum sum;
    for (const Act a : f.act)
      if (v.qfd.has(c, a, r)) sum.add(f.VDFB(c, a, r), v.qfd(c, a, r));
    if (v.qpd.has(c, r)) sum.add(f.VDPB(c, r), v.qpd(c, r));
    if (v.qgd.has(c, r)) sum.add(f.VDGB(c, r), v.qgd(c, r));
    if (v.qid.has(c, r)) sum.add(f.VDIB(c, r), v.qid(c, r));
    return log_mean(sum);
  });
  x.determine(v.pds, {"E_pds", "2.8", "market clearing; determines the basic price"}, [&](Com c, Reg r) {
    Sum use;
    if (v.qds.has(c, r)) use.add(f.VDB(c, r), v.qds(c, r));
    for (const Reg d : f.reg)
      if (v.qxs.has(c, r, d)) use.add(f.VXSB(c, r, d), v.qxs(c, r, d));
    if (const Mrg m{f.com_margin[c.i]}; m.i != kNone && v.qst.has(m, r)) use.add(f.VST(m, r), v.qst(m, r));
    if (v.qbuy.has(c, r)) use.add(f.VCB(c, r), v.qbuy(c, r)).add(-f.VCB(c, r), v.qsell(c, r));
    // Normalised by supply, not by use: a benchmark imbalance of the account shows as the residual.
    return Expression(v.qc(c, r) - v.tradslack(c, r)) - log_ratio(use, f.VCB(c, r));
  });
}

}  // namespace

void declare_supply(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto make = [&](Com c, Act a, Reg r) { return f.make(c, a, r); };
  const auto supplied = [&](Com c, Reg r) { return f.supplied(c, r); };
  x.declare(v.qca, {"qca", "supply of commodity c by activity a", kVolume}, make, [&](Com c, Act a, Reg r) { return f.MAKS(c, a, r); });
  x.declare(v.ps, {"ps", "supply price of c from activity a, net of output tax", kPrice}, make, one);
  x.declare(v.pca, {"pca", "basic price of c from activity a", kPrice}, make, one);
  x.declare_exogenous(v.to, {"to", "power of the output tax on c from activity a", kPower}, make,
                      [&](Com c, Act a, Reg r) { return f.MAKB(c, a, r) / f.MAKS(c, a, r); });
  x.declare(
      v.pb, {"pb", "basic price index of activity a's output", kPrice}, [&](Act a, Reg r) { return f.active(a, r); }, one);
  x.declare(v.qc, {"qc", "supply of commodity c", kVolume}, supplied, [&](Com c, Reg r) { return f.VCB(c, r); });
  x.declare(v.pds, {"pds", "basic price of domestic commodity c", kPrice}, supplied, one);
  x.declare(
      v.qds, {"qds", "domestic sales of commodity c", kVolume}, [&](Com c, Reg r) { return f.sold(c, r); },
      [&](Com c, Reg r) { return f.VDB(c, r); });
  x.declare_exogenous(v.tradslack, {"tradslack", "slack in commodity market clearing", kSlack}, supplied, one);
}

void write_supply(Context& x) {
  write_make(x);
  write_commodity(x);
  write_market(x);
}

}  // namespace setu
