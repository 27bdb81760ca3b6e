#include "model/frame/nest.hpp"

/// §5 Domestic final demand. Private households: CDE demands (Hanoch 1975) over composites, each a CES of domestic and
/// imported. Government: CES (ESBG). Investment: CES (ESBI, Leontief when zero). docs/equations.md §5.
namespace setu {

namespace {

/// What the three agents have in common: each commodity is a CES (ESBD) of domestic and imported purchases.
struct Agent {
  const F<ComTag, RegTag>&qa, &pa, &qd, &pd, &qm, &pm, &td, &tm;
  const Flow<ComTag, RegTag>&domestic, &imported;  // at purchasers' prices
  EquationText e_qd, e_qm, e_pa, e_pd, e_pm;
};

void write_sourcing(Context& x, const Agent& g) {
  write(x, Nest{.index = g.e_pa,
                .quantity = g.qa,
                .price = g.pa,
                .elasticity = x.f.ESBD,
                .children = {{g.e_qd, g.qd, g.pd, g.domestic}, {g.e_qm, g.qm, g.pm, g.imported}}});
  x.define(g.pd, g.e_pd, [&](Com c, Reg r) { return x.v.pds(c, r) + g.td(c, r); });
  x.define(g.pm, g.e_pm, [&](Com c, Reg r) { return x.v.pms(c, r) + g.tm(c, r); });
}

/// b·e·up + b·(ppa − per capita expenditure): the exponent of one CDE term.
Linear cde_exponent(const Context& x, Com c, Reg r) {
  const Variables& v = x.v;
  const Coefficient b = x.f.SUBP(c, r);
  return b * x.f.INCP(c, r) * v.up(r) + b * (v.ppa(c, r) - v.yp(r) + v.pop(r));
}

void write_cde(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.determine(v.up, {"E_up", "5.1", "CDE expenditure function; determines private utility"}, [&](Reg r) {
    Sum cde;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) cde.add(f.VPP(c, r) / f.SUBP(c, r), cde_exponent(x, c, r));
    return log_mean(cde);
  });
  x.define(v.zshr, {"E_zshr", "5.2", "denominator of the CDE budget shares"}, [&](Reg r) {
    Sum cde;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) cde.add(f.VPP(c, r), cde_exponent(x, c, r));
    return log_mean(cde);
  });
  x.define(v.qpa, {"E_qpa", "5.3", "private demand for composite c"},
           [&](Com c, Reg r) { return cde_exponent(x, c, r) - v.zshr(r) + v.yp(r) - v.ppa(c, r); });
  x.define(v.uepriv, {"E_uepriv", "5.4", "elasticity of private expenditure to utility"}, [&](Reg r) {
    Sum spending;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) spending.add(f.VPP(c, r) * f.INCP(c, r), v.ppa(c, r) + v.qpa(c, r));
    return log_mean(spending) - v.yp(r);
  });
  x.define(v.ppriv, {"E_ppriv", "5.5", "price index of private consumption"}, [&](Reg r) {
    std::vector<IndexItem> items;
    for (const Com c : f.com)
      if (v.qpa.has(c, r)) items.push_back({f.VPP(c, r), v.ppa(c, r), v.qpa(c, r)});
    return fisher_price(items);
  });
}

void write_private(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write_cde(x);
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
  x.define(v.tpd, {"E_tpd", "5.11", "private tax on domestic c"}, [&](Com c, Reg r) { return v.tpdall(c, r) + v.tpreg(r); });
  x.define(v.tpm, {"E_tpm", "5.12", "private tax on imported c"}, [&](Com c, Reg r) { return v.tpmall(c, r) + v.tpreg(r); });
}

