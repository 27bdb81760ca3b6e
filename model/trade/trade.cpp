#include "model/frame/nest.hpp"

/// §6 International trade: aggregate imports of a region are a CES (ESBM) of imports by source; prices run from the
/// basic price through export tax, FOB, transport, CIF and tariff. Corong et al. (2017), §3.6; docs/equations.md §6.
namespace setu {

namespace {

void write_imports(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.qms, {"E_qms", "6.1", "aggregate imports of c"}, [&](Com c, Reg r) {
    Sum use;
    for (const Act a : f.act)
      if (v.qfm.has(c, a, r)) use.add(f.VMFB(c, a, r), v.qfm(c, a, r));
    if (v.qpm.has(c, r)) use.add(f.VMPB(c, r), v.qpm(c, r));
    if (v.qgm.has(c, r)) use.add(f.VMGB(c, r), v.qgm(c, r));
    if (v.qim.has(c, r)) use.add(f.VMIB(c, r), v.qim(c, r));
    return log_mean(use);
  });
  // Iceberg costs (ams < 0) and the cost of complying with origin rules make a source dearer.
  const auto augmentation = [&](Com c, Reg s, Reg d) {
    Linear change = v.ams(c, s, d);
    if (v.acu.has(c, s, d)) change += v.acu(c, s, d);
    return change;
  };
  write(x, Nest{.index = {"E_pms", "6.3", "price of aggregate imports"},
                .quantity = v.qms,
                .price = v.pms,
                .elasticity = f.ESBM,
                .children = {{{"E_qxs", "6.2", "imports of c by source and destination"}, v.qxs, v.pmds, f.VMSB, augmentation, 1}}});
}

void write_prices(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.pfob, {"E_pfob", "6.4", "FOB price"},
           [&](Com c, Reg s, Reg d) { return v.pds(c, s) + v.tx(c, s) + v.txs(c, s, d) + v.tnx(c, s, d); });
  x.define(v.pcif, {"E_pcif", "6.5", "CIF price"}, [&](Com c, Reg s, Reg d) {
    Sum cost;
    cost.add(f.VFOB(c, s, d), v.pfob(c, s, d));
    if (v.ptrans.has(c, s, d)) {
      double margin = 0;
      for (const Mrg m : f.mrg) margin += f.VTWR(m, c, s, d);
      cost.add(margin, v.ptrans(c, s, d));
    }
    return log_mean(cost);
  });
  x.define(v.pmds, {"E_pmds", "6.6", "tariff-ridden import price"}, [&](Com c, Reg s, Reg d) {
    Linear price = v.pcif(c, s, d) + v.tm(c, d) + v.tms(c, s, d) + v.tnm(c, s, d);
    if (v.tpu.has(c, s, d)) price += v.tpu(c, s, d);
    return price;
  });
  x.define(v.pr, {"E_pr", "6.7", "ratio of domestic to imported price"}, [&](Com c, Reg r) { return v.pds(c, r) - v.pms(c, r); });
}

}  // namespace

void declare_trade(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto imported = [&](Com c, Reg r) { return f.imported(c, r); };
  const auto traded = [&](Com c, Reg s, Reg d) { return f.xs(c, s, d); };
  x.declare(v.qms, {"qms", "aggregate imports of c", kVolume}, imported, [&](Com c, Reg r) { return f.VMB(c, r); });
  x.declare(v.pms, {"pms", "price of aggregate imports of c", kPrice}, imported, one);
  x.declare(v.qxs, {"qxs", "exports of c from source s to destination d", kVolume}, traded,
            [&](Com c, Reg s, Reg d) { return f.VXSB(c, s, d); });
  x.declare(v.pfob, {"pfob", "FOB price", kPrice}, traded, one);
  x.declare(v.pcif, {"pcif", "CIF price", kPrice}, traded, one);
  x.declare(v.pmds, {"pmds", "import price at destination, tariff included", kPrice}, traded, one);
  x.declare_exogenous(v.ams, {"ams", "import-augmenting change on c from s to d (iceberg costs)", kIndex}, traded, one);
  x.declare_exogenous(v.tms, {"tms", "power of the import tariff on c from s into d", kPower}, traded,
                      [&](Com c, Reg s, Reg d) { return (f.VMSB(c, s, d) - f.NTMM(c, s, d)) / f.VCIF(c, s, d); });
  x.declare_exogenous(v.txs, {"txs", "power of the export tax on c from s to d", kPower}, traded,
                      [&](Com c, Reg s, Reg d) { return (f.VFOB(c, s, d) - f.NTMX(c, s, d)) / f.VXSB(c, s, d); });
  x.declare_exogenous(v.tm, {"tm", "power of the source-generic import tariff shifter", kIndex}, imported, one);
  x.declare_exogenous(
      v.tx, {"tx", "power of the destination-generic export tax shifter", kIndex}, [&](Com c, Reg r) { return f.supplied(c, r); }, one);
  x.declare(
      v.pr, {"pr", "ratio of domestic to imported price", kIndex}, [&](Com c, Reg r) { return f.supplied(c, r) && f.imported(c, r); }, one);
}

void write_trade(Context& x) {
  write_imports(x);
  write_prices(x);
}

}  // namespace setu
