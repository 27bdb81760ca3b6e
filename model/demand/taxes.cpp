#include "model/frame/variables.hpp"

/// §10 Tax revenues, each as the change of its ratio to regional income (so that a uniform change of prices leaves it
/// alone). Tariff revenue includes non-tariff rents of the importer, export taxes those of the exporter.
/// Corong et al. (2017), §3.9; docs/equations.md §10.
namespace setu {

namespace {

/// One tax base: value including tax − value excluding tax, relative to income.
void add_tax(Sum& sum, double income, double gross, const Linear& p_gross, double net, const Linear& p_net, const Linear& q_less_y) {
  sum.add(gross / income, p_gross + q_less_y);
  sum.add(-net / income, p_net + q_less_y);
}

void write_revenue(Context& x, const EquationText& text, const F<RegTag>& ratio, const auto& collect) {
  x.define(ratio, text, [&](Reg r) {
    Sum sum;
    collect(r, sum);
    return plain(sum) - Expression(sum.weight());
  });
}

void write_production(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write_revenue(x, {"E_del_taxrout", "10.1", "output taxes"}, v.del_taxrout, [&](Reg r, Sum& sum) {
    for (const Com c : f.com)
      for (const Act a : f.act)
        if (f.make(c, a, r))
          add_tax(sum, f.INCOME(r), f.MAKB(c, a, r), v.pca(c, a, r), f.MAKS(c, a, r), v.ps(c, a, r), v.qca(c, a, r) - v.y(r));
  });
  write_revenue(x, {"E_del_taxrfu", "10.2", "taxes on endowment use"}, v.del_taxrfu, [&](Reg r, Sum& sum) {
    for (const End e : f.end)
      for (const Act a : f.act)
        if (f.fe(e, a, r))
          add_tax(sum, f.INCOME(r), f.EVFP(e, a, r), v.pfe(e, a, r), f.EVFB(e, a, r), v.peb(e, a, r), v.qfe(e, a, r) - v.y(r));
  });
  write_revenue(x, {"E_del_taxriu", "10.3", "taxes on intermediate use"}, v.del_taxriu, [&](Reg r, Sum& sum) {
    for (const Com c : f.com)
      for (const Act a : f.act) {
        if (f.fd(c, a, r))
          add_tax(sum, f.INCOME(r), f.VDFP(c, a, r), v.pfd(c, a, r), f.VDFB(c, a, r), v.pds(c, r), v.qfd(c, a, r) - v.y(r));
        if (f.fm(c, a, r))
          add_tax(sum, f.INCOME(r), f.VMFP(c, a, r), v.pfm(c, a, r), f.VMFB(c, a, r), v.pms(c, r), v.qfm(c, a, r) - v.y(r));
      }
  });
  write_revenue(x, {"E_del_taxrinc", "10.9", "income taxes"}, v.del_taxrinc, [&](Reg r, Sum& sum) {
    for (const End e : f.end)
      for (const Act a : f.act)
        if (f.fe(e, a, r))
          add_tax(sum, f.INCOME(r), f.EVFB(e, a, r), v.peb(e, a, r), f.EVOS(e, a, r), v.pes(e, a, r), v.qfe(e, a, r) - v.y(r));
  });
}

void write_final_use(Context& x, const EquationText& text, const F<RegTag>& ratio, const F<ComTag, RegTag>& pd, const F<ComTag, RegTag>& qd,
                     const F<ComTag, RegTag>& pm, const F<ComTag, RegTag>& qm, const Flow<ComTag, RegTag> (&value)[4]) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write_revenue(x, text, ratio, [&](Reg r, Sum& sum) {
    for (const Com c : f.com) {
      if (qd.has(c, r)) add_tax(sum, f.INCOME(r), value[0](c, r), pd(c, r), value[1](c, r), v.pds(c, r), qd(c, r) - v.y(r));
      if (qm.has(c, r)) add_tax(sum, f.INCOME(r), value[2](c, r), pm(c, r), value[3](c, r), v.pms(c, r), qm(c, r) - v.y(r));
    }
  });
}

void write_trade_taxes(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write_revenue(x, {"E_del_taxrexp", "10.7", "export taxes and rents"}, v.del_taxrexp, [&](Reg s, Sum& sum) {
    for (const Com c : f.com)
      for (const Reg d : f.reg)
        if (f.xs(c, s, d))
          add_tax(sum, f.INCOME(s), f.VFOB(c, s, d), v.pfob(c, s, d), f.VXSB(c, s, d), v.pds(c, s), v.qxs(c, s, d) - v.y(s));
  });
  write_revenue(x, {"E_del_taxrimp", "10.8", "import tariffs and rents"}, v.del_taxrimp, [&](Reg d, Sum& sum) {
    for (const Com c : f.com)
      for (const Reg s : f.reg)
        if (f.xs(c, s, d))
          add_tax(sum, f.INCOME(d), f.VMSB(c, s, d), v.pmds(c, s, d), f.VCIF(c, s, d), v.pcif(c, s, d), v.qxs(c, s, d) - v.y(d));
  });
}

void write_totals(Context& x) {
  const Variables& v = x.v;
  x.define(v.del_indtaxr, {"E_del_indtaxr", "10.10", "all indirect taxes"}, [&](Reg r) {
    return v.del_taxrout(r) + v.del_taxrfu(r) + v.del_taxriu(r) + v.del_taxrpc(r) + v.del_taxrgc(r) + v.del_taxric(r) + v.del_taxrexp(r) +
           v.del_taxrimp(r);
  });
  x.define(v.del_ttaxr, {"E_del_ttaxr", "10.11", "all taxes"}, [&](Reg r) { return v.del_indtaxr(r) + v.del_taxrinc(r); });
}

}  // namespace

