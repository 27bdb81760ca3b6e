#include "model/frame/variables.hpp"

/// §5 Domestic final demand. Private households: CDE demands (Hanoch 1975) over composites, each a CES of domestic and
/// imported. Government: CES (ESBG). Investment: CES (ESBI, Leontief when zero). docs/equations.md §5.
namespace setu {

namespace {

/// What the three agents have in common: composite, domestic and imported purchases of each commodity.
struct Agent {
  const F<ComTag, RegTag>&qa, &pa, &qd, &pd, &qm, &pm, &td, &tm;
  const Flow<ComTag, RegTag>&domestic, &imported;  // at purchasers' prices
  EquationText e_qd, e_qm, e_pa, e_pd, e_pm;
};

void write_sourcing(Context& x, const Agent& g) {
  const Flows& f = x.f;
  const auto each = [&](const auto& visit) {
    for (const Com c : f.com)
      for (const Reg r : f.reg) visit(c, r);
  };
  auto qd = x.m.equations(g.e_qd, g.qd.block(), Role::Definition);
  each([&](Com c, Reg r) {
    if (g.qd.has(c, r)) qd.define(g.qd(c, r), g.qa(c, r) - f.ESBD(c, r) * (g.pd(c, r) - g.pa(c, r)));
  });
  auto qm = x.m.equations(g.e_qm, g.qm.block(), Role::Definition);
  each([&](Com c, Reg r) {
    if (g.qm.has(c, r)) qm.define(g.qm(c, r), g.qa(c, r) - f.ESBD(c, r) * (g.pm(c, r) - g.pa(c, r)));
  });
  auto pa = x.m.equations(g.e_pa, g.pa.block(), Role::Definition);
  each([&](Com c, Reg r) {
    if (!g.pa.has(c, r)) return;
    Sum cost;
    if (g.pd.has(c, r)) cost.add(g.domestic(c, r), g.pd(c, r));
    if (g.pm.has(c, r)) cost.add(g.imported(c, r), g.pm(c, r));
    pa.define(g.pa(c, r), ces_price(f.ESBD(c, r), cost));
  });
  auto pd = x.m.equations(g.e_pd, g.pd.block(), Role::Definition);
  each([&](Com c, Reg r) {
    if (g.pd.has(c, r)) pd.define(g.pd(c, r), x.v.pds(c, r) + g.td(c, r));
  });
  auto pm = x.m.equations(g.e_pm, g.pm.block(), Role::Definition);
  each([&](Com c, Reg r) {
    if (g.pm.has(c, r)) pm.define(g.pm(c, r), x.v.pms(c, r) + g.tm(c, r));
  });
}

/// b·e·up + b·(ppa − per capita expenditure): the exponent of one CDE term.
Linear cde_exponent(const Context& x, Com c, Reg r) {
  const Variables& v = x.v;
  const Coefficient b = x.f.SUBP(c, r);
  return b * x.f.INCP(c, r) * v.up(r) + b * (v.ppa(c, r) - v.yp(r) + v.pop(r));
}

void write_private(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  auto up = x.m.equations({"E_up", "5.1", "CDE expenditure function; determines private utility"}, v.up.block(), Role::Implicit);
  for (const Reg r : f.reg) {
    Sum cde;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) cde.add(f.VPP(c, r) / f.SUBP(c, r), cde_exponent(x, c, r));
    up.implicit(v.up(r), log_mean(cde));
  }
  auto zshr = x.m.equations({"E_zshr", "5.2", "denominator of the CDE budget shares"}, v.zshr.block(), Role::Definition);
  for (const Reg r : f.reg) {
    Sum cde;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) cde.add(f.VPP(c, r), cde_exponent(x, c, r));
    zshr.define(v.zshr(r), log_mean(cde));
  }
  auto qpa = x.m.equations({"E_qpa", "5.3", "private demand for composite c"}, v.qpa.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg)
      if (v.qpa.has(c, r)) qpa.define(v.qpa(c, r), cde_exponent(x, c, r) - v.zshr(r) + v.yp(r) - v.ppa(c, r));
  auto uepriv = x.m.equations({"E_uepriv", "5.4", "elasticity of private expenditure to utility"}, v.uepriv.block(), Role::Definition);
  for (const Reg r : f.reg) {
    Sum spending;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) spending.add(f.VPP(c, r) * f.INCP(c, r), v.ppa(c, r) + v.qpa(c, r));
    uepriv.define(v.uepriv(r), log_mean(spending) - v.yp(r));
  }
  auto ppriv = x.m.equations({"E_ppriv", "5.5", "price index of private consumption"}, v.ppriv.block(), Role::Definition);
  for (const Reg r : f.reg) {
    std::vector<IndexItem> items;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) items.push_back({f.VPP(c, r), v.ppa(c, r), v.qpa(c, r)});
    ppriv.define(v.ppriv(r), fisher_price(items));
  }
  write_sourcing(x, {v.qpa,
                     v.ppa,
                     v.qpd,
                     v.ppd,
                     v.qpm,
                     v.ppm,
                     v.tpd,
                     v.tpm,
                     f.VDPP,
                     f.VMPP,
                     {"E_qpd", "5.6", "private demand for domestic c"},
                     {"E_qpm", "5.7", "private demand for imported c"},
                     {"E_ppa", "5.8", "private price of composite c"},
                     {"E_ppd", "5.9", "private price of domestic c"},
                     {"E_ppm", "5.10", "private price of imported c"}});
  auto tpd = x.m.equations({"E_tpd", "5.11", "private tax on domestic c"}, v.tpd.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg)
      if (v.tpd.has(c, r)) tpd.define(v.tpd(c, r), v.tpdall(c, r) + v.tpreg(r));
  auto tpm = x.m.equations({"E_tpm", "5.12", "private tax on imported c"}, v.tpm.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg)
      if (v.tpm.has(c, r)) tpm.define(v.tpm(c, r), v.tpmall(c, r) + v.tpreg(r));
}

