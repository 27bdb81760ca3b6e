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
  x.declare_exogenous(v.tnm, {"tnm", "power of non-tariff rents of the importer on c from s", kPower}, traded,
                      [&](Com c, Reg s, Reg d) { return f.VMSB(c, s, d) / (f.VMSB(c, s, d) - f.NTMM(c, s, d)); });
  x.declare_exogenous(v.tnx, {"tnx", "power of non-tariff rents of the exporter on c to d", kPower}, traded,
                      [&](Com c, Reg s, Reg d) { return f.VFOB(c, s, d) / (f.VFOB(c, s, d) - f.NTMX(c, s, d)); });
  x.declare_exogenous(v.prfu, {"prfu", "utilisation rate of the tariff preference", kShare}, prefers,
                      [&](Com c, Reg s, Reg d) { return f.PRFU(c, s, d); });
  x.declare_exogenous(v.tpref, {"tpref", "power of the preferential tariff", kPower}, prefers,
                      [&](Com c, Reg s, Reg d) { return 1 + f.PRFR(c, s, d); });
  x.declare_exogenous(v.tmfn, {"tmfn", "power of the most-favoured-nation tariff", kPower}, prefers,
                      [&](Com c, Reg s, Reg d) { return 1 + f.MFNR(c, s, d); });
  x.declare(v.tpu, {"tpu", "change in the tariff paid through preferences and their use", kIndex}, prefers, one);
  x.declare(v.acu, {"acu", "augmenting change from the cost of using preferences", kIndex}, prefers, one);
}

void write_trade_policy(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.tpu, {"E_tpu", "14.1", "tariff paid: mean of preferential and MFN"}, [&](Com c, Reg s, Reg d) {
    const double pref = 1 + f.PRFR(c, s, d), mfn = 1 + f.MFNR(c, s, d), u0 = f.PRFU(c, s, d);
    Sum paid;
    paid.add(pref, v.tpref(c, s, d), v.prfu(c, s, d));
    paid.add(-mfn, v.tmfn(c, s, d), v.prfu(c, s, d));
    paid.add(mfn, v.tmfn(c, s, d));
    return log_ratio(paid, u0 * pref + (1 - u0) * mfn);
  });
  x.define(v.acu, {"E_acu", "14.2", "cost of using preferences"}, [&](Com c, Reg s, Reg d) {
    const double cost = f.PRFC(c, s, d);
    Sum factor;
    factor.add(1, Linear()).add(cost, Linear(), v.prfu(c, s, d));
    return -1.0 * log_ratio(factor, 1 + cost * f.PRFU(c, s, d));
  });
}

}  // namespace setu
