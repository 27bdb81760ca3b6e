#include "model/frame/variables.hpp"

/// §2 Commodity supply and domestic markets. An activity transforms output into commodities (CET, ETRQ < 0); a commodity
/// is a CES of what activities supply (ESBQ is the inverse elasticity, 0 = perfect substitutes). Domestic sales, exports
/// and margin services clear at one basic price. Corong et al. (2017), §3.2 and §3.6; docs/equations.md §2.
namespace setu {

namespace {

void write_make(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto each = [&](const auto& visit) {
    for (const Com c : f.com)
      for (const Act a : f.act)
        for (const Reg r : f.reg)
          if (f.make(c, a, r)) visit(c, a, r);
  };
  const auto outputs = [&](Act a, Reg r) {
    int n = 0;
    for (const Com c : f.com) n += f.make(c, a, r);
    return n;
  };
  auto qca = x.m.equations({"E_qca", "2.1", "supply of commodity c by activity a"}, v.qca.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    Linear supply = v.qo(a, r);
    if (outputs(a, r) > 1) supply += -f.ETRQ(a, r) * (v.ps(c, a, r) - v.po(a, r));
    qca.define(v.qca(c, a, r), supply);
  });
  auto po = x.m.equations({"E_po", "2.2", "unit revenue of activity a"}, v.po.block(), Role::Definition);
  auto revenue = [&](Act a, Reg r, const auto& flow, const auto& price) {
    Sum sum;
    for (const Com c : f.com)
      if (f.make(c, a, r)) sum.add(flow(c, a, r), price(c, a, r));
    return ces_price(f.ETRQ(a, r), sum);
  };
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.po.has(a, r)) po.define(v.po(a, r), revenue(a, r, f.MAKS, v.ps));
  auto ps = x.m.equations({"E_ps", "2.3", "supply price, net of output tax"}, v.ps.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) { ps.define(v.ps(c, a, r), v.pca(c, a, r) - v.to(c, a, r)); });
  auto pb = x.m.equations({"E_pb", "2.4", "basic price of activity a's output"}, v.pb.block(), Role::Definition);
  for (const Act a : f.act)
    for (const Reg r : f.reg)
      if (v.pb.has(a, r)) pb.define(v.pb(a, r), revenue(a, r, f.MAKB, v.pca));
  auto pca = x.m.equations({"E_pca", "2.5", "basic price by supplying activity"}, v.pca.block(), Role::Definition);
  each([&](Com c, Act a, Reg r) {
    Linear price = v.pds(c, r);
    if (f.ESBQ(c, r).present() && f.MAKB(c, a, r) < f.VCB(c, r)) price += -f.ESBQ(c, r) * (v.qca(c, a, r) - v.qc(c, r));
    pca.define(v.pca(c, a, r), price);
  });
  auto qc = x.m.equations({"E_qc", "2.6", "total supply of commodity c"}, v.qc.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg) {
      if (!v.qc.has(c, r)) continue;
      Sum sum;
      for (const Act a : f.act)
        if (f.make(c, a, r)) sum.add(f.MAKB(c, a, r), v.qca(c, a, r));
      qc.define(v.qc(c, r), ces_price(f.ESBQ(c, r), sum));
    }
}

void write_market(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto qds = x.m.equations({"E_qds", "2.7", "domestic sales of c"}, v.qds.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg) {
      if (!v.qds.has(c, r)) continue;
      Sum sum;
      for (const Act a : f.act)
        if (v.qfd.has(c, a, r)) sum.add(f.VDFB(c, a, r), v.qfd(c, a, r));
      if (v.qpd.has(c, r)) sum.add(f.VDPB(c, r), v.qpd(c, r));
      if (v.qgd.has(c, r)) sum.add(f.VDGB(c, r), v.qgd(c, r));
      if (v.qid.has(c, r)) sum.add(f.VDIB(c, r), v.qid(c, r));
      qds.define(v.qds(c, r), log_mean(sum));
    }
  auto pds = x.m.equations({"E_pds", "2.8", "market clearing; determines the basic price"}, v.pds.block(), Role::Implicit);
  for (const Com c : f.com)
    for (const Reg r : f.reg) {
      if (!v.pds.has(c, r)) continue;
      Sum use;
      if (v.qds.has(c, r)) use.add(f.VDB(c, r), v.qds(c, r));
      for (const Reg d : f.reg)
        if (v.qxs.has(c, r, d)) use.add(f.VXSB(c, r, d), v.qxs(c, r, d));
      if (const Mrg m{f.com_margin[c.i]}; m.i != kNone && v.qst.has(m, r)) use.add(f.VST(m, r), v.qst(m, r));
      if (v.qbuy.has(c, r)) use.add(f.VCB(c, r), v.qbuy(c, r)).add(-f.VCB(c, r), v.qsell(c, r));
      // Normalised by supply, not by use: a benchmark imbalance of the account shows as the residual.
      pds.implicit(v.pds(c, r), Expression(v.qc(c, r) - v.tradslack(c, r)) - log_ratio(use, f.VCB(c, r)));
    }
}

}  // namespace

void declare_supply(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto make = [&](Com c, Act a, Reg r) { return f.make(c, a, r); };
  const auto supplied = [&](Com c, Reg r) { return f.supplied(c, r); };
  x.declare(v.qca, {"qca", "supply of commodity c by activity a"}, make, [&](Com c, Act a, Reg r) { return f.MAKS(c, a, r); });
  x.declare(v.ps, {"ps", "supply price of c from activity a, net of output tax", 1}, make, one);
  x.declare(v.pca, {"pca", "basic price of c from activity a", 1}, make, one);
  x.declare_exogenous(v.to, {"to", "power of the output tax on c from activity a"}, make,
                      [&](Com c, Act a, Reg r) { return f.MAKB(c, a, r) / f.MAKS(c, a, r); });
  x.declare(
      v.pb, {"pb", "basic price index of activity a's output", 1}, [&](Act a, Reg r) { return f.active(a, r); }, one);
  x.declare(v.qc, {"qc", "supply of commodity c"}, supplied, [&](Com c, Reg r) { return f.VCB(c, r); });
  x.declare(v.pds, {"pds", "basic price of domestic commodity c", 1}, supplied, one);
  x.declare(
      v.qds, {"qds", "domestic sales of commodity c"}, [&](Com c, Reg r) { return f.sold(c, r); },
      [&](Com c, Reg r) { return f.VDB(c, r); });
  x.declare_exogenous(v.tradslack, {"tradslack", "slack in commodity market clearing"}, supplied, one);
}

void write_supply(Context& x) {
  write_make(x);
  write_market(x);
}

}  // namespace setu
