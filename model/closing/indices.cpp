#include "model/frame/variables.hpp"

/// §12 Summary indices of a region: real factor returns, terms of trade, GDP, trade. Price indices are Fisher indices;
/// GEMPACK's Divisia versions are integrated along the path as differential forms (model/forms/path_forms.cpp).
/// Corong et al. (2017), appendix B; docs/equations.md §12.
namespace setu {

double total_value(const std::vector<IndexItem>& items) {
  double sum = 0;
  for (const auto& item : items) sum += item.value;
  return sum;
}

Expression fisher_price(const std::vector<IndexItem>& items) {
  Sum laspeyres, value, quantity;
  for (auto* sum : {&laspeyres, &value, &quantity}) sum->reserve(items.size());
  for (const auto& item : items) {
    const Linear price = item.price, volume = item.quantity;
    laspeyres.add(item.value, price);
    value.add(item.value, price + volume);
    quantity.add(item.value, volume);
  }
  return 0.5 * (log_mean(std::move(laspeyres)) + log_mean(std::move(value)) - log_mean(std::move(quantity)));
}

Expression value_index(const std::vector<IndexItem>& items) {
  Sum value;
  value.reserve(items.size());
  for (const auto& item : items) value.add(item.value, Linear(item.price) + item.quantity);
  return log_mean(std::move(value));
}

std::vector<IndexItem> gdp_items(const Context& x, Reg r) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> items;
  for (const Com c : f.com) {
    if (v.qga.has(c, r)) items.push_back({f.VGP(c, r), v.pga(c, r), v.qga(c, r)});
    if (v.qpa.has(c, r)) items.push_back({f.VPP(c, r), v.ppa(c, r), v.qpa(c, r)});
    if (v.qia.has(c, r)) items.push_back({f.VIP(c, r), v.pia(c, r), v.qia(c, r)});
    for (const Reg d : f.reg) {
      if (v.qxs.has(c, r, d)) items.push_back({f.VFOB(c, r, d), v.pfob(c, r, d), v.qxs(c, r, d)});
      if (v.qxs.has(c, d, r)) items.push_back({-f.VCIF(c, d, r), v.pcif(c, d, r), v.qxs(c, d, r)});
    }
  }
  for (const Mrg m : f.mrg)
    if (v.qst.has(m, r)) items.push_back({f.VST(m, r), v.pds(f.commodity(m), r), v.qst(m, r)});
  return items;
}

std::vector<IndexItem> trade_items(const Context& x, Reg r, bool exports) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> items;
  for (const Com c : f.com)
    for (const Reg o : f.reg) {
      if (exports && v.qxs.has(c, r, o)) items.push_back({f.VFOB(c, r, o), v.pfob(c, r, o), v.qxs(c, r, o)});
      if (!exports && v.qxs.has(c, o, r)) items.push_back({f.VCIF(c, o, r), v.pcif(c, o, r), v.qxs(c, o, r)});
    }
  for (const Mrg m : f.mrg)
    if (exports && v.qst.has(m, r)) items.push_back({f.VST(m, r), v.pds(f.commodity(m), r), v.qst(m, r)});
  return items;
}

namespace {

void write_real_returns(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.pfactreal, {"E_pfactreal", "12.1", "real return to an endowment by activity"},
           [&](End e, Act a, Reg r) { return v.pes(e, a, r) - v.ppriv(r); });
  x.define(v.pebfactreal, {"E_pebfactreal", "12.2", "real return, income tax included"}, [&](End e, Reg r) {
    std::vector<IndexItem> items;
    for (const Act a : f.act)
      if (f.fe(e, a, r)) items.push_back({f.EVFB(e, a, r), v.peb(e, a, r), v.qfe(e, a, r)});
    return fisher_price(items) - v.ppriv(r);
  });
  x.define(v.pefactreal, {"E_pefactreal", "12.3", "real return, income tax deducted"},
           [&](End e, Reg r) { return v.pe(e, r) - v.ppriv(r); });
}

Linear or_none(Var v) { return v ? Linear(v) : Linear(); }

void write_terms_of_trade(Context& x) {
  const Variables& v = x.v;
  x.define(v.psw, {"E_psw", "12.9", "price of what the region sells abroad"}, [&](Reg r) { return or_none(v.pxwreg(r)); });
  x.define(v.pdw, {"E_pdw", "12.9", "price of what the region buys abroad"}, [&](Reg r) { return or_none(v.pmwreg(r)); });
  x.define(v.tot, {"E_tot", "12.9", "terms of trade"}, [&](Reg r) { return v.psw(r) - v.pdw(r); });
}

