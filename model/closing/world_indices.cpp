#include "model/frame/variables.hpp"

/// §12 (continued) Trade by commodity and region, and world indices. docs/equations.md §12.
namespace setu {

std::vector<IndexItem> export_items(const Context& x, Com c, Reg r) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> items;
  for (const Reg d : f.reg)
    if (v.qxs.has(c, r, d)) items.push_back({f.VFOB(c, r, d), v.pfob(c, r, d), v.qxs(c, r, d)});
  if (const Mrg m{f.com_margin[c.i]}; m.i != kNone && v.qst.has(m, r)) items.push_back({f.VST(m, r), v.pds(c, r), v.qst(m, r)});
  return items;
}

std::vector<IndexItem> import_items(const Context& x, Com c, Reg d) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> items;
  for (const Reg s : f.reg)
    if (v.qxs.has(c, s, d)) items.push_back({f.VCIF(c, s, d), v.pcif(c, s, d), v.qxs(c, s, d)});
  return items;
}

namespace {

/// The names and meanings of a value, a price and a volume under one number.
std::array<EquationText, 3> triple(const char* const (&names)[3], const char* number, const char* const (&labels)[3],
                                   SourceLocation where = SourceLocation::current()) {
  return {{{names[0], number, labels[0], where}, {names[1], number, labels[1], where}, {names[2], number, labels[2], where}}};
}

/// World aggregates by commodity from the regional ones.
std::vector<IndexItem> world_items(const Context& x, Com c, const F<ComTag, RegTag>& value, const F<ComTag, RegTag>& price) {
  std::vector<IndexItem> items;
  for (const Reg r : x.f.reg)
    if (price.has(c, r)) items.push_back({x.benchmark(value(c, r)), price(c, r), value(c, r) - price(c, r)});
  return items;
}

/// World supply of c at user prices: purchases of households, government, investors and firms.
std::vector<IndexItem> user_items(const Context& x, Com c) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> items;
  for (const Reg r : f.reg) {
    if (v.qpa.has(c, r)) items.push_back({f.VPP(c, r), v.ppa(c, r), v.qpa(c, r)});
    if (v.qga.has(c, r)) items.push_back({f.VGP(c, r), v.pga(c, r), v.qga(c, r)});
    if (v.qia.has(c, r)) items.push_back({f.VIP(c, r), v.pia(c, r), v.qia(c, r)});
    for (const Act a : f.act)
      if (v.qfa.has(c, a, r)) items.push_back({f.VFP(c, a, r), v.pfa(c, a, r), v.qfa(c, a, r)});
  }
  return items;
}

/// Exports of the regions that export.
std::vector<IndexItem> exports_of_all(const Context& x) {
  const Variables& v = x.v;
  std::vector<IndexItem> exports;
  for (const Reg r : x.f.reg) {
    double value = 0;
    for (const Com c : x.f.com) value += x.benchmark(v.vxwfob(c, r));
    if (v.vxwreg.has(r)) exports.push_back({value, v.pxwreg(r), v.qxwreg(r)});
  }
  return exports;
}

void write_world(Context& x) {
  const Variables& v = x.v;
  const auto exports = exports_of_all(x);
  x.define(v.ywld, {"E_ywld", "12.16", "world income"}, [&]() {
    Sum income;
    for (const Reg r : x.f.reg) income.add(x.f.INCOME(r), v.y(r));
    return log_mean(income);
  });
  x.define(v.vxwwld, {"E_vxwwld", "12.17", "value of world trade"},
           [&]() { return exports.empty() ? Expression(0.0) : value_index(exports); });
  x.define(v.pxwwld, {"E_pxwwld", "12.17", "price of world trade"},
           [&]() { return exports.empty() ? Expression(0.0) : fisher_price(exports); });
  x.define(v.qxwwld, {"E_qxwwld", "12.17", "volume of world trade"}, [&]() { return v.vxwwld() - v.pxwwld(); });
}

/// World supply of c: domestic sales valued at the FOB/basic ratio of exports, plus exports.
std::vector<IndexItem> supply_items(const Context& x, Com c) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> items;
  for (const Reg r : f.reg) {
    double fob = 0, basic = 0, margin = 0;
    for (const Reg d : f.reg) {
      fob += f.VFOB(c, r, d);
      basic += f.VXSB(c, r, d);
    }
    if (const Mrg m{f.com_margin[c.i]}; m.i != kNone) margin = f.VST(m, r);
    if (!v.qc.has(c, r)) continue;
    const double ratio = basic > 0 ? fob / basic : 1;
    items.push_back({f.VDB(c, r) * ratio + fob + margin, v.pxw.has(c, r) ? v.pxw(c, r) : v.pds(c, r), v.qc(c, r)});
  }
  return items;
}

}  // namespace