void declare_taxes(Context& x) {
  Variables& v = x.v;
  const auto ratio = [&](F<RegTag>& family, const char* name, const char* label) { x.declare_all(family, {name, label, kRatio}, 0); };
  ratio(v.del_taxrout, "del_taxrout", "change in output tax revenue over income");
  ratio(v.del_taxrfu, "del_taxrfu", "change in revenue of taxes on endowment use over income");
  ratio(v.del_taxriu, "del_taxriu", "change in revenue of taxes on intermediate use over income");
  ratio(v.del_taxrpc, "del_taxrpc", "change in private consumption tax revenue over income");
  ratio(v.del_taxrgc, "del_taxrgc", "change in government consumption tax revenue over income");
  ratio(v.del_taxric, "del_taxric", "change in investment tax revenue over income");
  ratio(v.del_taxrexp, "del_taxrexp", "change in export tax revenue over income");
  ratio(v.del_taxrimp, "del_taxrimp", "change in tariff revenue over income");
  ratio(v.del_taxrinc, "del_taxrinc", "change in income tax revenue over income");
  ratio(v.del_indtaxr, "del_indtaxr", "change in indirect tax revenue over income");
  ratio(v.del_ttaxr, "del_ttaxr", "change in all tax revenue over income");
}

void write_taxes(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  write_production(x);
  write_final_use(x, {"E_del_taxrpc", "10.4", "private consumption taxes"}, v.del_taxrpc, v.ppd, v.qpd, v.ppm, v.qpm,
                  {f.VDPP, f.VDPB, f.VMPP, f.VMPB});
  write_final_use(x, {"E_del_taxrgc", "10.5", "government consumption taxes"}, v.del_taxrgc, v.pgd, v.qgd, v.pgm, v.qgm,
                  {f.VDGP, f.VDGB, f.VMGP, f.VMGB});
  write_final_use(x, {"E_del_taxric", "10.6", "investment taxes"}, v.del_taxric, v.pid, v.qid, v.pim, v.qim,
                  {f.VDIP, f.VDIB, f.VMIP, f.VMIB});
  write_trade_taxes(x);
  write_totals(x);
}

}  // namespace setu