void write_government(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write(x, Nest{.index = {"E_pgov", "5.14", "price of public consumption"},
                .quantity = [&](Reg r) { return v.yg(r) - v.pgov(r); },
                .price = v.pgov,
                .elasticity = f.ESBG,
                .children = {
                    {{"E_qga", "5.13", "government demand for composite c"}, v.qga, v.pga, [&](Com c, Reg r) { return f.VGP(c, r); }}}});
  x.define(v.ug, {"E_ug", "5.15", "per capita utility of public consumption"}, [&](Reg r) { return v.yg(r) - v.pgov(r) - v.pop(r); });
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
}

void write_investors(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write(x, Nest{.index = {"E_pinv", "5.22", "price of investment goods"},
                .quantity = v.qinv,
                .price = v.pinv,
                .elasticity = f.ESBI,
                .children = {
                    {{"E_qia", "5.21", "investment demand for composite c"}, v.qia, v.pia, [&](Com c, Reg r) { return f.VIP(c, r); }}}});
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

void declare_agent(Context& x, const char* const (&names)[8], const char* who, const F<ComTag, RegTag>* (&&out)[8], const auto& mask_d,
                   const auto& mask_m, const auto& vdb, const auto& vdp, const auto& vmb, const auto& vmp, bool exogenous_taxes) {
  const auto one = [](auto...) { return 1.0; };
  const auto both = [&](Com c, Reg r) { return mask_d(c, r) || mask_m(c, r); };
  const auto family = [&](int i) -> F<ComTag, RegTag>& { return const_cast<F<ComTag, RegTag>&>(*out[i]); };
  const std::string by = std::string(" by ") + who;
  x.declare(family(0), {names[0], ("demand for composite c" + by).c_str(), kVolume}, both,
            [&](Com c, Reg r) { return vdp(c, r) + vmp(c, r); });
  x.declare(family(1), {names[1], ("price of composite c bought" + by).c_str(), kPrice}, both, one);
  x.declare(family(2), {names[2], ("demand for domestic c" + by).c_str(), kVolume}, mask_d, vdb);
  x.declare(family(3), {names[3], ("price of domestic c bought" + by).c_str(), kPrice}, mask_d, one);
  x.declare(family(4), {names[4], ("demand for imported c" + by).c_str(), kVolume}, mask_m, vmb);
  x.declare(family(5), {names[5], ("price of imported c bought" + by).c_str(), kPrice}, mask_m, one);
  x.declare(family(6), {names[6], ("power of the tax on domestic c bought" + by).c_str(), kPower}, mask_d,
            [&](Com c, Reg r) { return vdp(c, r) / vdb(c, r); });
  x.declare(family(7), {names[7], ("power of the tax on imported c bought" + by).c_str(), kPower}, mask_m,
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
  x.declare_exogenous(v.tpdall, {"tpdall", "shifter of the private tax on domestic c", kPower}, pd, one);
  x.declare_exogenous(v.tpmall, {"tpmall", "shifter of the private tax on imported c", kPower}, pm, one);
  x.declare_all_exogenous(v.tpreg, {"tpreg", "shifter of all private consumption taxes", kIndex});
  x.declare(v.pop, {"pop", "population", kPersons}, all, [&](Reg r) { return f.POP(r); });
  x.exogenous.emplace_back("pop");
  x.declare_all(v.up, {"up", "per capita utility of private consumption", kIndex});
  x.declare_all(v.ug, {"ug", "per capita utility of public consumption", kIndex});
  x.declare_all(v.uepriv, {"uepriv", "elasticity of private expenditure to utility", kIndex});
  x.declare_all(v.zshr, {"zshr", "denominator of the CDE budget shares", kIndex});
  x.declare_all(v.ppriv, {"ppriv", "price index of private consumption (path index)", kPrice});
  x.declare_all(v.pgov, {"pgov", "price index of public consumption", kPrice});
  x.declare_all(v.pinv, {"pinv", "price of investment goods", kPrice});
  x.declare(v.qinv, {"qinv", "gross investment", kVolume}, all, [&](Reg r) { return f.REGINV(r); });
}

void write_final_demand(Context& x) {
  write_private(x);
  write_government(x);
  write_investors(x);
}

}  // namespace setu
