#include "model/frame/variables.hpp"

/// §14 Preference utilisation and non-tariff rents. Where preferences are modelled the tariff paid is
/// u·preferential + (1−u)·MFN with utilisation u, and using a preference costs PRFC·u of the value (docs/equations.md
/// §14). Non-tariff measures are iceberg costs (ams), rents of the importer (tnm) or rents of the exporter (tnx).
namespace setu {

void declare_trade_policy(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto traded = [&](Com c, Reg s, Reg d) { return f.xs(c, s, d); };
  const auto prefers = [&](Com c, Reg s, Reg d) { return f.prefers(c, s, d); };
  x.declare_exogenous(v.tnm, {"tnm", "power of non-tariff rents of the importer on c from s"}, traded,
                      [&](Com c, Reg s, Reg d) { return f.VMSB(c, s, d) / (f.VMSB(c, s, d) - f.NTMM(c, s, d)); });
  x.declare_exogenous(v.tnx, {"tnx", "power of non-tariff rents of the exporter on c to d"}, traded,
                      [&](Com c, Reg s, Reg d) { return f.VFOB(c, s, d) / (f.VFOB(c, s, d) - f.NTMX(c, s, d)); });
  x.declare_exogenous(v.prfu, {"prfu", "utilisation rate of the tariff preference", 0, Unit::Level}, prefers,
                      [&](Com c, Reg s, Reg d) { return f.PRFU(c, s, d); });
  x.declare_exogenous(v.tpref, {"tpref", "power of the preferential tariff"}, prefers,
                      [&](Com c, Reg s, Reg d) { return 1 + f.PRFR(c, s, d); });
  x.declare_exogenous(v.tmfn, {"tmfn", "power of the most-favoured-nation tariff"}, prefers,
                      [&](Com c, Reg s, Reg d) { return 1 + f.MFNR(c, s, d); });
  x.declare(v.tpu, {"tpu", "change in the tariff paid through preferences and their use"}, prefers, one);
  x.declare(v.acu, {"acu", "augmenting change from the cost of using preferences"}, prefers, one);
}

void write_trade_policy(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto each = [&](const auto& visit) {
    for (const Com c : f.com)
      for (const Reg s : f.reg)
        for (const Reg d : f.reg)
          if (v.tpu.has(c, s, d)) visit(c, s, d);
  };
  auto tpu = x.m.equations({"E_tpu", "14.1", "tariff paid: mean of preferential and MFN"}, v.tpu.block(), Role::Definition);
  each([&](Com c, Reg s, Reg d) {
    const double pref = 1 + f.PRFR(c, s, d), mfn = 1 + f.MFNR(c, s, d), u0 = f.PRFU(c, s, d);
    Sum paid;
    paid.add(pref, v.tpref(c, s, d), v.prfu(c, s, d));
    paid.add(-mfn, v.tmfn(c, s, d), v.prfu(c, s, d));
    paid.add(mfn, v.tmfn(c, s, d));
    tpu.define(v.tpu(c, s, d), log_ratio(paid, u0 * pref + (1 - u0) * mfn));
  });
  auto acu = x.m.equations({"E_acu", "14.2", "cost of using preferences"}, v.acu.block(), Role::Definition);
  each([&](Com c, Reg s, Reg d) {
    const double cost = f.PRFC(c, s, d);
    Sum factor;
    factor.add(1, Linear()).add(cost, Linear(), v.prfu(c, s, d));
    acu.define(v.acu(c, s, d), -1.0 * log_ratio(factor, 1 + cost * f.PRFU(c, s, d)));
  });
}

}  // namespace setu
