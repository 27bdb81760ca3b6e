#include "model/frame/variables.hpp"

/// §6 International trade: aggregate imports of a region are a CES (ESBM) of imports by source; prices run from the
/// basic price through export tax, FOB, transport, CIF and tariff. Corong et al. (2017), §3.6; docs/equations.md §6.
namespace setu {

namespace {

void write_imports(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto qms = x.m.equations({"E_qms", "6.1", "aggregate imports of c"}, v.qms.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg) {
      if (!v.qms.has(c, r)) continue;
      Sum use;
      for (const Act a : f.act)
        if (v.qfm.has(c, a, r)) use.add(f.VMFB(c, a, r), v.qfm(c, a, r));
      if (v.qpm.has(c, r)) use.add(f.VMPB(c, r), v.qpm(c, r));
      if (v.qgm.has(c, r)) use.add(f.VMGB(c, r), v.qgm(c, r));
      if (v.qim.has(c, r)) use.add(f.VMIB(c, r), v.qim(c, r));
      qms.define(v.qms(c, r), log_mean(use));
    }
  // Effective price of a source: iceberg costs (ams < 0) and the cost of complying with origin rules raise it.
  const auto effective = [&](Com c, Reg s, Reg d) {
    Linear price = v.pmds(c, s, d) - v.ams(c, s, d);
    if (v.acu.has(c, s, d)) price += -v.acu(c, s, d);
    return price;
  };
  auto qxs = x.m.equations({"E_qxs", "6.2", "imports of c by source and destination"}, v.qxs.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg s : f.reg)
      for (const Reg d : f.reg)
        if (v.qxs.has(c, s, d)) {
          const Linear augmentation = v.pmds(c, s, d) - effective(c, s, d);
          qxs.define(v.qxs(c, s, d), v.qms(c, d) - augmentation - f.ESBM(c, d) * (effective(c, s, d) - v.pms(c, d)));
        }
  auto pms = x.m.equations({"E_pms", "6.3", "price of aggregate imports"}, v.pms.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg d : f.reg) {
      if (!v.pms.has(c, d)) continue;
      Sum cost;
      for (const Reg s : f.reg)
        if (v.qxs.has(c, s, d)) cost.add(f.VMSB(c, s, d), effective(c, s, d));
      pms.define(v.pms(c, d), ces_price(f.ESBM(c, d), cost));
    }
}

void write_prices(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto each = [&](const auto& visit) {
    for (const Com c : f.com)
      for (const Reg s : f.reg)
        for (const Reg d : f.reg)
          if (v.qxs.has(c, s, d)) visit(c, s, d);
  };
  auto pfob = x.m.equations({"E_pfob", "6.4", "FOB price"}, v.pfob.block(), Role::Definition);
  each([&](Com c, Reg s, Reg d) { pfob.define(v.pfob(c, s, d), v.pds(c, s) + v.tx(c, s) + v.txs(c, s, d) + v.tnx(c, s, d)); });
  auto pcif = x.m.equations({"E_pcif", "6.5", "CIF price"}, v.pcif.block(), Role::Definition);
  each([&](Com c, Reg s, Reg d) {
    Sum cost;
    cost.add(f.VFOB(c, s, d), v.pfob(c, s, d));
    if (v.ptrans.has(c, s, d)) {
      double margin = 0;
      for (const Mrg m : f.mrg) margin += f.VTWR(m, c, s, d);
      cost.add(margin, v.ptrans(c, s, d));
    }
    pcif.define(v.pcif(c, s, d), log_mean(cost));
  });
  auto pmds = x.m.equations({"E_pmds", "6.6", "tariff-ridden import price"}, v.pmds.block(), Role::Definition);
  each([&](Com c, Reg s, Reg d) {
    Linear price = v.pcif(c, s, d) + v.tm(c, d) + v.tms(c, s, d) + v.tnm(c, s, d);
    if (v.tpu.has(c, s, d)) price += v.tpu(c, s, d);
    pmds.define(v.pmds(c, s, d), price);
  });
  auto pr = x.m.equations({"E_pr", "6.7", "ratio of domestic to imported price"}, v.pr.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg)
      if (v.pr.has(c, r)) pr.define(v.pr(c, r), v.pds(c, r) - v.pms(c, r));
}

}  // namespace

void declare_trade(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto imported = [&](Com c, Reg r) { return f.imported(c, r); };
  const auto traded = [&](Com c, Reg s, Reg d) { return f.xs(c, s, d); };
  x.declare(v.qms, {"qms", "aggregate imports of c"}, imported, [&](Com c, Reg r) { return f.VMB(c, r); });
  x.declare(v.pms, {"pms", "price of aggregate imports of c", 1}, imported, one);
  x.declare(v.qxs, {"qxs", "exports of c from source s to destination d"}, traded, [&](Com c, Reg s, Reg d) { return f.VXSB(c, s, d); });
  x.declare(v.pfob, {"pfob", "FOB price", 1}, traded, one);
  x.declare(v.pcif, {"pcif", "CIF price", 1}, traded, one);
  x.declare(v.pmds, {"pmds", "import price at destination, tariff included", 1}, traded, one);
  x.declare_exogenous(v.ams, {"ams", "import-augmenting change on c from s to d (iceberg costs)"}, traded, one);
  x.declare_exogenous(v.tms, {"tms", "power of the import tariff on c from s into d"}, traded,
                      [&](Com c, Reg s, Reg d) { return (f.VMSB(c, s, d) - f.NTMM(c, s, d)) / f.VCIF(c, s, d); });
  x.declare_exogenous(v.txs, {"txs", "power of the export tax on c from s to d"}, traded,
                      [&](Com c, Reg s, Reg d) { return (f.VFOB(c, s, d) - f.NTMX(c, s, d)) / f.VXSB(c, s, d); });
  x.declare_exogenous(v.tm, {"tm", "power of the source-generic import tariff shifter"}, imported, one);
  x.declare_exogenous(
      v.tx, {"tx", "power of the destination-generic export tax shifter"}, [&](Com c, Reg r) { return f.supplied(c, r); }, one);
  x.declare(
      v.pr, {"pr", "ratio of domestic to imported price"}, [&](Com c, Reg r) { return f.supplied(c, r) && f.imported(c, r); }, one);
}

void write_trade(Context& x) {
  write_imports(x);
  write_prices(x);
}

}  // namespace setu