/// CES demands of government or investment: total quantity `total`, price index `index`.
void write_ces_agent(Context& x, const EquationText& demand_text, const EquationText& index_text, const F<ComTag, RegTag>& qa,
                     const F<ComTag, RegTag>& pa, const F<RegTag>& index, const Parameter<RegTag>& elasticity, const auto& total,
                     const auto& spending) {
  auto demand = x.m.equations(demand_text, qa.block(), Role::Definition);
  for (const Com c : x.f.com)
    for (const Reg r : x.f.reg)
      if (qa.has(c, r)) demand.define(qa(c, r), total(r) - elasticity(r) * (pa(c, r) - index(r)));
  auto price = x.m.equations(index_text, index.block(), Role::Definition);
  for (const Reg r : x.f.reg) {
    Sum cost;
    for (const Com c : x.f.com)
      if (pa.has(c, r)) cost.add(spending(c, r), pa(c, r));
    price.define(index(r), cost.empty() ? Expression(0.0) : ces_price(elasticity(r), cost));
  }
}

void declare_agent(Context& x, const char* const (&names)[8], const char* who, const F<ComTag, RegTag>* (&&out)[8], const auto& mask_d,
                   const auto& mask_m, const auto& vdb, const auto& vdp, const auto& vmb, const auto& vmp, bool exogenous_taxes) {
  const auto one = [](auto...) { return 1.0; };
  const auto both = [&](Com c, Reg r) { return mask_d(c, r) || mask_m(c, r); };
  const auto family = [&](int i) -> F<ComTag, RegTag>& { return const_cast<F<ComTag, RegTag>&>(*out[i]); };
  const std::string by = std::string(" by ") + who;
  x.declare(family(0), {names[0], ("demand for composite c" + by).c_str()}, both, [&](Com c, Reg r) { return vdp(c, r) + vmp(c, r); });
  x.declare(family(1), {names[1], ("price of composite c bought" + by).c_str(), 1}, both, one);
  x.declare(family(2), {names[2], ("demand for domestic c" + by).c_str()}, mask_d, vdb);
  x.declare(family(3), {names[3], ("price of domestic c bought" + by).c_str(), 1}, mask_d, one);
  x.declare(family(4), {names[4], ("demand for imported c" + by).c_str()}, mask_m, vmb);
  x.declare(family(5), {names[5], ("price of imported c bought" + by).c_str(), 1}, mask_m, one);
  x.declare(family(6), {names[6], ("power of the tax on domestic c bought" + by).c_str()}, mask_d,
            [&](Com c, Reg r) { return vdp(c, r) / vdb(c, r); });
  x.declare(family(7), {names[7], ("power of the tax on imported c bought" + by).c_str()}, mask_m,
            [&](Com c, Reg r) { return vmp(c, r) / vmb(c, r); });
  if (exogenous_taxes)
    for (const int i : {6, 7}) x.exogenous.emplace_back(names[i]);
}

}  // namespace

