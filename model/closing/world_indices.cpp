#include "model/frame/variables.hpp"

/// §12 (continued) Trade by commodity and region, and world indices. docs/equations.md §12.
namespace setu {

namespace {

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

/// Writes value, price and quantity of one side of trade by commodity and region.
void write_by_region(Context& x, const char* const (&names)[3], const char* number, const F<ComTag, RegTag>& value,
                     const F<ComTag, RegTag>& price, const F<ComTag, RegTag>& quantity, const auto& items) {
  auto ev = x.m.equations({names[0], number, "value of trade by commodity"}, value.block(), Role::Definition);
  for (const Com c : x.f.com)
    for (const Reg r : x.f.reg)
      if (value.has(c, r)) ev.define(value(c, r), value_index(items(c, r)));
  auto ep = x.m.equations({names[1], number, "price of trade by commodity"}, price.block(), Role::Definition);
  for (const Com c : x.f.com)
    for (const Reg r : x.f.reg)
      if (price.has(c, r)) ep.define(price(c, r), fisher_price(items(c, r)));
  auto eq = x.m.equations({names[2], number, "volume of trade by commodity"}, quantity.block(), Role::Definition);
  for (const Com c : x.f.com)
    for (const Reg r : x.f.reg)
      if (quantity.has(c, r)) eq.define(quantity(c, r), value(c, r) - price(c, r));
}

/// Writes the world aggregates by commodity from the regional triples.
void write_by_commodity(Context& x, const char* const (&names)[3], const char* number, const F<ComTag>& value, const F<ComTag>& price,
                        const F<ComTag>& quantity, const F<ComTag, RegTag>& regional_price, const auto& weight,
                        const F<ComTag, RegTag>& regional_value) {
  const auto items = [&](Com c) {
    std::vector<IndexItem> list;
    for (const Reg r : x.f.reg)
      if (regional_price.has(c, r)) list.push_back({weight(c, r), regional_price(c, r), regional_value(c, r) - regional_price(c, r)});
    return list;
  };
  auto ev = x.m.equations({names[0], number, "world value by commodity"}, value.block(), Role::Definition);
  for (const Com c : x.f.com)
    if (value.has(c)) ev.define(value(c), value_index(items(c)));
  auto ep = x.m.equations({names[1], number, "world price by commodity"}, price.block(), Role::Definition);
  for (const Com c : x.f.com)
    if (price.has(c)) ep.define(price(c), fisher_price(items(c)));
  auto eq = x.m.equations({names[2], number, "world volume by commodity"}, quantity.block(), Role::Definition);
  for (const Com c : x.f.com)
    if (quantity.has(c)) eq.define(quantity(c), value(c) - price(c));
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

void write_world(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  std::vector<IndexItem> exports;
  Sum income;
  for (const Reg r : f.reg) {
    income.add(f.INCOME(r), v.y(r));
    double value = 0;
    for (const Com c : f.com) value += x.benchmark(v.vxwfob(c, r));
    if (v.vxwreg.has(r)) exports.push_back({value, v.pxwreg(r), v.qxwreg(r)});
  }
  auto ywld = x.m.equations({"E_ywld", "12.16", "world income"}, v.ywld.block(), Role::Definition);
  ywld.define(v.ywld(), log_mean(income));
  auto vw = x.m.equations({"E_vxwwld", "12.17", "value of world trade"}, v.vxwwld.block(), Role::Definition);
  vw.define(v.vxwwld(), exports.empty() ? Expression(0.0) : value_index(exports));
  auto pw = x.m.equations({"E_pxwwld", "12.17", "price of world trade"}, v.pxwwld.block(), Role::Definition);
  pw.define(v.pxwwld(), exports.empty() ? Expression(0.0) : fisher_price(exports));
  auto qw = x.m.equations({"E_qxwwld", "12.17", "volume of world trade"}, v.qxwwld.block(), Role::Definition);
  qw.define(v.qxwwld(), v.vxwwld() - v.pxwwld());
}

void write_supply_indices(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto supply = [&](Com c) {  // domestic sales valued at the FOB/basic ratio of exports, plus exports
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
  };
  const auto triple = [&](const char* const(&names)[3], const char* number, const F<ComTag>& value, const F<ComTag>& price,
                          const F<ComTag>& quantity, const auto& items) {
    auto ev = x.m.equations({names[0], number, "value of world supply"}, value.block(), Role::Definition);
    for (const Com c : f.com)
      if (value.has(c)) ev.define(value(c), value_index(items(c)));
    auto ep = x.m.equations({names[1], number, "price of world supply"}, price.block(), Role::Definition);
    for (const Com c : f.com)
      if (price.has(c)) ep.define(price(c), fisher_price(items(c)));
    auto eq = x.m.equations({names[2], number, "volume of world supply"}, quantity.block(), Role::Definition);
    for (const Com c : f.com)
      if (quantity.has(c)) eq.define(quantity(c), value(c) - price(c));
  };
  triple({"E_valuew", "E_pw", "E_qow"}, "12.18", v.valuew, v.pw, v.qow, supply);
  triple({"E_valuewu", "E_pwu", "E_qowu"}, "12.19", v.valuewu, v.pwu, v.qowu, [&](Com c) { return user_items(x, c); });
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
  x.declare(v.vxwfob, {"vxwfob", "value of exports of c, FOB", 1}, sells, exports);
  x.declare(v.pxw, {"pxw", "price of exports of c (path index)", 1}, sells, one);
  x.declare(v.qxw, {"qxw", "volume of exports of c (path index)"}, sells, exports);
  x.declare(v.vmwcif, {"vmwcif", "value of imports of c, CIF", 1}, buys, imports);
  x.declare(v.pmw, {"pmw", "price of imports of c, CIF (path index)", 1}, buys, one);
  x.declare(v.qmw, {"qmw", "volume of imports of c, CIF weights (path index)"}, buys, imports);
  x.declare_all(v.del_tbalc, {"del_tbalc", "change in the trade balance of c, US$ million", 1, Unit::Level}, 0);
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
  x.declare(v.vxwcom, {"vxwcom", "value of world exports of c", 1}, traded, world_exports);
  x.declare(v.pxwcom, {"pxwcom", "price of world exports of c (path index)", 1}, traded, one);
  x.declare(v.qxwcom, {"qxwcom", "volume of world exports of c (path index)"}, traded, world_exports);
  const auto bought = [&](Com c) { return world_imports(c) > 0; };
  x.declare(v.vmwcom, {"vmwcom", "value of world imports of c", 1}, bought, world_imports);
  x.declare(v.pmwcom, {"pmwcom", "price of world imports of c (path index)", 1}, bought, one);
  x.declare(v.qmwcom, {"qmwcom", "volume of world imports of c (path index)"}, bought, world_imports);
  x.declare(v.valuew, {"valuew", "value of world supply of c", 1}, supplied, one);
  x.declare(v.pw, {"pw", "price of world supply of c (path index)", 1}, supplied, one);
  x.declare(v.qow, {"qow", "volume of world supply of c (path index)"}, supplied, one);
  x.declare(v.valuewu, {"valuewu", "value of world supply of c at user prices", 1}, used, one);
  x.declare(v.pwu, {"pwu", "price of world supply of c at user prices (path index)", 1}, used, one);
  x.declare(v.qowu, {"qowu", "volume of world supply of c at user prices (path index)"}, used, one);
  x.declare_all(v.ywld, {"ywld", "world income", 1});
  x.declare_all(v.vxwwld, {"vxwwld", "value of world trade", 1});
  x.declare_all(v.pxwwld, {"pxwwld", "price of world trade (path index)", 1});
  x.declare_all(v.qxwwld, {"qxwwld", "volume of world trade (path index)"});
}

void write_world_indices(Context& x) {
  const Flows& f = x.f;
  const Variables& v = x.v;
  const auto exports = [&](Com c, Reg r) { return export_items(x, c, r); };
  const auto imports = [&](Com c, Reg r) { return import_items(x, c, r); };
  write_by_region(x, {"E_vxwfob", "E_pxw", "E_qxw"}, "12.12", v.vxwfob, v.pxw, v.qxw, exports);
  write_by_region(x, {"E_vmwcif", "E_pmw", "E_qmw"}, "12.13", v.vmwcif, v.pmw, v.qmw, imports);
  write_by_commodity(
      x, {"E_vxwcom", "E_pxwcom", "E_qxwcom"}, "12.14", v.vxwcom, v.pxwcom, v.qxwcom, v.pxw,
      [&](Com c, Reg r) { return x.benchmark(v.vxwfob(c, r)); }, v.vxwfob);
  write_by_commodity(
      x, {"E_vmwcom", "E_pmwcom", "E_qmwcom"}, "12.15", v.vmwcom, v.pmwcom, v.qmwcom, v.pmw,
      [&](Com c, Reg r) { return x.benchmark(v.vmwcif(c, r)); }, v.vmwcif);
  write_world(x);
  write_supply_indices(x);
  auto tbalc = x.m.equations({"E_del_tbalc", "12.20", "change in the trade balance by commodity"}, v.del_tbalc.block(), Role::Definition);
  for (const Com c : f.com)
    for (const Reg r : f.reg) {
      Sum sum;
      if (v.vxwfob.has(c, r)) sum.add(x.benchmark(v.vxwfob(c, r)), v.vxwfob(c, r));
      if (v.vmwcif.has(c, r)) sum.add(-x.benchmark(v.vmwcif(c, r)), v.vmwcif(c, r));
      sum.add(-sum.weight(), v.pfactwld());
      tbalc.define(v.del_tbalc(c, r), plain(sum), 1 / f.INCOME(r));
    }
}

}  // namespace setu