void write_balances(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  x.define(v.del_tbal, {"E_del_tbal", "12.10", "change in the trade balance, US$ million"}, [&](Reg r) {
    const double exports = x.benchmark(v.vxwreg(r)), imports = x.benchmark(v.vmwreg(r));
    Sum sum;
    sum.add(exports, or_none(v.vxwreg(r)));
    sum.add(-imports, or_none(v.vmwreg(r)));
    sum.add(imports - exports, v.pfactwld());  // the benchmark's balance at the same numeraire
    return InUnitsOf{f.INCOME(r), plain(sum)};
  });
  double world = 0;
  for (const Reg r : f.reg) world += f.INCOME(r);
  x.define(v.del_tbalry, {"E_del_tbalry", "12.11", "change in the trade balance over world income"}, [&](Reg r) {
    const double exports = x.benchmark(v.vxwreg(r)), imports = x.benchmark(v.vmwreg(r));
    Sum sum;
    sum.add(exports / world, or_none(v.vxwreg(r)) - Linear(v.ywld()));
    sum.add(-imports / world, or_none(v.vmwreg(r)) - Linear(v.ywld()));
    return plain(sum) - Expression((exports - imports) / world);
  });
}

}  // namespace

void declare_indices(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto all = [](auto...) { return true; };
  const auto one = [](auto...) { return 1.0; };
  const auto owned = [&](End e, Reg r) { return f.owned(e, r); };
  x.declare(
      v.pfactreal, {"pfactreal", "real return to endowment e in activity a", kIndex}, [&](End e, Act a, Reg r) { return f.fe(e, a, r); },
      one);
  x.declare(v.pebfactreal, {"pebfactreal", "real return to endowment e, income tax included", kIndex}, owned, one);
  x.declare(v.pefactreal, {"pefactreal", "real return to endowment e, income tax deducted", kIndex}, owned, one);
  std::vector<double> export_value, import_value;
  for (const Reg r : f.reg) {
    export_value.push_back(total_value(trade_items(x, r, true)));
    import_value.push_back(total_value(trade_items(x, r, false)));
  }
  const auto exports = [&](Reg r) { return export_value[r.i]; };
  const auto imports = [&](Reg r) { return import_value[r.i]; };
  const auto gdp = [&](Reg r) { return f.GDP(r); };
  x.declare(v.vgdp, {"vgdp", "value of GDP", kValue}, all, gdp);
  x.declare_all(v.pgdp, {"pgdp", "GDP price index (path index)", kPrice});
  x.declare(v.qgdp, {"qgdp", "GDP quantity index (path index)", kVolume}, all, gdp);
  x.declare(
      v.compvalad, {"compvalad", "output of activity a relative to real GDP", kIndex}, [&](Act a, Reg r) { return f.active(a, r); }, one);
  const auto sells = [&](Reg r) { return exports(r) > 0; };
  const auto buys = [&](Reg r) { return imports(r) > 0; };
  x.declare(v.vxwreg, {"vxwreg", "value of exports, FOB", kValue}, sells, exports);
  x.declare(v.pxwreg, {"pxwreg", "price index of exports (path index)", kPrice}, sells, one);
  x.declare(v.qxwreg, {"qxwreg", "volume of exports (path index)", kVolume}, sells, exports);
  x.declare(v.vmwreg, {"vmwreg", "value of imports, CIF", kValue}, buys, imports);
  x.declare(v.pmwreg, {"pmwreg", "price index of imports (path index)", kPrice}, buys, one);
  x.declare(v.qmwreg, {"qmwreg", "volume of imports (path index)", kVolume}, buys, imports);
  x.declare_all(v.psw, {"psw", "price index of what the region sells abroad (path index)", kPrice});
  x.declare_all(v.pdw, {"pdw", "price index of what the region buys abroad (path index)", kPrice});
  x.declare_all(v.tot, {"tot", "terms of trade (path index)", kIndex});
  x.declare_all(v.del_tbal, {"del_tbal", "change in the trade balance, US$ million", kChange}, 0);
  x.declare_all(v.del_tbalry, {"del_tbalry", "change in the trade balance over world income", kRatio}, 0);
}

void write_indices(Context& x) {
  const Variables& v = x.v;
  write_real_returns(x);
  define_index(x, {{{"E_vgdp", "12.4", "value of GDP"}, {"E_pgdp", "12.5", "GDP price index"}, {"E_qgdp", "12.6", "real GDP"}}}, v.vgdp,
               v.pgdp, v.qgdp, [&](Reg r) { return gdp_items(x, r); });
  define_index(
      x, {{{"E_vxwreg", "12.7", "value of exports"}, {"E_pxwreg", "12.7", "price of exports"}, {"E_qxwreg", "12.7", "volume of exports"}}},
      v.vxwreg, v.pxwreg, v.qxwreg, [&](Reg r) { return trade_items(x, r, true); });
  define_index(
      x, {{{"E_vmwreg", "12.8", "value of imports"}, {"E_pmwreg", "12.8", "price of imports"}, {"E_qmwreg", "12.8", "volume of imports"}}},
      v.vmwreg, v.pmwreg, v.qmwreg, [&](Reg r) { return trade_items(x, r, false); });
  write_terms_of_trade(x);
  x.define(v.compvalad, {"E_compvalad", "12.6", "output relative to real GDP"}, [&](Act a, Reg r) { return v.qo(a, r) - v.qgdp(r); });
  write_balances(x);
}

}  // namespace setu