void declare_final_demand(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  const auto all = [](auto...) { return true; };
  const auto mask = [&f](bool (Flows::*flow)(Com, Reg) const) { return [&f, flow](Com c, Reg r) { return (f.*flow)(c, r); }; };
  const auto pd = mask(&Flows::pd), pm = mask(&Flows::pm), gd = mask(&Flows::gd), gm = mask(&Flows::gm), id = mask(&Flows::id),
             im = mask(&Flows::im);
  declare_agent(x, {"qpa", "ppa", "qpd", "ppd", "qpm", "ppm", "tpd", "tpm"}, "private households",
                {&v.qpa, &v.ppa, &v.qpd, &v.ppd, &v.qpm, &v.ppm, &v.tpd, &v.tpm}, pd, pm, f.VDPB, f.VDPP, f.VMPB, f.VMPP, false);
  declare_agent(x, {"qga", "pga", "qgd", "pgd", "qgm", "pgm", "tgd", "tgm"}, "government",
                {&v.qga, &v.pga, &v.qgd, &v.pgd, &v.qgm, &v.pgm, &v.tgd, &v.tgm}, gd, gm, f.VDGB, f.VDGP, f.VMGB, f.VMGP, true);
  declare_agent(x, {"qia", "pia", "qid", "pid", "qim", "pim", "tid", "tim"}, "investors",
                {&v.qia, &v.pia, &v.qid, &v.pid, &v.qim, &v.pim, &v.tid, &v.tim}, id, im, f.VDIB, f.VDIP, f.VMIB, f.VMIP, true);
  x.declare_exogenous(v.tpdall, {"tpdall", "shifter of the private tax on domestic c"}, pd, one);
  x.declare_exogenous(v.tpmall, {"tpmall", "shifter of the private tax on imported c"}, pm, one);
  x.declare_all_exogenous(v.tpreg, {"tpreg", "shifter of all private consumption taxes"});
  x.declare(v.pop, {"pop", "population"}, all, [&](Reg r) { return f.POP(r); });
  x.exogenous.emplace_back("pop");
  x.declare_all(v.up, {"up", "per capita utility of private consumption"});
  x.declare_all(v.ug, {"ug", "per capita utility of public consumption"});
  x.declare_all(v.uepriv, {"uepriv", "elasticity of private expenditure to utility"});
  x.declare_all(v.zshr, {"zshr", "denominator of the CDE budget shares"});
  x.declare_all(v.ppriv, {"ppriv", "price index of private consumption (path index)", 1});
  x.declare_all(v.pgov, {"pgov", "price index of public consumption", 1});
  x.declare_all(v.pinv, {"pinv", "price of investment goods", 1});
  x.declare(v.qinv, {"qinv", "gross investment"}, all, [&](Reg r) { return f.REGINV(r); });
}

void write_final_demand(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write_private(x);
  write_ces_agent(
      x, {"E_qga", "5.13", "government demand for composite c"}, {"E_pgov", "5.14", "price of public consumption"}, v.qga, v.pga, v.pgov,
      f.ESBG, [&](Reg r) { return v.yg(r) - v.pgov(r); }, [&](Com c, Reg r) { return f.VGP(c, r); });
  auto ug = x.m.equations({"E_ug", "5.15", "per capita utility of public consumption"}, v.ug.block(), Role::Definition);
  for (const Reg r : f.reg) ug.define(v.ug(r), v.yg(r) - v.pgov(r) - v.pop(r));
  write_sourcing(x, {v.qga,
                     v.pga,
                     v.qgd,
                     v.pgd,
                     v.qgm,
                     v.pgm,
                     v.tgd,
                     v.tgm,
                     f.VDGP,
                     f.VMGP,
                     {"E_qgd", "5.16", "government demand for domestic c"},
                     {"E_qgm", "5.17", "government demand for imported c"},
                     {"E_pga", "5.18", "government price of composite c"},
                     {"E_pgd", "5.19", "government price of domestic c"},
                     {"E_pgm", "5.20", "government price of imported c"}});
  write_ces_agent(
      x, {"E_qia", "5.21", "investment demand for composite c"}, {"E_pinv", "5.22", "price of investment goods"}, v.qia, v.pia, v.pinv,
      f.ESBI, [&](Reg r) { return Linear(v.qinv(r)); }, [&](Com c, Reg r) { return f.VIP(c, r); });
  write_sourcing(x, {v.qia,
                     v.pia,
                     v.qid,
                     v.pid,
                     v.qim,
                     v.pim,
                     v.tid,
                     v.tim,
                     f.VDIP,
                     f.VMIP,
                     {"E_qid", "5.23", "investment demand for domestic c"},
                     {"E_qim", "5.24", "investment demand for imported c"},
                     {"E_pia", "5.25", "investment price of composite c"},
                     {"E_pid", "5.26", "investment price of domestic c"},
                     {"E_pim", "5.27", "investment price of imported c"}});
}

}  // namespace setu
