#include "model/frame/variables.hpp"

/// §4 (continued) Utility of the regional household: Cobb-Douglas over the utilities of private consumption, public
/// consumption and saving, with distribution parameters that can be shifted. docs/equations.md §4.
namespace setu {

namespace {

/// Elasticity of cost to utility at the benchmark, and the distribution parameters that follow from it (eq. 4.6).
struct Preferences {
  Coefficient priv, gov, save;
  double sum = 0;
};

Preferences preferences(const Context& x, Reg r) {
  const Flows& f = x.f;
  Coefficient uelaspriv = 0;
  for (const Com c : f.com) uelaspriv += f.VPP(c, r) / f.PRIVEXP(r) * f.INCP(c, r);
  const double sp = f.PRIVEXP(r) / f.INCOME(r), sg = f.GOVEXP(r) / f.INCOME(r), ss = f.SAVE(r) / f.INCOME(r);
  const double sum = f.DPSM(r) > 0 ? f.DPSM(r) : 1.0;  // absent: the parameters add to one
  const Coefficient utilelas = (uelaspriv * sp + sg + ss) / sum;
  return {uelaspriv * sp / utilelas, sg / utilelas, ss / utilelas, sum};
}

void write_utilities(Context& x) {
  const Variables& v = x.v;
  x.define(v.lup, {"E_lup", "4.7", "log utility of private consumption as a plain number"}, [&](Reg r) { return v.up(r); });
  x.define(v.lug, {"E_lug", "4.7", "log utility of public consumption as a plain number"}, [&](Reg r) { return v.ug(r); });
  x.define(v.lus, {"E_lus", "4.7", "log utility of saving as a plain number"},
           [&](Reg r) { return v.qsave.has(r) ? v.qsave(r) - v.pop(r) : Linear(); });
}

}  // namespace

Expression distribution_weighted(const Context& x, Reg r, Var priv, Var gov, Var save) {
  const Preferences d = preferences(x, r);
  Sum sum;
  sum.add(d.priv, x.v.dppriv(r), priv);
  sum.add(d.gov, x.v.dpgov(r), gov);
  sum.add(d.save, x.v.dpsave(r), save);
  return plain(sum);
}

void declare_household(Context& x) {
  Variables& v = x.v;
  x.declare_all(v.p, {"p", "price index of the disposition of income (path index)", kPrice});
  x.declare_all(v.u, {"u", "per capita utility of the regional household", kIndex});
  x.declare_all_exogenous(v.au, {"au", "input-neutral shift in utility", kIndex});
  x.declare(
      v.dpsum, {"dpsum", "sum of the distribution parameters", kIndex}, [](Reg) { return true; },
      [&](Reg r) { return preferences(x, r).sum; });
  x.declare_all(v.lup, {"lup", "log utility of private consumption, plain number", kUtility}, 0);
  x.declare_all(v.lug, {"lug", "log utility of public consumption, plain number", kUtility}, 0);
  x.declare_all(v.lus, {"lus", "log utility of saving, plain number", kUtility}, 0);
}

void write_household(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.u, {"E_u", "4.5", "utility of the regional household"},
           [&](Reg r) { return Expression(v.au(r)) + distribution_weighted(x, r, v.lup(r), v.lug(r), v.lus(r)); });
  x.define(v.dpsum, {"E_dpsum", "4.6", "sum of the distribution parameters"}, [&](Reg r) {
    const Preferences d = preferences(x, r);
    Sum sum;
    sum.add(d.priv, v.dppriv(r)).add(d.gov, v.dpgov(r)).add(d.save, v.dpsave(r));
    return log_mean(sum);
  });
  write_utilities(x);
  x.define(v.p, {"E_p", "4.8", "price index of the disposition of income"}, [&](Reg r) {
    std::vector<IndexItem> items{{f.PRIVEXP(r), v.ppriv(r), v.yp(r) - v.ppriv(r)}, {f.GOVEXP(r), v.pgov(r), v.yg(r) - v.pgov(r)}};
    if (v.qsave.has(r)) items.push_back({f.SAVE(r), v.psave(r), v.qsave(r)});
    return fisher_price(items);
  });
}

}  // namespace setu