void declare_world_indices(Context& x) {
  const Flows& f = x.f;
  Variables& v = x.v;
  const auto one = [](auto...) { return 1.0; };
  std::vector<double> export_value, import_value;
  for (const Com c : f.com)
    for (const Reg r : f.reg) {
      export_value.push_back(total_value(export_items(x, c, r)));
      import_value.push_back(total_value(import_items(x, c, r)));
    }
  const auto exports = [&](Com c, Reg r) { return export_value[c.i * f.reg.n + r.i]; };
  const auto imports = [&](Com c, Reg r) { return import_value[c.i * f.reg.n + r.i]; };
  const auto sells = [&](Com c, Reg r) { return exports(c, r) > 0; };
  const auto buys = [&](Com c, Reg r) { return imports(c, r) > 0; };
  x.declare(v.vxwfob, {"vxwfob", "value of exports of c, FOB", kValue}, sells, exports);
  x.declare(v.pxw, {"pxw", "price of exports of c (path index)", kPrice}, sells, one);
  x.declare(v.qxw, {"qxw", "volume of exports of c (path index)", kVolume}, sells, exports);
  x.declare(v.vmwcif, {"vmwcif", "value of imports of c, CIF", kValue}, buys, imports);
  x.declare(v.pmw, {"pmw", "price of imports of c, CIF (path index)", kPrice}, buys, one);
  x.declare(v.qmw, {"qmw", "volume of imports of c, CIF weights (path index)", kVolume}, buys, imports);
  x.declare_all(v.del_tbalc, {"del_tbalc", "change in the trade balance of c, US$ million", kChange}, 0);
  const auto world = [&](const auto& by_region) {
    return [&](Com c) {
      double sum = 0;
      for (const Reg r : f.reg) sum += by_region(c, r);
      return sum;
    };
  };
  const auto world_exports = world(exports);
  const auto world_imports = world(imports);
  const auto traded = [&](Com c) { return world_exports(c) > 0; };
  const auto supplied = [&](Com c) {
    for (const Reg r : f.reg)
      if (f.supplied(c, r)) return true;
    return false;
  };
  std::vector<bool> has_user;
  for (const Com c : f.com) has_user.push_back(!user_items(x, c).empty());
  const auto used = [&](Com c) { return has_user[c.i]; };
  x.declare(v.vxwcom, {"vxwcom", "value of world exports of c", kValue}, traded, world_exports);
  x.declare(v.pxwcom, {"pxwcom", "price of world exports of c (path index)", kPrice}, traded, one);
  x.declare(v.qxwcom, {"qxwcom", "volume of world exports of c (path index)", kVolume}, traded, world_exports);
  const auto bought = [&](Com c) { return world_imports(c) > 0; };
  x.declare(v.vmwcom, {"vmwcom", "value of world imports of c", kValue}, bought, world_imports);
  x.declare(v.pmwcom, {"pmwcom", "price of world imports of c (path index)", kPrice}, bought, one);
  x.declare(v.qmwcom, {"qmwcom", "volume of world imports of c (path index)", kVolume}, bought, world_imports);
  x.declare(v.valuew, {"valuew", "value of world supply of c", kValueIndex}, supplied, one);
  x.declare(v.pw, {"pw", "price of world supply of c (path index)", kPrice}, supplied, one);
  x.declare(v.qow, {"qow", "volume of world supply of c (path index)", kVolumeIndex}, supplied, one);
  x.declare(v.valuewu, {"valuewu", "value of world supply of c at user prices", kValueIndex}, used, one);
  x.declare(v.pwu, {"pwu", "price of world supply of c at user prices (path index)", kPrice}, used, one);
  x.declare(v.qowu, {"qowu", "volume of world supply of c at user prices (path index)", kVolumeIndex}, used, one);
  x.declare_all(v.ywld, {"ywld", "world income", kValueIndex});
  x.declare_all(v.vxwwld, {"vxwwld", "value of world trade", kValueIndex});
  x.declare_all(v.pxwwld, {"pxwwld", "price of world trade (path index)", kPrice});
  x.declare_all(v.qxwwld, {"qxwwld", "volume of world trade (path index)", kVolumeIndex});
}

void write_world_indices(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  static const char* const by_commodity[3] = {"value of trade by commodity", "price of trade by commodity", "volume of trade by commodity"};
  static const char* const world[3] = {"world value by commodity", "world price by commodity", "world volume by commodity"};
  static const char* const supply[3] = {"value of world supply", "price of world supply", "volume of world supply"};
  define_index(x, triple({"E_vxwfob", "E_pxw", "E_qxw"}, "12.12", by_commodity), v.vxwfob, v.pxw, v.qxw,
               [&](Com c, Reg r) { return export_items(x, c, r); });
  define_index(x, triple({"E_vmwcif", "E_pmw", "E_qmw"}, "12.13", by_commodity), v.vmwcif, v.pmw, v.qmw,
               [&](Com c, Reg r) { return import_items(x, c, r); });
  define_index(x, triple({"E_vxwcom", "E_pxwcom", "E_qxwcom"}, "12.14", world), v.vxwcom, v.pxwcom, v.qxwcom,
               [&](Com c) { return world_items(x, c, v.vxwfob, v.pxw); });
  define_index(x, triple({"E_vmwcom", "E_pmwcom", "E_qmwcom"}, "12.15", world), v.vmwcom, v.pmwcom, v.qmwcom,
               [&](Com c) { return world_items(x, c, v.vmwcif, v.pmw); });
  write_world(x);
  define_index(x, triple({"E_valuew", "E_pw", "E_qow"}, "12.18", supply), v.valuew, v.pw, v.qow, [&](Com c) { return supply_items(x, c); });
  define_index(x, triple({"E_valuewu", "E_pwu", "E_qowu"}, "12.19", supply), v.valuewu, v.pwu, v.qowu,
               [&](Com c) { return user_items(x, c); });
  x.define(v.del_tbalc, {"E_del_tbalc", "12.20", "change in the trade balance by commodity"}, [&](Com c, Reg r) {
    Sum sum;
    if (v.vxwfob.has(c, r)) sum.add(x.benchmark(v.vxwfob(c, r)), v.vxwfob(c, r));
    if (v.vmwcif.has(c, r)) sum.add(-x.benchmark(v.vmwcif(c, r)), v.vmwcif(c, r));
    sum.add(-sum.weight(), v.pfactwld());
    return InUnitsOf{f.INCOME(r), plain(sum)};
  });
}

}  // namespace setu
